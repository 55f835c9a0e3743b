"""The check as a story: a first draft with a fault of every code, each found at its place, with how to mend it."""

import json
import re
import shutil
from collections.abc import Collection, Mapping
from pathlib import Path

from bot.places import STARTER
from bot.practice import Practice
from bot.tour.story import Tell, promise
from domain.rulebook.codes import CODES

DRAFT = Path(__file__).parent / "first_draft"
_SAID = re.compile(r"^(?P<place>\S+:\d+:\d+): (?P<code>[\w-]+) (?:\(warning\) )?\S", re.MULTILINE)
# Where each fault was planted: file, line and column.
PLANTED: Mapping[str, str] = {
    "unreadable": "clauses/tools/torn.md:3:1",
    "invalid": "scenarios.yml:8:5",
    "field-unknown": "clauses/data/logs.md:9:1",
    "field-missing": "clauses/tools/long.md:1:1",
    "threshold-missing": "clauses/data/logs.md:1:1",
    "outcome-missing": "clauses/data/public.md:10:1",
    "owner-missing": "clauses/data/logs.md:6:1",
    "example-missing": "clauses/data/public.md:16:1",
    "rule-missing": "clauses/data/public.md:16:1",
    "value-unknown": "clauses/data/public.md:5:1",
    "id-taken": "clauses/data/public.md:2:1",
    "dead-link": "clauses/data/logs.md:11:1",
    "norm-unknown": "clauses/tools/long.md:9:1",
    "vague-wording": "clauses/data/logs.md:15:42",
    "numbers-disagree": "clauses/data/logs.md:10:1",
    "waiver-without-reason": "clauses/data/copy.md:12:23",
    "waiver-unknown": "clauses/data/copy.md:13:16",
    "waiver-idle": "clauses/data/copy.md:14:20",
    "matrix-hole": "matrix.yml:6:1",
    "matrix-laxer": "matrix.yml:9:5",
    "matrix-idle": "matrix.yml:12:5",
    "ladder-hole": "ladder.yml:3:1",
    "ladder-step-down": "ladder.yml:6:5",
    "scenario-ruling": "scenarios.yml:4:5",
    "scenario-clause": "scenarios.yml:7:5",
    "contradiction": "clauses/data/logs.md:12:1",
    "hard-to-read": "clauses/tools/long.md:12:1",
    "version-unchanged": "rulebook.yml:2:1",
    "translation-missing": "clauses/data/public.md:1:1",
    "translation-outdated": "translations/de/clauses/data/logs.md:3:1",
    "translation-astray": "translations/de/clauses/data/gone.md:2:1",
    "notice-wording": "notices/en/ours.po:4:1",
    "casework-broken": "roster.yml:1:1",
}


async def checking(town: Practice, tell: Tell) -> None:
    """Everything that is wrong with a first draft, at once."""
    draft = Path(town.log).with_name("first-draft")
    shutil.copytree(DRAFT, draft)
    shutil.copy(STARTER / "casework.yml", draft)
    given = ("rulebook", "check", str(draft), "--against", str(STARTER))
    found = places(await town.runs(*given), draft)
    keep_all(found)
    how = json.loads(await town.runs(*given, "--format", "sarif"))
    rules = {one["id"]: one["help"]["text"] for one in how["runs"][0]["tool"]["driver"]["rules"]}
    for code, place in PLANTED.items():
        promise(len(rules[code]) > len(code), f"{code} says how to mend it")
        tell(f"Found {code} at {place}. {rules[code].partition(' See docs')[0]}")
    tell(f"Fen checks a first draft: all {len(CODES)} codes are named at once, each at its place, with how to mend it.")


def places(said: str, folder: Path) -> Mapping[str, Collection[str]]:
    """Where each code was found, within the folder, as the command's text says."""
    found: dict[str, list[str]] = {}
    for one in _SAID.finditer(said):
        found.setdefault(one["code"], []).append(one["place"].removeprefix(f"{folder}/"))
    return found


def keep_all(found: Mapping[str, Collection[str]], codes: Collection[str] = tuple(CODES)) -> None:
    """Raises `PromiseBroken` where a code has no planted fault, or a fault was not found at its place."""
    left_out = sorted(set(codes) - set(PLANTED))
    promise(not left_out, f"the first draft has a fault of every code; it lacks {', '.join(left_out)}")
    missed = [f"{code} at {place}" for code, place in PLANTED.items() if place not in found.get(code, ())]
    promise(not missed, f"every planted fault is found at its place; the check missed {'; '.join(missed)}")
    odd = sorted(set(found) - set(codes))
    promise(not odd, f"only known codes are named, but: {', '.join(odd)}")

"""What is missing or broken in single clauses, and the links between them."""

import posixpath
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from domain.rulebook.clauses import Clause
from domain.rulebook.problems import Problem

KINDS = ("prohibition", "obligation", "permission", "process")
AUDIENCES = ("user", "developer")
SEVERITIES = ("low", "medium", "high", "critical")
NEEDED = ("id", "title", "kind", "audience", "action")
OF_THEIR_OWN = {"threshold": "threshold-missing", "outcome": "outcome-missing", "owner": "owner-missing"}
KNOWN = (*NEEDED, *OF_THEIR_OWN, "deputy", "scope", "severity", "norms", "related", "keywords", "when")
_NOTED = re.compile(r"^\w+\s*:(?P<field>.*?)\s#\s*also in the text:(?P<numbers>.*)$")
_TICKED = re.compile(r"`([a-z]+(?:-[a-z0-9]+)+)`")
_LINK = re.compile(r"\]\(\s*<?([^)\s>]+)")
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Written:
    """A clause with the text and the front matter that it came from."""

    clause: Clause
    text: str
    front: Mapping[str, Any] = field(default_factory=dict)

    def at(self, name: str, message: str, code: str) -> Problem:
        """A problem at a field; at the top where the field is missing."""
        lines = self.text.splitlines()
        line = next((n for n, one in enumerate(lines, start=1) if re.match(rf"{re.escape(name)}\s*:", one)), 1)
        return Problem(self.clause.file, line, message, code)

    def at_offset(self, offset: int, message: str, code: str) -> Problem:
        """A problem at a place in the text, counted in characters from 0."""
        line = self.text.count("\n", 0, offset) + 1
        return Problem(self.clause.file, line, message, code, offset - self.text.rfind("\n", 0, offset))


def check_clauses(written: Sequence[Written], names: Collection[str]) -> Iterator[Problem]:
    """Every problem of every clause by itself and of its links. `names` are the files of the folder."""
    ids = {one.clause.id for one in written}
    families = {name.split("-")[0] for name in ids}
    seen: dict[str, str] = {}
    for one in written:
        if one.clause.id in seen:
            yield one.at("id", f"id {one.clause.id!r} is taken by {seen[one.clause.id]}", "id-taken")
        seen.setdefault(one.clause.id, one.clause.file)
        yield from _fields(one)
        yield from _links(one, ids, families, names)
        yield from _examples(one)
        yield from _numbers(one)


def _fields(one: Written) -> Iterator[Problem]:
    for name in (*NEEDED, *OF_THEIR_OWN):
        if not str(one.front.get(name) or "").strip():
            yield one.at(name, f"{name} is missing", OF_THEIR_OWN.get(name, "field-missing"))
    for name in map(str, one.front):
        if name not in KNOWN:
            yield one.at(name, f"{name} is no field of a clause", "field-unknown")
    for name in ("norms", "related", "keywords"):
        value = one.front.get(name)
        if isinstance(value, list) and any(part is None or isinstance(part, bool) for part in value):
            yield one.at(name, f"a word of {name} is read as yes, no or nothing: put it in quotes", "value-unknown")
    for name, allowed in (("kind", KINDS), ("audience", AUDIENCES), ("severity", SEVERITIES)):
        value = one.front.get(name)
        if value and value not in allowed:
            yield one.at(name, f"{name} {value!r} is none of {', '.join(allowed)}", "value-unknown")


def _links(one: Written, ids: set[str], families: set[str], names: Collection[str]) -> Iterator[Problem]:
    for name in one.clause.related:
        if name not in ids:
            yield one.at("related", f"related clause {name!r} does not exist", "dead-link")
    begin = len(one.text) - len(one.text.split("\n---", maxsplit=1)[-1]) if one.front else 0
    for found in _TICKED.finditer(one.text, begin):
        if found[1] not in ids and found[1].split("-")[0] in families:
            yield one.at_offset(found.start(1), f"there is no clause {found[1]!r}", "dead-link")
    for found in _LINK.finditer(one.text, begin):
        target = found[1].partition("#")
        place = posixpath.normpath(posixpath.join(posixpath.dirname(one.clause.file), target[0]))
        dead = target[2] not in ids if not target[0] else place not in names
        if not _SCHEME.match(found[1]) and dead:
            yield one.at_offset(found.start(1), f"{found[1]!r} leads nowhere", "dead-link")


def _examples(one: Written) -> Iterator[Problem]:
    last = len(one.text.splitlines()) or 1
    if not one.clause.body or one.clause.body.startswith("### "):
        yield Problem(one.clause.file, last, "the rule sentence is missing: begin the text with it", "rule-missing")
    for name, examples in (("Allowed", one.clause.allowed), ("Prohibited", one.clause.prohibited)):
        if one.clause.kind in ("prohibition", "permission", "obligation") and not examples:
            heading = one.text.find(f"\n### {name}") + 1
            says = f"### {name} needs at least one example"
            yield (
                one.at_offset(heading, says, "example-missing")
                if heading
                else Problem(one.clause.file, last, says, "example-missing")
            )


def _numbers(one: Written) -> Iterator[Problem]:
    """A field's comment `# also in the text: 30 day; two click` is a promise: each stands in both, field and text."""
    if "also in the text" not in one.text:
        return
    front, text = (part.lower() for part in (one.text.split("\n---", maxsplit=1)[0], one.clause.body))
    rule = " ".join(text.split("\n### ", maxsplit=1)[0].split())
    for number, line in enumerate(front.splitlines(), start=1):
        for noted in _NOTED.finditer(line):
            for said in filter(None, map(str.strip, noted["numbers"].split(";"))):
                for where, words in (("the field", noted["field"]), ("the text", rule)):
                    if not re.search(rf"(?<![\w.,]){re.escape(said)}", words):
                        says = f"{said!r} is to stand in this field and in the text, and {where} lacks it"
                        yield Problem(one.clause.file, number, says, "numbers-disagree")

"""The tour's chapter of rules keeps its promises, and can fail. Both ways to Slack are walked by the other chapters."""

import shutil
from pathlib import Path

import pytest

from bot.places import STARTER
from bot.practice import PromiseBroken
from bot.tour.faults import DRAFT, PLANTED, keep_all, places
from bot.tour.rules import adopted, edit, publishes, publishing
from domain.rulebook.codes import CODES
from tests.bot.test_commands import ombud
from tests.journeys.town import town as a_town


def test_the_chapter_of_rules_keeps_every_promise() -> None:
    done = ombud("tour", "--chapter", "rules", OMBUD_RANKING="lexical")
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1] == "Every promise was kept."


def test_a_code_without_a_planted_fault_breaks_the_promise() -> None:
    found = {code: [place] for code, place in PLANTED.items()}
    keep_all(found)
    with pytest.raises(PromiseBroken, match="it lacks quite-new"):
        keep_all(found, (*CODES, "quite-new"))


def test_a_fault_that_the_check_does_not_find_breaks_the_promise(tmp_path: Path) -> None:
    draft = tmp_path / "draft"
    shutil.copytree(DRAFT, draft)
    shutil.copy(STARTER / "casework.yml", draft)
    edit(draft, "clauses/data/logs.md", "appropriate care", "a copy")
    done = ombud("rulebook", "check", str(draft), "--against", str(STARTER))
    with pytest.raises(PromiseBroken, match=r"the check missed vague-wording at clauses/data/logs\.md:15:42$"):
        keep_all(places(done.stdout, draft))


async def test_a_house_that_has_published_before_breaks_the_promise(tmp_path: Path) -> None:
    draft = adopted(tmp_path / "policy")
    async with a_town(tmp_path, f"sqlite:///{tmp_path}/ombud.db") as town:
        assert "published" in await publishes(town, draft, "The first one.")
        with pytest.raises(PromiseBroken, match="that nothing is published yet is said"):
            await publishing(town, pytest.fail, draft)

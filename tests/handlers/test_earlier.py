"""A version that is not in force is ranked as if it were, as soon as that can be; nobody waits long for it."""

import asyncio
from dataclasses import replace

import pytest

from bot.places import STARTER
from domain.rulebook.clauses import Rulebook
from domain.rulebook.ranking import Ranker
from handlers.slack.earlier import KEPT, Earlier
from storage.files import read_rulebook

RULES = read_rulebook(STARTER)


async def test_words_decide_until_the_meaning_is_there() -> None:
    earlier, read, better = Earlier(), asyncio.Event(), Ranker(RULES)
    asked: list[str] = []

    async def understand(rules: Rulebook) -> Ranker:
        asked.append(rules.version)
        await read.wait()
        return better

    earlier.understand = understand
    first = await earlier.ranker(RULES, patience=0.01)
    assert first is not better
    assert earlier.is_being_read(RULES)
    assert await earlier.ranker(RULES, patience=0) is first
    read.set()
    assert await earlier.ranker(RULES, patience=5) is better
    assert not earlier.is_being_read(RULES)
    assert asked == [RULES.version]


async def test_a_version_that_could_not_be_read_is_searched_by_words() -> None:
    earlier = Earlier()

    async def stopped(_: Rulebook) -> None:
        return None

    earlier.understand = stopped
    assert (await earlier.ranker(RULES)).rank("may I paste a password?")[0].clause_id == "data-secrets"
    assert not earlier.is_being_read(RULES)


async def test_whatever_fails_is_logged_without_words_and_those_decide(caplog: pytest.LogCaptureFixture) -> None:
    earlier = Earlier()

    async def broken(_: Rulebook) -> Ranker:
        raise LookupError("may I paste a password?")

    earlier.understand = broken
    assert (await earlier.ranker(RULES)).rank("may I paste a password?")[0].clause_id == "data-secrets"
    assert not earlier.is_being_read(RULES)
    said = [one for one in caplog.records if one.levelname == "ERROR"]
    assert [one.getMessage() for one in said] == [
        f"version {RULES.version} is searched by its words alone: LookupError"
    ]
    assert "password" not in caplog.text
    caplog.clear()


async def test_only_the_versions_asked_last_are_kept() -> None:
    earlier = Earlier()
    versions = [replace(RULES, digest=f"d{n}") for n in range(KEPT + 1)]
    made = [await earlier.ranker(one) for one in versions]
    assert await earlier.ranker(versions[-1]) is made[-1]
    assert await earlier.ranker(versions[0]) is not made[0]

"""The clock is set back and forward by hours: no nudge and no escalation is lost, and none comes twice."""

from collections import Counter
from collections.abc import AsyncIterator
from pathlib import Path

import pytest_asyncio

from storage.database import Database
from storage.streams import all_events
from tests.journeys.town import Town
from tests.journeys.town import town as a_town


@pytest_asyncio.fixture
async def town(empty_url: str, tmp_path: Path) -> AsyncIterator[Town]:
    async with a_town(tmp_path, empty_url) as made:
        yield made


async def late(town: Town) -> Counter[str]:
    """What happened because somebody was late, by kind."""
    database = Database(town.env["OMBUD_DATABASE_URL"])
    try:
        stored = await database.read(lambda conn: list(all_events(conn)))
    finally:
        database.close()
    return Counter(one.type for one in stored if one.type in ("CaseNudged", "CaseEscalated", "CaseStillOverdue"))


async def moved(town: Town, **span: float) -> Counter[str]:
    await town.advances(**span)  # the bot sweeps once before it answers
    return await late(town)


async def told(town: Town, person: str, words: str) -> int:
    return sum(one.says(words) for one in await town.messages(person))


async def test_back_and_forth_over_a_nudge_and_an_escalation(town: Town) -> None:
    await town.reports(
        "ana", "pasted a customer log into the model"
    )  # acknowledged within 4 h: nudges at 2 h and 3.2 h
    await town.hears("bo", "You are on call")
    assert await moved(town, hours=2, minutes=1) == {"CaseNudged": 1}
    await town.hears("bo", "still waits for you")
    assert await moved(town, hours=-5) == {"CaseNudged": 1}
    assert await moved(town, hours=5) == {"CaseNudged": 1}
    assert await moved(town, hours=1, minutes=15) == {"CaseNudged": 2}
    assert await moved(town, minutes=45) == {"CaseNudged": 2, "CaseEscalated": 1}
    assert await moved(town, hours=-3) == {"CaseNudged": 2, "CaseEscalated": 1}
    assert await moved(town, hours=4, minutes=59) == {"CaseNudged": 2, "CaseEscalated": 2}
    await town.hears("dee", "is overdue")
    overdue = {person: await told(town, person, "is overdue") for person in ("bo", "cai", "dee")}
    assert overdue == {"bo": 1, "cai": 2, "dee": 1}  # whoever had it until then is told, too
    assert await told(town, "bo", "still waits for you") == 2


async def test_one_great_leap_fires_everything_once_and_the_way_back_nothing(town: Town) -> None:
    await town.reports("ana", "pasted a customer log into the model")
    await town.hears("bo", "You are on call")
    first = await moved(town, hours=7)
    assert first == {"CaseEscalated": 2}  # a nudge is silent once the next step has overtaken it
    for hours in (-7, 7, -3, 3):
        assert await moved(town, hours=hours) == first
    await town.clicks("bo", "case_acknowledge")
    await town.hears("bo", "acknowledged this", "G0DESK")
    assert await moved(town, hours=-7) == first

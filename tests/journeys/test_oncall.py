"""Being on call: somebody stands in from Slack, cases follow, and turns are handed over at the hour on the wall."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest_asyncio

from bot.clock import Clock
from bot.places import STARTER
from storage import deadlines
from storage.database import Database
from tests.journeys.town import Town
from tests.journeys.town import town as a_town


async def count(town: Town, person: str, words: str, channel: str = "") -> int:
    return sum(one.says(words) for one in await town.messages(person, channel))


async def test_cases_follow_whoever_stands_in_and_come_back_afterwards(town: Town) -> None:
    answer = await town.says("bo", "/desk", "override @cai now +2h")
    assert answer.says("<@U0CAI> is on call as primary of *desk*")
    assert answer.says("instead of <@U0BO>")
    await town.hears("cai", "You stand in on call")
    shown = await town.says("ana", "/desk", "oncall")
    assert shown.says("<@U0CAI>, who stands in for <@U0BO>,")
    await town.reports("ana", "pasted a customer log into the model")
    await town.hears("cai", "You are on call: Case 1")
    await town.clicks("cai", "case_acknowledge", "D0CAI", of="You are on call: Case 1")
    await town.advances(hours=2, minutes=1)
    await town.reports("ana", "and then another one")
    await town.hears("bo", "You are on call: Case 2")
    assert await count(town, "bo", "You are on call: Case 1") == 0
    assert await count(town, "cai", "You are on call: Case 2") == 0


async def test_an_open_case_that_nobody_took_follows_the_roster(town: Town) -> None:
    """Bo was paged and leaves; the nudge finds whoever is on call by then."""
    await town.reports("ana", "pasted a customer log into the model")  # acknowledged within 4 h: first nudge at 2 h
    await town.hears("bo", "You are on call: Case 1")
    await town.says("bo", "/desk", "override @dee +1h +1d")
    await town.advances(hours=2, minutes=1)
    await town.hears("dee", "You are on call: Case 1")
    await town.hears("dee", "still waits for you")


async def test_who_may_not_is_told_so_and_what_is_withdrawn_is_over(town: Town) -> None:
    assert (await town.says("ana", "/desk", "override @cai now +2h")).says("leads and operators can change")
    assert (await town.says("bo", "/desk", "override @emi now +2h")).says("<@U0EMI> is not a reviewer")
    assert (await town.says("bo", "/desk", "override @cai someday +2h")).says("“someday”")
    assert (await town.says("bo", "/desk", "override @cai tomorrow 9:00")).says("A time is missing")
    assert (await town.says("bo", "/desk", "override cai now +2h")).says("Who should stand in?")
    await town.says("dee", "/desk", "override @cai now +5h")
    await town.hears("bo", "<@U0CAI> stands in for you")
    await town.clicks("bo", "override_withdraw", "D0BO")
    await town.hears("cai", "does not stand in any more")
    await town.reports("ana", "pasted a customer log into the model")
    await town.hears("bo", "You are on call: Case 1")
    assert (await town.says("bo", "/desk", "override withdraw 1")).says("is over or was withdrawn before")


async def test_the_form_plans_like_the_command(town: Town) -> None:
    await town.says("dee", "/desk", "override")
    start = Clock().now() + timedelta(minutes=1)
    late = {"person": "U0CAI", "start": int(start.timestamp()), "end": int((start - timedelta(hours=1)).timestamp())}
    refused = await town.control("submit", user="dee", values=late)
    assert "end must come after" in refused["errors"]["end"]
    later = {**late, "end": int((start + timedelta(hours=1)).timestamp())}
    await town.control("submit", user="dee", values=later)
    assert "<@U0CAI> is on call as primary" in str(await town.modal("dee"))
    await town.hears("bo", "<@U0CAI> stands in for you")


async def test_a_note_is_read_by_its_reader_alone(town: Town) -> None:
    await town.reports("ana", "pasted a customer log into the model")
    await town.hears("bo", "Case 1", "G0DESK")
    shown = await town.says("bo", "/desk", "handover")
    assert shown.says("Case 1 · near miss · medium")
    await town.clicks("bo", "note_leave", "C0GENERAL")
    words = {"person": "U0CAI", "text": "Marker-Heron: the vendor answers on Friday."}
    await town.control("submit", user="bo", values=words)
    told = await town.hears("cai", "left you a note")
    assert not told.says("Heron")
    await town.clicks("cai", "note_read", "D0CAI")
    assert "Marker-Heron" in str(await town.modal("cai"))
    assert (await town.says("ana", "/desk", "handover")).says("Only the reviewers")


async def planned(town: Town) -> bool:
    database = Database(town.env["OMBUD_DATABASE_URL"])
    try:
        return bool(await database.read(lambda conn: deadlines.open_for(conn, "roster")))
    finally:
        database.close()


@pytest_asyncio.fixture
async def daily(tmp_path: Path, empty_url: str) -> AsyncIterator[Town]:
    """Bo and Cai take turns of a day, and hand over in between two and three hours."""
    first = (datetime.now(UTC) + timedelta(hours=3)).replace(minute=0, second=0, microsecond=0, tzinfo=None)
    text = (STARTER / "roster.yml").read_text()
    since = f"{first - timedelta(days=2):%Y-%m-%d %H:%M}"
    plan = f"    zone: UTC\n    every: 1d\n    first: {since}\n    primary: [U0BO, U0CAI]"
    lines = "    zone: Europe/Stockholm\n    first: 2026-01-05 09:00\n    primary: [U0BO]"
    assert lines in text
    (tmp_path / "roster.yml").write_text(text.replace(lines, plan))
    async with a_town(tmp_path, empty_url, OMBUD_ROSTER=str(tmp_path / "roster.yml")) as made:
        yield made


async def test_turns_are_handed_over_at_the_hour_on_the_wall(daily: Town) -> None:
    await daily.reports("ana", "pasted a customer log into the model")
    await daily.hears("cai", "You are on call: Case 1")
    await daily.reports("bo", "a second matter, reported by whoever takes over")
    await daily.hears("cai", "You are on call: Case 2")
    await daily.advances(hours=1, minutes=50)
    assert await count(daily, "bo", "Hand-over of *desk*", "G0DESK") == 0
    await daily.advances(hours=1, minutes=11)
    posted = await daily.hears("bo", "Hand-over of *desk*: <@U0CAI> was on call, <@U0BO> is from now on", "G0DESK")
    assert posted.says("Case 1 · near miss")
    assert posted.says("Case 2 · near miss")
    mine = await daily.hears("bo", "Hand-over of *desk*")
    assert mine.says("Case 1 · near miss")
    assert not mine.says("Case 2")  # their own report is nothing that Bo may work on
    await daily.hears("cai", "Hand-over of *desk*")
    await daily.advances(hours=1)
    assert await count(daily, "bo", "Hand-over of *desk*", "G0DESK") == 1


async def test_killed_over_two_hand_overs_it_posts_the_newest_once(daily: Town) -> None:
    await daily.until(lambda: planned(daily), "the first round of the sweep to write the hand-over down")
    await daily.says("bo", "/desk", "override @dee +30h +40h")
    await daily.fault("chat.postMessage", "429", retry_after=1, count=1000)
    await daily.kill_bot()
    await daily.advances(hours=27, minutes=1)
    async with daily.http.delete(f"{daily.url}control/faults"):
        pass
    await daily.start_bot()
    posted = await daily.hears("bo", "Hand-over of *desk*: <@U0BO> was on call, <@U0CAI> is from now on", "G0DESK")
    assert posted.says("late, because Ombud was down")
    await daily.hears("dee", "You stand in on call")  # planned before the end, told after it
    await daily.kill_bot()
    await daily.start_bot()
    await daily.advances(minutes=5)
    assert await count(daily, "bo", "Hand-over of *desk*", "G0DESK") == 1
    assert await count(daily, "dee", "You stand in on call") == 1
    await daily.advances(hours=4)
    await daily.reports("ana", "pasted a customer log into the model")
    await daily.hears("dee", "You are on call: Case 1")

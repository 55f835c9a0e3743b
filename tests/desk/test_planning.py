"""Overrides, hand-overs and notes through the desk, on both databases: one commit, and read with what they decide."""

import asyncio
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.rota import keep_going, plan_command
from desk.desk import Desk
from desk.house import House
from desk.outcomes import Filed, Planned, Refused, Shown
from desk.override_rows import departures, rebuild
from desk.planning import PLAN, note_safe
from desk.rosters import roster_at
from desk.tools import load
from desk.views import NoteFile
from domain.cases.plan_refusals import AlreadyOnCall, NoSuchNote
from domain.cases.planning import (
    HandOver,
    LeaveNote,
    MakeOverride,
    OnCallHandedOver,
    OpenNote,
    OverrideMade,
    WithdrawOverride,
)
from domain.cases.roster import Roster, Rung
from storage import deadlines, outbox, overrides, streams
from storage.database import Database
from storage.deadlines import Deadline
from tests.desk.test_desk import HOUSE, VAULT
from tests.domain.cases.people import ANA, BO, CAI, DEE, GIL, HOUR, NOON, ROTATION, STAFF, near_miss

TURNS = replace(ROTATION, people={Rung.PRIMARY: (BO, CAI), Rung.SECONDARY: (DEE,)})


class At:
    """A desk whose clock a test moves."""

    def __init__(self, database: Database, roster: Roster) -> None:
        self.now, self.database = NOON, database
        self.house = House(HOUSE.casework, roster, HOUSE.rulebook)
        self.desk = Desk(database, VAULT, self.house, lambda: self.now)

    async def rows(self) -> list[Deadline]:
        return await self.database.read(lambda conn: deadlines.open_for(conn, PLAN))

    async def hands_over(self, at: datetime) -> None:
        """What the sweep does with everything of the plan that is due."""
        self.now = at
        for row in await self.database.read(lambda conn: deadlines.due(conn, at)):
            await self.desk.handle(plan_command(row, started=at))

    async def told(self) -> list[tuple[str, str]]:
        found = await self.database.read(lambda conn: outbox.of_stream(conn, PLAN))
        return [(one.kind, one.destination) for one in found]


@pytest.fixture
def at(database: Database) -> At:
    return At(database, replace(STAFF, rotations={"desk": ROTATION}))


@pytest.fixture
def turns(database: Database) -> At:
    return At(database, replace(STAFF, rotations={"desk": TURNS}))


async def paged(at: At, form: str) -> tuple[str, ...]:
    filed = await at.desk.handle(replace(near_miss(), key=form))
    assert isinstance(filed, Filed)
    case = await at.database.read(lambda conn: load(conn, filed.case))
    assert case is not None
    return case.paged


async def test_pages_follow_an_override_from_its_start_to_its_end(at: At) -> None:
    made = await at.desk.handle(MakeOverride(BO, CAI, NOON + HOUR, NOON + 3 * HOUR))
    assert isinstance(made, Planned)
    assert isinstance(made.event, OverrideMade)
    assert await at.told() == [("stands_in", f"person:{CAI}")]
    assert await paged(at, "before") == (BO,)
    at.now = NOON + HOUR
    assert await paged(at, "during") == (CAI,)
    at.now = NOON + 3 * HOUR
    assert await paged(at, "after") == (BO,)


async def test_what_is_withdrawn_pages_nobody_more(at: At) -> None:
    await at.desk.handle(MakeOverride(DEE, CAI, NOON, NOON + 9 * HOUR))
    at.now = NOON + HOUR
    assert await paged(at, "during") == (CAI,)
    assert isinstance(await at.desk.handle(WithdrawOverride(DEE, 1)), Planned)
    assert await paged(at, "after") == (BO,)
    assert (await at.told())[-2:] == [("override_withdrawn", f"person:{CAI}"), ("override_withdrawn", f"person:{BO}")]
    past = await at.database.read(lambda conn: roster_at(conn, at.house, NOON))
    assert past.on_call_at("desk", Rung.PRIMARY, NOON) == CAI  # who was on call is not rewritten


async def test_the_same_override_twenty_times_at_once_is_one(at: At) -> None:
    asked = MakeOverride(BO, CAI, NOON + HOUR, NOON + 3 * HOUR)
    outcomes = await asyncio.gather(*(at.desk.handle(asked) for _ in range(20)))
    assert sum(isinstance(one, Planned) for one in outcomes) == 1
    assert sum(one == Refused(AlreadyOnCall(CAI)) for one in outcomes) >= 1
    assert len(await at.database.read(overrides.every)) == 1


async def test_the_table_of_overrides_can_be_built_anew(at: At) -> None:
    await at.desk.handle(MakeOverride(BO, CAI, NOON + HOUR, NOON + 3 * HOUR))
    await at.desk.handle(MakeOverride(BO, DEE, NOON + 2 * HOUR, NOON + 4 * HOUR))
    await at.desk.handle(WithdrawOverride(BO, 2))
    kept = await at.database.read(overrides.every)
    assert await at.database.read(departures) == []
    await at.database.write(lambda conn: overrides.put(conn, replace(kept[0], person=ANA)))
    await at.database.write(lambda conn: overrides.put(conn, replace(kept[1], number=9)))
    assert [one.number for one in await at.database.read(departures)] == [1, 9]
    assert await at.database.write(rebuild) == 2
    assert await at.database.read(overrides.every) == kept


async def test_hand_overs_are_rows_that_plan_the_next_one(turns: At) -> None:
    for _ in range(3):  # as every replica does, at every start and each hour
        await turns.database.write(lambda conn: keep_going(conn, turns.house, turns.now))
    (row,) = await turns.rows()
    assert row.due == TURNS.handover_after(NOON)
    await turns.hands_over(row.due)
    (following,) = await turns.rows()
    assert following.due == TURNS.handover_after(row.due)
    assert await turns.told() == [
        ("handover", f"person:{CAI}"), ("handover", f"person:{BO}"),
        ("handover", "queue:desk"), ("handover", "queue:urgent"),
    ]  # fmt: skip
    # A replica that saw the row before it was settled comes late.
    assert await turns.desk.handle(HandOver(row.id, "desk", row.due)) == Planned(None)
    assert await turns.rows() == [following]
    assert len(await turns.told()) == 4


async def test_twelve_replicas_hand_over_once(turns: At) -> None:
    await turns.database.write(lambda conn: keep_going(conn, turns.house, NOON))
    (row,) = await turns.rows()
    turns.now = row.due
    command = HandOver(row.id, "desk", row.due)
    await asyncio.gather(*(turns.desk.handle(command) for _ in range(12)))
    assert len(await turns.told()) == 4
    assert [one.due for one in await turns.rows()] == [TURNS.handover_after(row.due)]


async def test_a_hand_over_missed_for_weeks_is_told_once(turns: At) -> None:
    await turns.database.write(lambda conn: keep_going(conn, turns.house, NOON))
    back = TURNS.handover_after(NOON) + timedelta(days=21)
    await turns.hands_over(back)
    await turns.hands_over(back)
    events = await turns.database.read(lambda conn: [one.type for one in streams.load(conn, PLAN)])
    assert events == ["OnCallHandedOver"]
    assert [row.due for row in await turns.rows()] == [TURNS.handover_after(back)]


async def test_an_override_that_ends_with_the_turn_was_on_call_until_then(turns: At) -> None:
    await turns.database.write(lambda conn: keep_going(conn, turns.house, NOON))
    due = TURNS.handover_after(NOON)
    await turns.desk.handle(MakeOverride(BO, DEE, NOON, due))
    await turns.hands_over(due)
    found = await turns.desk.handle(WithdrawOverride(BO, 1))
    assert isinstance(found, Refused)
    last = await turns.database.read(lambda conn: streams.load(conn, PLAN)[-1])
    assert (last.type, f'"outgoing":"{DEE}"' in last.body.decode()) == (OnCallHandedOver.__name__, True)


async def test_a_plan_that_changed_in_the_file_moves_its_row(turns: At) -> None:
    await turns.database.write(lambda conn: keep_going(conn, turns.house, NOON))
    daily = replace(TURNS, every=timedelta(days=1))
    house = replace(turns.house, roster=replace(turns.house.roster, rotations={"desk": daily}))
    await turns.database.write(lambda conn: keep_going(conn, house, NOON))
    assert [row.due for row in await turns.rows()] == [daily.handover_after(NOON)]


async def test_a_gap_is_told_once_to_whoever_runs_ombud(database: Database) -> None:
    hole = replace(ROTATION, people={Rung.PRIMARY: (BO, None, CAI, BO)})
    at = At(database, replace(STAFF, rotations={"desk": hole}))
    for hours in (0, 1, 30):
        now = NOON + timedelta(hours=hours)
        await database.write(lambda conn, now=now: keep_going(conn, at.house, now))  # type: ignore[misc]
    assert await at.told() == [("gap", f"person:{GIL}")]


async def test_a_note_is_sealed_read_by_its_reader_and_erased(at: At) -> None:
    note = LeaveNote("nonce", BO, "desk", CAI, "Marker-Heron waits for the vendor.")
    for _ in range(2):  # sent again by the same form
        assert isinstance(await at.desk.handle(note), Planned)
    assert await at.told() == [("note", f"person:{CAI}")]
    assert await at.desk.handle(OpenNote(DEE, 1)) == Refused(NoSuchNote())
    assert await at.desk.handle(OpenNote(CAI, 1)) == Shown(NoteFile(1, BO, note.text))
    assert all(b"Heron" not in one.body for one in await at.database.read(lambda conn: streams.load(conn, PLAN)))
    await at.hands_over(NOON + timedelta(days=30))
    assert await at.database.read(lambda conn: VAULT.open(conn, note_safe(1), "words")) is None
    assert [row.kind for row in await at.rows()] == []

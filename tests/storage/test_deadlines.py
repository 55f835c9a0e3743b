"""Deadlines as rows."""

from datetime import UTC, datetime, timedelta

from storage import deadlines
from storage.database import Database
from storage.deadlines import Deadline

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


def row(name: str, hours: int) -> Deadline:
    return Deadline(f"case-7/{name}", "case-7", "nudge", NOON + hours * HOUR, {"rung": 2})


async def test_only_what_is_due_and_open_is_due_oldest_first(database: Database) -> None:
    await database.write(lambda conn: [deadlines.start(conn, row(name, n)) for n, name in enumerate("cab", start=1)])
    found = await database.read(lambda conn: deadlines.due(conn, NOON + 2 * HOUR))
    assert found == [row("c", 1), row("a", 2)]
    assert await database.read(deadlines.next_due) == NOON + HOUR


async def test_a_deadline_settles_once(database: Database) -> None:
    await database.write(lambda conn: deadlines.start(conn, row("a", 1)))
    assert await database.write(lambda conn: deadlines.settle(conn, "case-7/a", NOON))
    assert not await database.write(lambda conn: deadlines.settle(conn, "case-7/a", NOON))
    assert await database.read(lambda conn: deadlines.due(conn, NOON + 9 * HOUR)) == []


async def test_stopping_a_clock_leaves_the_other_running(database: Database) -> None:
    names = ("acknowledge/nudge-1", "acknowledge/escalate-2", "decide/nudge-1")
    await database.write(lambda conn: [deadlines.start(conn, row(name, 1)) for name in names])
    await database.write(lambda conn: deadlines.stop_all(conn, "case-7", "case-7/acknowledge/", NOON))
    left = await database.read(lambda conn: deadlines.open_for(conn, "case-7"))
    assert [deadline.id for deadline in left] == ["case-7/decide/nudge-1"]


async def test_starting_again_moves_a_deadline(database: Database) -> None:
    await database.write(lambda conn: deadlines.start(conn, row("a", 1)))
    await database.write(lambda conn: deadlines.start(conn, row("a", 5)))
    assert await database.read(deadlines.next_due) == NOON + 5 * HOUR

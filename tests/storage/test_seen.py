"""An event is taken on once, by whoever comes first; one that was left is taken on again."""

import asyncio
from datetime import UTC, datetime, timedelta

from storage import seen
from storage.database import Database
from storage.seen import Turn

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


async def begin(database: Database, key: str = "k", **later: float) -> Turn:
    return await database.write(lambda conn: seen.begin(conn, key, NOON + timedelta(**later)))


async def test_one_of_many_takes_it_on(database: Database) -> None:
    turns = await asyncio.gather(*(begin(database) for _ in range(16)))
    assert sorted(turns) == [Turn.FIRST] + [Turn.UNDER_WAY] * 15
    await database.write(lambda conn: seen.done(conn, "k"))
    assert await begin(database, days=1) is Turn.DONE


async def test_what_was_left_half_done_is_taken_on_again_by_one(database: Database) -> None:
    assert await begin(database) is Turn.FIRST
    assert await begin(database, seconds=30) is Turn.UNDER_WAY
    turns = await asyncio.gather(*(begin(database, seconds=31) for _ in range(8)))
    assert sorted(turns) == [Turn.FIRST] + [Turn.UNDER_WAY] * 7


async def test_a_clock_that_is_set_back_leaves_nothing_unanswered(database: Database) -> None:
    assert await begin(database) is Turn.FIRST
    assert await begin(database, hours=-3) is Turn.FIRST


async def test_what_was_given_back_is_free_and_what_is_old_is_forgotten(database: Database) -> None:
    await begin(database)
    await database.write(lambda conn: seen.give_back(conn, "k"))
    assert await begin(database) is Turn.FIRST
    await database.write(lambda conn: seen.done(conn, "k"))
    await database.write(lambda conn: seen.give_back(conn, "k"))
    assert await begin(database) is Turn.DONE
    await database.write(lambda conn: seen.forget(conn, NOON + timedelta(seconds=1)))
    assert await begin(database) is Turn.FIRST

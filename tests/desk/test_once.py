"""An event is answered once: by one replica, again only where a beginning came to nothing."""

import asyncio
from datetime import timedelta
from pathlib import Path

from sqlalchemy import text

from desk.once import Once, Turn
from storage.database import Database
from storage.vault import Vault
from tests.domain.cases.people import NOON

VAULT = Vault(b"k" * 32)


async def test_of_many_replicas_one_begins(database: Database) -> None:
    replicas = [Once(database, VAULT, lambda: NOON) for _ in range(8)]
    turns = await asyncio.gather(*(one.begin("T0:D0ANA:1.1") for one in replicas))
    assert sorted(turns) == [Turn.FIRST] + [Turn.UNDER_WAY] * 7
    assert await replicas[0].begin("T0:D0ANA:1.2") is Turn.FIRST


async def test_a_beginning_that_came_to_nothing_is_made_again_and_an_end_is_for_good(database: Database) -> None:
    now = [NOON]
    died, once = (Once(database, VAULT, lambda: now[0]) for _ in range(2))
    assert await died.begin("event") is Turn.FIRST
    now[0] += timedelta(seconds=29)
    assert await once.begin("event") is Turn.UNDER_WAY
    now[0] += timedelta(seconds=2)
    assert await once.begin("event") is Turn.FIRST
    await once.done("event")
    now[0] += timedelta(hours=1)
    assert [await one.begin("event") for one in (once, Once(database, VAULT, lambda: now[0]))] == [Turn.DONE] * 2


async def test_what_was_not_answered_is_given_back(database: Database) -> None:
    once, other = (Once(database, VAULT, lambda: NOON) for _ in range(2))
    assert await once.begin("event") is Turn.FIRST
    await once.give_back("event")
    assert await other.begin("event") is Turn.FIRST


async def test_a_mark_is_seen_by_every_replica(database: Database) -> None:
    once, other = (Once(database, VAULT, lambda: NOON) for _ in range(2))
    assert not await other.marked("thread")
    await once.mark("thread")
    await once.mark("thread")
    assert [await one.marked("thread") for one in (once, other)] == [True, True]
    assert not await other.marked("another")


async def test_only_a_keyed_hash_is_kept(database: Database) -> None:
    once = Once(database, VAULT, lambda: NOON)
    await once.begin("T0:D0ANA:1.1")
    kept = await database.read(lambda conn: conn.execute(text("SELECT key FROM seen")).scalars().all())
    assert [len(key) for key in kept] == [64]
    assert "D0ANA" not in str(kept)


async def test_with_the_database_away_memory_serves(tmp_path: Path) -> None:
    database = Database(f"postgresql+psycopg://nobody@/none?host={tmp_path}")
    once = Once(database, VAULT, lambda: NOON)
    assert [await once.begin("event"), await once.begin("event")] == [Turn.ALONE, Turn.UNDER_WAY]
    await once.done("event")
    assert await once.begin("event") is Turn.DONE
    database.close()

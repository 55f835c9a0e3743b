"""Heartbeats: the last round counts, and replicas whose rounds end together do not collide."""

import asyncio
from datetime import UTC, datetime, timedelta

from storage import heartbeats
from storage.database import Database

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


async def test_the_last_round_counts(database: Database) -> None:
    for minute in (1, 2):
        at = NOON + timedelta(minutes=minute)
        await database.write(lambda conn, at=at: heartbeats.beat(conn, "sweep", at))
    assert await database.read(heartbeats.all_beats) == {"sweep": NOON + timedelta(minutes=2)}


async def test_rounds_that_end_together_do_not_collide(database: Database) -> None:
    for _ in range(5):
        beats = (database.write(lambda conn: heartbeats.beat(conn, "sweep", NOON)) for _ in range(16))
        await asyncio.gather(*beats)
    assert await database.read(heartbeats.all_beats) == {"sweep": NOON}

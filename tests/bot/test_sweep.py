"""The sweep, besides handing due deadlines to the desk, forgets the events that are older than a day."""

from datetime import timedelta

from sqlalchemy import text

from bot.sweep import Sweep
from storage import seen
from storage.database import Database
from tests.bot.couriers.house import Posts
from tests.bot.couriers.house import posts as a_house


async def kept(posts: Posts) -> list[str]:
    found = text("SELECT key FROM seen ORDER BY key")
    return [row.key for row in await posts.database.read(lambda conn: conn.execute(found).all())]


async def test_events_are_forgotten_after_a_day_and_looked_for_once_an_hour(database: Database) -> None:
    async with a_house(database) as posts:
        sweep = Sweep(database, posts.desk, lambda: posts.now)
        for key, ago in (("old", 25), ("young", 23)):
            at = posts.now - timedelta(hours=ago)
            await database.write(lambda conn, key=key, at=at: seen.begin(conn, key, at))  # type: ignore[misc]
        await sweep.tick()
        assert await kept(posts) == ["young"]
        posts.now += timedelta(minutes=59)
        await sweep.tick()
        assert await kept(posts) == ["young"]
        posts.now += timedelta(hours=2)
        await sweep.tick()
        assert await kept(posts) == []

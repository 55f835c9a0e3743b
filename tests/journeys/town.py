"""The town that journeys happen in: a practice workspace whose bot must not log an unexpected ERROR."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from bot.practice import Message, free_port, practice
from bot.practice import Practice as Town
from tests.forked import STRICT, serve_forked

__all__ = ["Message", "Town", "free_port", "town"]


@asynccontextmanager
async def town(
    room: Path, database_url: str, *, mode: str = "http", replicas: int = 1, own_tongues: bool = False, **more: str
) -> AsyncIterator[Town]:
    """A fresh town; everything in it ends with the block."""
    # By words: journeys are about what happens, and all bots of a run would otherwise compute the same vectors.
    more = {**STRICT, "OMBUD_RANKING": "lexical", **more}
    start = practice(
        room, database_url, mode=mode, replicas=replicas, own_tongues=own_tongues, begin=serve_forked, **more
    )
    async with start as made:
        yield made
    assert made.errors() == [], made.logs()

"""A practice workspace that is soon there: its bot is forked and ranks by words."""

from contextlib import AbstractAsyncContextManager
from pathlib import Path

from bot.practice import Practice, practice
from tests.forked import serve_forked


def quick(room: Path) -> AbstractAsyncContextManager[Practice]:
    """A fresh one, on SQLite in `room`."""
    return practice(room, f"sqlite:///{room}/ombud.db", begin=serve_forked, OMBUD_RANKING="lexical")

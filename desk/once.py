"""Answers each event once, on whichever replicas it arrives; from memory alone while the database is away."""

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import TypeVar

from sqlalchemy import Connection

from storage import seen
from storage.database import Database
from storage.exceptions import StoreBusy
from storage.seen import Turn
from storage.vault import Vault

__all__ = ["Once", "Turn"]
T = TypeVar("T")
PATIENCE = 0.8  # seconds: the answer itself must fit into Slack's three, too
REMEMBERED = 5000


class Once:
    """Remembers events by a keyed hash of what names them: nothing in the database says what was asked or by whom."""

    def __init__(
        self, database: Database, vault: Vault, now: Callable[[], datetime], patience: float = PATIENCE
    ) -> None:
        self._database, self._vault, self._now, self._patience = database, vault, now, patience
        self._here: OrderedDict[str, bool] = OrderedDict()  # what this replica has taken on: is it done?

    async def begin(self, event: str, *, kept: bool = True) -> Turn:
        """Whose turn it is. On `FIRST` and `ALONE` the caller answers, and says `done`, `give_back` or `leave`. One
        that is not `kept` stays in memory alone, as for people of whom nothing may be stored.
        """
        if event in self._here:
            return Turn.DONE if self._here[event] else Turn.UNDER_WAY
        self._remember(event, done=False)
        key = self._key(event)
        kept_turn = await self._write(lambda conn: seen.begin(conn, key, self._now())) if kept else None
        if kept_turn is None:
            return Turn.ALONE if kept else Turn.FIRST
        if kept_turn is not Turn.FIRST:
            self._here.pop(event, None)
        return kept_turn

    async def done(self, event: str) -> None:
        """It is answered."""
        self._remember(event, done=True)
        key = self._key(event)
        await self._write(lambda conn: seen.done(conn, key))

    async def give_back(self, event: str) -> None:
        """It was certainly not answered: whoever sees it next does."""
        self._here.pop(event, None)
        key = self._key(event)
        await self._write(lambda conn: seen.give_back(conn, key))

    def leave(self, event: str) -> None:
        """Nobody knows whether it was answered: whoever sees it half a minute later answers, perhaps again."""
        self._here.pop(event, None)

    async def mark(self, event: str) -> None:
        """Remember something that is no question of turns: that a thread is ours."""
        if self._here.get(event):
            return
        self._remember(event, done=True)
        key = self._key(event)
        await self._write(lambda conn: seen.mark(conn, key, self._now()))

    async def marked(self, event: str) -> bool | None:
        """Whether it was marked here or elsewhere; None where it was not here and the database does not answer."""
        if self._here.get(event):
            return True
        key = self._key(event)
        return await self._try(self._database.read(lambda conn: seen.is_done(conn, key)))

    def _key(self, event: str) -> str:
        return self._vault.keyed("event", event)

    def _remember(self, event: str, *, done: bool) -> None:
        self._here[event] = done
        if len(self._here) > REMEMBERED:
            self._here.popitem(last=False)

    async def _write(self, work: Callable[[Connection], T]) -> T | None:
        return await self._try(self._database.write(work))

    async def _try(self, work: Awaitable[T]) -> T | None:
        """None where the database does not answer in time; it may still carry the work out."""
        task = asyncio.ensure_future(work)
        try:
            return await asyncio.wait_for(asyncio.shield(task), self._patience)
        except StoreBusy:
            return None
        except TimeoutError:
            task.add_done_callback(lambda late: late.cancelled() or late.exception())
            return None

"""One answer for each event, however often and to whichever replica it is delivered."""

import contextlib
from collections import OrderedDict
from collections.abc import Callable
from datetime import datetime, timedelta

from storage import seen
from storage.database import Database
from storage.exceptions import StoreBusy
from storage.vault import Vault

ROOM = 5000
STALE = timedelta(seconds=30)  # whoever began and did not end it by then has died
KEPT = timedelta(days=1)


class Once:
    """Remembers events by keyed hash in the database, and where that is away the latest ones in memory."""

    def __init__(self, database: Database, vault: Vault, now: Callable[[], datetime]) -> None:
        self._database, self._vault, self._now = database, vault, now
        self._latest: OrderedDict[str, None] = OrderedDict()

    async def begin(self, event: str) -> bool:
        """Whether the caller is to answer `event`."""
        key, now = self._vault.keyed("event", event), self._now()
        try:
            mine = await self._database.write(lambda conn: seen.begin(conn, key, now, now - STALE))
        except StoreBusy:
            mine = key not in self._latest
        self._latest[key] = None
        if len(self._latest) > ROOM:
            self._latest.popitem(last=False)
        return mine

    async def done(self, event: str) -> None:
        """It is answered; also where the database is away just then, in memory."""
        with contextlib.suppress(StoreBusy):
            await self._database.write(lambda conn: seen.done(conn, self._vault.keyed("event", event)))

    async def forget(self) -> None:
        """Drop what is older than a day; the next time, where the database is away."""
        with contextlib.suppress(StoreBusy):
            await self._database.write(lambda conn: seen.forget(conn, self._now() - KEPT))

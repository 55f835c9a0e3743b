"""Seals new events into the Merkle log, and says how far it reaches."""

import logging
from collections.abc import Callable
from datetime import datetime

from storage import heartbeats, seals
from storage.database import Database
from storage.exceptions import StoreBusy
from storage.notes import Signer

log = logging.getLogger("ombud.sealer")


class Sealer:
    """One sealer works at a time, on every database."""

    def __init__(self, database: Database, signer: Signer, now: Callable[[], datetime]) -> None:
        self._database, self._signer, self._now = database, signer, now

    async def tick(self) -> None:
        """Seal everything that is not sealed yet."""
        try:
            while await self._database.write(lambda conn: seals.seal_pending(conn, self._signer, self._now())):
                pass
            await self._database.write(lambda conn: heartbeats.beat(conn, "sealer", self._now()))
        except StoreBusy:
            log.warning("the sealer waits: the database does not answer")

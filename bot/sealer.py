"""Seals new events into the Merkle log, says how far it reaches, and tells the witness channel."""

import logging
from collections.abc import Callable
from datetime import datetime

from sqlalchemy import Connection

from bot.outages import Outage
from domain.cases.casework import Witness
from domain.cases.notices import LaneClass
from storage import heartbeats, seals, witness
from storage.database import Database
from storage.notes import Signer

log = logging.getLogger("ombud.sealer")


class Sealer:
    """One sealer works at a time, on every database."""

    def __init__(
        self, database: Database, signer: Signer, now: Callable[[], datetime], witness: Witness | None = None
    ) -> None:
        self._database, self._signer, self._now, self._witness = database, signer, now, witness
        self._outage = Outage(log, "The sealer")

    async def tick(self) -> None:
        """Seal everything that is not sealed yet; hand a seal to the witness channel when it is time."""
        with self._outage:
            while await self._database.write(lambda conn: seals.seal_pending(conn, self._signer, self._now())):
                pass
            if self._witness is not None:
                await self._database.write(self._tell)
            await self._database.write(lambda conn: heartbeats.beat(conn, "sealer", self._now()))

    def _tell(self, conn: Connection) -> None:
        if self._witness is not None:
            witness.hand_on(conn, self._witness.channel, self._witness.every, int(LaneClass.SYNC), self._now())

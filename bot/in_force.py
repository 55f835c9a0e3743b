"""Which rulebook answers: the version published last, and the folder only until there is one. A broken folder never
replaces it.
"""

import asyncio
import hashlib
import logging
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError

from bot.outages import Outage
from desk.house import House
from desk.rulebooks import in_force, load_versions
from domain.cases.notices import LaneClass
from domain.house import HOUSE
from domain.rulebook.clauses import Rulebook
from domain.rulebook.codes import Weight
from domain.rulebook.ranking import Ranker
from storage import outbox
from storage.database import Database
from storage.exceptions import Fault, RulebookBent
from storage.files import BrokenFiles, check_rulebook, read_rulebook
from storage.outbox import Delivery

log = logging.getLogger("ombud")
BROKEN = "folder_broken"
TOLD = 10  # problems in a message; `ombud rulebook check` names them all


def at_start(database: Database, folder: Path) -> tuple[Rulebook, tuple[str, ...]]:
    """The rulebook to begin with, and what is wrong with the folder where it cannot be read. Raises `BrokenFiles` where
    nothing is published either, or the database is away.
    """
    try:
        published = database.read_now(in_force)
    except (Fault, SQLAlchemyError):  # away, or not migrated yet: the first round looks again
        published = None
    try:
        draft = read_rulebook(folder)
    except BrokenFiles:
        if published is None:
            raise
        wrong = [one for one in check_rulebook(folder) if one.weight is Weight.ERROR]
        return published, tuple(map(str, wrong))
    return published or draft, ()


class InForce:
    """Notices what was published, by whichever process, and puts it in force without a restart. `put` is told the
    rulebook and its ranker; `broken` is what is wrong with the folder, for policy owners to hear once.
    """

    def __init__(
        self,
        database: Database,
        house: House,
        put: Callable[[Rulebook, Ranker], None],
        broken: Sequence[str],
        now: Callable[[], datetime],
    ) -> None:
        self._database, self._house, self._put, self._now = database, house, put, now
        self._broken = tuple(broken)
        self._bent = ""
        self._outage = Outage(log, "The rulebook")

    async def tick(self) -> None:
        """One look at what was published last. What cannot be read leaves the last good version in force."""
        with self._outage:
            newest = (await self._database.read(load_versions)).newest
            if newest is not None and newest.digest not in (self._house.rulebook.digest, self._bent):
                await self._replace(newest.digest)
            if self._broken:
                await self._database.write(self._tell)
                self._broken = ()

    async def _replace(self, digest: str) -> None:
        try:
            rulebook = await self._database.read(in_force)
        except RulebookBent as bent:
            self._bent = digest
            log.error("rulebook %s stays in force: %s", self._house.rulebook.version, bent)  # noqa: TRY400 -- a sentence, not a trace
            return
        if rulebook is None:
            return
        ranker = await asyncio.to_thread(Ranker, rulebook)
        self._house.rulebook = rulebook
        self._put(rulebook, ranker)
        log.info("rulebook %s is in force", rulebook.version)

    def _tell(self, conn: Connection) -> None:
        """Each policy owner, once per set of problems."""
        digest = hashlib.sha256("\n".join(self._broken).encode()).hexdigest()[:16]
        for owner in self._house.roster.holders(("policy_owner",)):
            told = Delivery(
                id=f"{HOUSE}.{BROKEN}.{digest}.{owner}",
                lane=f"{HOUSE}:{owner}",
                lane_class=int(LaneClass.CONVERSATION),
                kind=BROKEN,
                stream=HOUSE,
                destination=f"person:{owner}",
                payload={"version": self._house.rulebook.version, "problems": list(self._broken[:TOLD])},
                next_try=self._now(),
            )
            outbox.enqueue_once(conn, told, self._now())

"""Hands every due deadline to the desk, each second. Nothing waits in memory."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy import Connection

from bot.outages import Outage
from bot.rota import keep_going, of_plan, plan_command
from desk.desk import Desk
from desk.tending import GAP
from domain.cases.commands import DeadlinePassed, RetentionEnded
from domain.cases.planning import EraseNote, HandOver
from domain.cases.words import ClockName, Step
from domain.rulebook.gaps import GapDue
from domain.rulebook.wishes import GatherGaps
from storage import deadlines, heartbeats, seen
from storage.database import Database
from storage.deadlines import Deadline

log = logging.getLogger("ombud.sweep")
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


class Sweep:
    """`started` is when this process began, so that lateness can be told from waiting."""

    def __init__(self, database: Database, desk: Desk, now: Callable[[], datetime]) -> None:
        self._database, self._desk, self._now = database, desk, now
        self.started = now()
        self._tidied = self.started - HOUR
        self._outage = Outage(log, "The sweep")

    async def tick(self) -> None:
        """One round over what is due."""
        with self._outage:
            due = await self._database.read(lambda conn: deadlines.due(conn, self._now()))
            for deadline in due:
                await self._desk.handle(passed(deadline, self.started))
            if abs(self._now() - self._tidied) >= HOUR:
                await self._desk.handle(GatherGaps())
            await self._database.write(self._end_round)

    async def next_due(self) -> datetime | None:
        """When there is something to do next, aware UTC; None where nothing is planned."""
        return await self._database.read(deadlines.next_due)

    def _end_round(self, conn: Connection) -> None:
        now = self._now()
        heartbeats.beat(conn, "sweep", now)
        if abs(now - self._tidied) >= HOUR:
            seen.forget(conn, now - DAY)
            keep_going(conn, self._desk.house, now)
            self._tidied = now


def passed(deadline: Deadline, started: datetime) -> DeadlinePassed | RetentionEnded | HandOver | EraseNote | GapDue:
    """The command that a due row means."""
    if of_plan(deadline):
        return plan_command(deadline, started)
    payload = deadline.payload
    if deadline.kind == GAP:
        return GapDue(deadline.id, int(payload["gap"]), int(payload["rung"]))
    if deadline.kind == "retention":
        return RetentionEnded(deadline.id, int(deadline.stream.removeprefix("case-")))
    until = str(payload["until"])
    return DeadlinePassed(
        deadline=deadline.id,
        case=int(deadline.stream.removeprefix("case-")),
        clock=ClockName(str(payload["clock"])),
        step=Step(str(payload["step"])),
        rung=int(payload["rung"]),
        due=deadline.due,
        goal=datetime.fromisoformat(str(payload["goal"])),
        until=datetime.fromisoformat(until) if until else None,
        down_until=started if deadline.due < started else None,
    )

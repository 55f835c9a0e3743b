"""Who is on call and what they answer for, as people may see it."""

from collections.abc import Callable, Iterable
from datetime import datetime

from sqlalchemy import Connection

from desk.house import House
from desk.outcomes import NotConfirmed, answered
from desk.planning import load_plan
from desk.rosters import roster_at
from desk.tools import Tools, briefing, load
from desk.views import OnCallView, OpenMatter, OpenMatters
from domain.cases.authority import kept_out
from domain.cases.overriding import may_plan, may_stand_in
from domain.cases.planning import Made
from domain.cases.roster import Rotation, Rung
from domain.cases.shifts import duty_at, everybody_at
from domain.cases.words import Kind, Severity, Status
from storage import cases
from storage.cases import CaseRow
from storage.database import Database
from storage.vault import Vault


class OnCall:
    """Reads for handlers; `now` is case time. `NotConfirmed` where the database does not answer."""

    def __init__(self, database: Database, vault: Vault, house: House, now: Callable[[], datetime]) -> None:
        self._database, self._vault, self._house, self.now = database, vault, house, now

    @property
    def rotations(self) -> dict[str, Rotation]:
        """Every rotation of the roster, by name."""
        return dict(self._house.roster.rotations)

    async def at(self, when: datetime | None = None) -> OnCallView | NotConfirmed:
        """Who is on call at `when` (now, if None), until when, who comes next, and who stands in later."""
        return await answered(self._database.read(lambda conn: on_call(conn, self._house, when or self.now())))

    async def matters(self, viewer: str, rotation: str = "") -> tuple[OpenMatters, ...] | NotConfirmed:
        """What is open for the next on call, of each rotation that `viewer` may answer for."""
        return await answered(self._database.read(lambda conn: self._matters(conn, viewer, rotation)))

    def _matters(self, conn: Connection, viewer: str, rotation: str) -> tuple[OpenMatters, ...]:
        tools = Tools(self._house, self._vault, self.now())
        world = briefing(conn, tools, None)
        return tuple(
            open_matters(conn, tools, one, viewer)
            for one in self._house.roster.rotations.values()
            if rotation in ("", one.name)
            and (may_stand_in(viewer, one, world) is None or may_plan(viewer, one, world) is None)
        )


def on_call(conn: Connection, house: House, at: datetime) -> OnCallView:
    """The one answer to who is on call, for every place that shows it."""
    roster = roster_at(conn, house, at)
    known = frozenset(house.roster.rotations)
    coming = [one for one in roster.overrides if one.number and one.rotation in known]
    zones = {rotation.name: rotation.zone for rotation in house.roster.rotations.values()}
    return OnCallView(at, tuple(everybody_at(roster, at)), zones, tuple(coming))


def open_matters(conn: Connection, tools: Tools, rotation: Rotation, viewer: str | None) -> OpenMatters:
    """Cases that the rotation answers for and that wait for a decision, without those that `viewer` is kept out of
    (None: a channel, where every card stands anyway).
    """
    queues = [name for name, queue in tools.house.casework.queues.items() if queue.rotation == rotation.name]
    rows: Iterable[CaseRow] = cases.open_in(conn, queues)
    if viewer is not None:
        rows = [row for row in rows if _may_see(conn, tools, row.number, viewer)]
    following = duty_at(roster_at(conn, tools.house, tools.now), rotation.name, Rung.PRIMARY, tools.now).next
    return OpenMatters(rotation.name, tools.now, tuple(_matter(row) for row in rows), following)


def made(conn: Connection, number: int) -> Made | None:
    """An override as its record tells it."""
    return load_plan(conn).made.get(number)


def _may_see(conn: Connection, tools: Tools, number: int, viewer: str) -> bool:
    case = load(conn, number)
    return case is not None and kept_out(case, viewer, briefing(conn, tools, case)) is None


def _matter(row: CaseRow) -> OpenMatter:
    if row.next_due is None:
        raise ValueError("a case that waits for nothing is not open")
    status, severity = Status(row.status), Severity(row.severity)
    return OpenMatter(row.number, Kind(row.kind), severity, status, row.owner, row.next_due)

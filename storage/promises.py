"""Promised times that came to their end: a projection, counted for those who answer for it."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, func, insert, select

from storage.tables import PromiseProjection, table

_promises = table(PromiseProjection)


@dataclass(frozen=True, slots=True)
class PromiseRow:
    """`version` is that of the event which settled it. Instants are aware UTC."""

    case_number: int
    version: int
    clock: str
    severity: str
    goal: datetime
    settled_at: datetime
    kept: bool


@dataclass(frozen=True, slots=True)
class Counted:
    """How many promises of a clock and severity ended so."""

    clock: str
    severity: str
    kept: bool
    count: int


def add(conn: Connection, rows: Sequence[PromiseRow]) -> None:
    """Write what an event settled."""
    if rows:
        conn.execute(insert(_promises), [asdict(row) for row in rows])


def every(conn: Connection) -> list[PromiseRow]:
    """All of them."""
    order = (_promises.c.case_number, _promises.c.version, _promises.c.clock)
    return [PromiseRow(**row._mapping) for row in conn.execute(select(_promises).order_by(*order))]  # noqa: SLF001


def clear(conn: Connection) -> None:
    """Drop every row, to build the table anew."""
    conn.execute(delete(_promises))


def since(conn: Connection, start: datetime) -> list[Counted]:
    """What was settled at or after `start`, counted."""
    groups = (_promises.c.clock, _promises.c.severity, _promises.c.kept)
    statement = select(*groups, func.count()).where(_promises.c.settled_at >= start).group_by(*groups)
    return [Counted(*row) for row in conn.execute(statement)]

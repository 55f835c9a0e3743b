"""Deadlines are rows: what is to happen when, started, stopped and settled with the event that caused it."""

from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import Connection, Row, delete, func, insert, select, update

from storage.rows import insert_new
from storage.tables import DeadlineRow, table

_deadlines = table(DeadlineRow)
_OPEN = _deadlines.c.settled_at.is_(None)


@dataclass(frozen=True, slots=True)
class Deadline:
    """`id` is chosen by its owner and stable, for instance `case-7/acknowledge/nudge-1`; `due` is aware UTC."""

    id: str
    stream: str
    kind: str
    due: datetime
    payload: dict[str, str | int]


def start(conn: Connection, *wanted: Deadline) -> None:
    """Write deadlines, open; those of the same id are replaced. Two statements, however many there are."""
    if not wanted:
        return
    conn.execute(delete(_deadlines).where(_deadlines.c.id.in_([deadline.id for deadline in wanted])))
    conn.execute(insert(_deadlines), [asdict(deadline) for deadline in wanted])


def keep_open(conn: Connection, wanted: Deadline, now: datetime) -> None:
    """See to it that a deadline is open. One that is stays as it is, unless it is still to come and has another
    payload: then it is planned anew. Whoever asks for the same at the same time does no harm.
    """
    if insert_new(conn, _deadlines, asdict(wanted)):
        return
    stale = _OPEN & (_deadlines.c.payload != wanted.payload) & (_deadlines.c.due > now)
    conn.execute(
        update(_deadlines)
        .where(_deadlines.c.id == wanted.id, stale | _deadlines.c.settled_at.is_not(None))
        .values(due=wanted.due, payload=wanted.payload, settled_at=None)
    )


def stop_all(conn: Connection, stream: str, prefix: str, at: datetime) -> None:
    """Settle every open deadline of a stream whose id begins with `prefix`."""
    conn.execute(
        update(_deadlines)
        .where(_deadlines.c.stream == stream, _deadlines.c.id.startswith(prefix, autoescape=True), _OPEN)
        .values(settled_at=at)
    )


def settle(conn: Connection, deadline: str, at: datetime) -> bool:
    """Close one deadline; False where it was closed already."""
    statement = update(_deadlines).where(_deadlines.c.id == deadline, _OPEN).values(settled_at=at)
    return conn.execute(statement).rowcount == 1


def due(conn: Connection, now: datetime, limit: int = 100) -> list[Deadline]:
    """Open deadlines due by `now`, oldest first."""
    statement = select(_deadlines).where(_OPEN, _deadlines.c.due <= now).order_by(_deadlines.c.due).limit(limit)
    return [_deadline(row) for row in conn.execute(statement)]


def open_for(conn: Connection, stream: str) -> list[Deadline]:
    """Everything still to come for a stream, soonest first."""
    statement = select(_deadlines).where(_OPEN, _deadlines.c.stream == stream).order_by(_deadlines.c.due)
    return [_deadline(row) for row in conn.execute(statement)]


def next_due(conn: Connection) -> datetime | None:
    """When the next open deadline is due."""
    found: datetime | None = conn.execute(select(func.min(_deadlines.c.due)).where(_OPEN)).scalar_one()
    return found


def _deadline(row: Row[tuple[object, ...]]) -> Deadline:
    return Deadline(row.id, row.stream, row.kind, row.due, row.payload)

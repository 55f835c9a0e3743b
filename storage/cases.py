"""The projection of cases: where each stands. Holds no sealed text."""

from collections.abc import Collection
from dataclasses import asdict, dataclass, field
from datetime import datetime

from sqlalchemy import Connection, Select, Text, delete, exists, func, insert, or_, select, text, tuple_, type_coerce

from storage.tables import CaseProjection, PromiseProjection, table

_cases, _promises = table(CaseProjection), table(PromiseProjection)


@dataclass(frozen=True, slots=True)
class CaseRow:
    """One case in lists and counts. Instants are aware UTC."""

    number: int
    stream: str
    kind: str
    severity: str
    status: str
    queue: str
    owner: str | None
    paged: list[str]
    filed_at: datetime
    ack_due: datetime | None
    decide_due: datetime | None
    decided_at: datetime | None
    version: int
    mode: str = "by_name"
    on_hold: bool = False
    erased_at: datetime | None = None
    next_due: datetime | None = None
    waits_for: list[str] = field(default_factory=list)


def put(conn: Connection, row: CaseRow) -> None:
    """Write where a case stands now."""
    conn.execute(delete(_cases).where(_cases.c.number == row.number))
    conn.execute(insert(_cases).values(**asdict(row)))


def get(conn: Connection, number: int) -> CaseRow | None:
    """One case."""
    row = conn.execute(select(_cases).where(_cases.c.number == number)).one_or_none()
    return None if row is None else CaseRow(**row._mapping)  # noqa: SLF001


def every(conn: Connection) -> list[CaseRow]:
    """All cases, by number."""
    return [CaseRow(**row._mapping) for row in conn.execute(select(_cases).order_by(_cases.c.number))]  # noqa: SLF001


def open_in(conn: Connection, queues: Collection[str]) -> list[CaseRow]:
    """Open cases of some queues, the nearest due first."""
    statement = select(_cases).where(_cases.c.queue.in_(queues), _cases.c.next_due.is_not(None))
    return [CaseRow(**row._mapping) for row in conn.execute(statement.order_by(_cases.c.next_due, _cases.c.number))]  # noqa: SLF001


@dataclass(frozen=True, slots=True)
class Wanted:
    """Open cases to list: those of `queues` and those that wait for `person`, or the latter alone; `due_by` leaves out
    what is due later (aware UTC).
    """

    person: str
    queues: Collection[str] = ()
    due_by: datetime | None = None


def waiting(conn: Connection, wanted: Wanted, after: CaseRow | None, limit: int) -> list[CaseRow]:
    """Open cases, the nearest due first, those that come after `after`. One statement along the index of open cases."""
    return [CaseRow(**row._mapping) for row in conn.execute(waiting_statement(wanted, after, limit))]  # noqa: SLF001


def waiting_statement(wanted: Wanted, after: CaseRow | None, limit: int) -> Select[tuple[object, ...]]:
    """The statement behind `waiting`."""
    mine = type_coerce(_cases.c.waits_for, Text).contains(f'"{wanted.person}"', autoescape=True)
    whose = or_(_cases.c.queue.in_(wanted.queues), mine) if wanted.queues else mine
    statement = select(_cases).where(_cases.c.next_due.is_not(None), whose)
    if wanted.due_by is not None:
        statement = statement.where(_cases.c.next_due <= wanted.due_by)
    if after is not None:
        statement = statement.where(tuple_(_cases.c.next_due, _cases.c.number) > (after.next_due, after.number))
    return statement.order_by(_cases.c.next_due, _cases.c.number).limit(limit)


def overdue(conn: Connection, now: datetime) -> dict[tuple[str, str], int]:
    """How many promises are broken and still run, by clock and severity."""
    found: dict[tuple[str, str], int] = {}
    for clock, due in (("acknowledge", _cases.c.ack_due), ("decide", _cases.c.decide_due)):
        late = select(_cases.c.severity, func.count()).where(_cases.c.next_due <= now, due < now)
        found |= {(clock, row[0]): row[1] for row in conn.execute(late.group_by(_cases.c.severity))}
    return found


def behind(conn: Connection) -> bool:
    """Whether there are rows that an earlier release wrote, which lacked what lists need."""
    runs = _cases.c.ack_due.is_not(None) | _cases.c.decide_due.is_not(None)
    unlisted = select(_cases.c.number).where(_cases.c.next_due.is_(None), runs).limit(1)
    uncounted = select(_cases.c.number).where(
        _cases.c.decided_at.is_not(None), ~exists().where(_promises.c.case_number == _cases.c.number)
    )
    return conn.execute(unlisted).first() is not None or conn.execute(uncounted.limit(1)).first() is not None


def clear(conn: Connection) -> None:
    """Drop every row, to build the table anew; whoever writes another one waits until the transaction ends."""
    if conn.dialect.name == "postgresql":
        conn.execute(text("LOCK TABLE case_row IN EXCLUSIVE MODE"))
    conn.execute(delete(_cases))


def counts(conn: Connection) -> dict[str, int]:
    """How many cases have each status."""
    rows = conn.execute(select(_cases.c.status, func.count()).group_by(_cases.c.status))
    return {row[0]: row[1] for row in rows}

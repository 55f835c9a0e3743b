"""The projection of cases: where each stands. Holds no sealed text."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, func, insert, select, text

from storage.tables import CaseProjection, table

_cases = table(CaseProjection)


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


def open_in(conn: Connection, queues: Sequence[str]) -> list[CaseRow]:
    """Cases of some queues that wait for a decision, whatever is due first coming first."""
    due = func.coalesce(_cases.c.ack_due, _cases.c.decide_due)
    statement = select(_cases).where(_cases.c.queue.in_(queues), _cases.c.decide_due.is_not(None))
    return [CaseRow(**row._mapping) for row in conn.execute(statement.order_by(due, _cases.c.number))]  # noqa: SLF001


def clear(conn: Connection) -> None:
    """Drop every row, to build the table anew; whoever writes another one waits until the transaction ends."""
    if conn.dialect.name == "postgresql":
        conn.execute(text("LOCK TABLE case_row IN EXCLUSIVE MODE"))
    conn.execute(delete(_cases))


def counts(conn: Connection) -> dict[str, int]:
    """How many cases have each status."""
    rows = conn.execute(select(_cases.c.status, func.count()).group_by(_cases.c.status))
    return {row[0]: row[1] for row in rows}

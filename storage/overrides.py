"""The projection of overrides made in Slack: who stands in, from when to when."""

from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select, text

from storage.tables import OverrideProjection, table

_overrides = table(OverrideProjection)


@dataclass(frozen=True, slots=True)
class OverrideRow:
    """One override as it stands; a withdrawn one ends when it was withdrawn. Instants are aware UTC."""

    number: int
    rotation: str
    rung: str
    person: str
    starts: datetime
    ends: datetime


def put(conn: Connection, row: OverrideRow) -> None:
    """Write how an override stands now."""
    conn.execute(delete(_overrides).where(_overrides.c.number == row.number))
    conn.execute(insert(_overrides).values(**asdict(row)))


def lasting(conn: Connection, after: datetime) -> list[OverrideRow]:
    """Those that end after an instant, in the order in which they were made."""
    statement = select(_overrides).where(_overrides.c.ends > after).order_by(_overrides.c.number)
    return [OverrideRow(**row._mapping) for row in conn.execute(statement)]  # noqa: SLF001


def every(conn: Connection) -> list[OverrideRow]:
    """All of them, by number."""
    return [OverrideRow(**row._mapping) for row in conn.execute(select(_overrides).order_by(_overrides.c.number))]  # noqa: SLF001


def clear(conn: Connection) -> None:
    """Drop every row, to build the table anew; whoever writes another one waits until the transaction ends."""
    if conn.dialect.name == "postgresql":
        conn.execute(text("LOCK TABLE override_row IN EXCLUSIVE MODE"))
    conn.execute(delete(_overrides))

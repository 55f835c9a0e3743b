"""The event log: appended to, never changed."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import Connection, Row, func, insert, select
from sqlalchemy.exc import IntegrityError

from storage.exceptions import StreamMoved
from storage.tables import Event, Unsealed, table

_events, _unsealed = table(Event), table(Unsealed)


@dataclass(frozen=True, slots=True)
class StoredEvent:
    """An event as it lies in the record. `version` counts from 1 within its stream; `at` is aware UTC."""

    stream: str
    version: int
    type: str
    type_version: int
    at: datetime
    actor: str
    body: bytes


def append(conn: Connection, events: Sequence[StoredEvent]) -> None:
    """Write events at their versions. Raises `StreamMoved` where one is taken."""
    try:
        conn.execute(insert(_events), [asdict(event) for event in events])
    except IntegrityError as error:
        raise StreamMoved from error
    conn.execute(insert(_unsealed), [{"stream": event.stream, "version": event.version} for event in events])


def load(conn: Connection, stream: str) -> list[StoredEvent]:
    """A stream from its beginning."""
    rows = conn.execute(select(_events).where(_events.c.stream == stream).order_by(_events.c.version))
    return [_event(row) for row in rows]


def length(conn: Connection, stream: str) -> int:
    """How many events a stream has; its newest version."""
    found = conn.execute(select(func.max(_events.c.version)).where(_events.c.stream == stream)).scalar_one()
    return int(found or 0)


def names(conn: Connection, prefix: str) -> list[str]:
    """The streams whose names begin so."""
    found = select(_events.c.stream).where(_events.c.stream.startswith(prefix, autoescape=True)).distinct()
    return list(conn.execute(found.order_by(_events.c.stream)).scalars())


def one(conn: Connection, stream: str, version: int) -> StoredEvent | None:
    """A single event."""
    row = conn.execute(select(_events).where(_events.c.stream == stream, _events.c.version == version)).one_or_none()
    return None if row is None else _event(row)


def all_events(conn: Connection) -> Iterator[StoredEvent]:
    """The whole record, stream by stream."""
    for row in conn.execute(select(_events).order_by(_events.c.stream, _events.c.version)):
        yield _event(row)


def _event(row: Row[tuple[object, ...]]) -> StoredEvent:
    fields = dict(row._mapping)  # noqa: SLF001 -- SQLAlchemy's documented view of a row
    return StoredEvent(**{**fields, "body": bytes(fields["body"])})

"""Rotating the master key: what only the key before it opens is wrapped anew, batch by batch."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, Connection, Row, func, select, update

from storage import house_secrets
from storage.boxes import Wrapping
from storage.database import Database
from storage.tables import SecretRow, VaultKey, table

_keys, _secrets = table(VaultKey), table(SecretRow)


@dataclass(frozen=True, slots=True)
class Progress:
    """How many keys were looked at, of how many, and how many of those were wrapped anew."""

    seen: int
    total: int
    wrapped: int


def rotate(database: Database, wrapping: Wrapping, batch: int = 100) -> Iterator[Progress]:
    """Wrap everything with the master key, `batch` keys a transaction; each keeps what it holds. Killed at any point,
    the next run goes on. Ends when nothing needs the key before any more. Raises `WrongKey`, `StoreBusy`.
    """
    wrapped = database.write_now(lambda conn: _rewrap_secrets(conn, wrapping))
    while True:
        total = database.write_now(_count)
        seen, last = 0, ""
        yield Progress(seen, total, wrapped)
        while found := database.write_now(lambda conn, after=last: _rewrap_keys(conn, wrapping, after, batch)):  # type: ignore[misc]
            last, count, changed = found
            seen, wrapped = seen + count, wrapped + changed
            yield Progress(seen, max(total, seen), wrapped)
        if database.write_now(lambda conn: is_finished(conn, wrapping)):
            return


def is_finished(conn: Connection, wrapping: Wrapping) -> bool:
    """Whether the master key alone opens everything. Raises `WrongKey` where something opens with neither."""
    keys = conn.execute(select(_keys.c.stream, _keys.c.wrapped).where(_keys.c.wrapped.is_not(None)))
    secrets = conn.execute(select(_secrets.c.name, _secrets.c.wrapped))
    named = [
        *((row.stream, row.wrapped) for row in keys),
        *((house_secrets.about(row.name), row[1]) for row in secrets),
    ]
    return all(wrapping.is_current(box, about) for about, box in named)


def _count(conn: Connection) -> int:
    return int(conn.execute(select(func.count()).select_from(_keys).where(_keys.c.wrapped.is_not(None))).scalar_one())


def _rewrap_secrets(conn: Connection, wrapping: Wrapping) -> int:
    rows = conn.execute(select(_secrets).with_for_update()).all()
    return sum(_rewrap(conn, wrapping, _secrets.c.name, row, house_secrets.about(row.name)) for row in rows)


def _rewrap_keys(conn: Connection, wrapping: Wrapping, after: str, batch: int) -> tuple[str, int, int] | None:
    """The last key of a batch, how many it had and how many were changed; None at the end."""
    rows = conn.execute(
        select(_keys)
        .where(_keys.c.stream > after, _keys.c.wrapped.is_not(None))
        .order_by(_keys.c.stream)
        .limit(batch)
        # A case that is just being erased is passed over: waiting for it could lock both of us out.
        .with_for_update(skip_locked=True)
    ).all()
    if not rows:
        return None
    return rows[-1].stream, len(rows), sum(_rewrap(conn, wrapping, _keys.c.stream, row, row.stream) for row in rows)


def _rewrap(conn: Connection, wrapping: Wrapping, name: Column[str], row: Row[Any], about: str) -> bool:
    if wrapping.is_current(row.wrapped, about):
        return False
    again = wrapping.wrap(wrapping.unwrap(row.wrapped, about), about)
    conn.execute(update(name.table).where(name == row[0]).values(wrapped=again))
    return True

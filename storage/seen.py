"""Events that arrived, by keyed hash: each is answered once, whichever replica it comes to."""

from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, text, update

from storage.columns import Instant
from storage.tables import SeenRow, table

_seen = table(SeenRow)
_INSTANTS = (bindparam("at", type_=Instant), bindparam("stale", type_=Instant))
# One statement, so that of two replicas only one may begin; a beginning that came to nothing may be made again.
_BEGIN = text(
    "INSERT INTO seen (key, at, done) VALUES (:key, :at, :done) ON CONFLICT (key) DO UPDATE SET at = excluded.at "
    "WHERE seen.done = :done AND seen.at <= :stale RETURNING key"
).bindparams(*_INSTANTS)


def begin(conn: Connection, key: str, now: datetime, stale: datetime) -> bool:
    """Whether the caller is to answer: nobody has, and nobody began after `stale`."""
    return conn.execute(_BEGIN, {"key": key, "at": now, "done": False, "stale": stale}).first() is not None


def done(conn: Connection, key: str) -> None:
    """It is answered."""
    conn.execute(update(_seen).where(_seen.c.key == key).values(done=True))


def forget(conn: Connection, before: datetime) -> None:
    """Drop what came before an instant."""
    conn.execute(delete(_seen).where(_seen.c.at < before))

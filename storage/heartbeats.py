"""When each loop last finished a round; health and metrics read these rows, not the loops."""

from datetime import datetime

from sqlalchemy import Connection, bindparam, select, text

from storage.columns import Instant
from storage.tables import Heartbeat, table

_beats = table(Heartbeat)
# One statement, so that replicas whose rounds end together do not collide.
_BEAT = text(
    "INSERT INTO heartbeat (name, at) VALUES (:name, :at) ON CONFLICT (name) DO UPDATE SET at = excluded.at"
).bindparams(bindparam("at", type_=Instant))


def beat(conn: Connection, name: str, at: datetime) -> None:
    """A loop finished a round."""
    conn.execute(_BEAT, {"name": name, "at": at})


def all_beats(conn: Connection) -> dict[str, datetime]:
    """The last round of every loop."""
    return {row.name: row.at for row in conn.execute(select(_beats))}

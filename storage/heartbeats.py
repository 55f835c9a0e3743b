"""When each loop last finished a round; health and metrics read these rows, not the loops."""

from datetime import datetime

from sqlalchemy import Connection, delete, insert, select

from storage.tables import Heartbeat, table

_beats = table(Heartbeat)


def beat(conn: Connection, name: str, at: datetime) -> None:
    """A loop finished a round."""
    conn.execute(delete(_beats).where(_beats.c.name == name))
    conn.execute(insert(_beats).values(name=name, at=at))


def all_beats(conn: Connection) -> dict[str, datetime]:
    """The last round of every loop."""
    return {row.name: row.at for row in conn.execute(select(_beats))}

"""Who wants to hear of a gap or a clause: who it is lies sealed, under a keyed digest."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, delete, select

from storage.asking_tables import TellRow
from storage.rows import insert_new
from storage.tables import table

_tells = table(TellRow)


@dataclass(frozen=True, slots=True)
class Tell:
    """`about` is `gap/<id>` or `clause/<id>`; `box` holds the person, sealed."""

    key: str
    about: str
    box: bytes


def keep(conn: Connection, tell: Tell) -> None:
    """Remember that somebody wants to hear; once is enough."""
    insert_new(conn, _tells, {"key": tell.key, "about": tell.about, "box": tell.box})


def get(conn: Connection, key: str) -> Tell | None:
    """One of them."""
    row = conn.execute(select(_tells).where(_tells.c.key == key)).one_or_none()
    return None if row is None else Tell(row.key, row.about, bytes(row.box))


def about(conn: Connection, things: Iterable[str]) -> list[Tell]:
    """Everybody who wants to hear of one of these."""
    found = conn.execute(select(_tells).where(_tells.c.about.in_(list(things))).order_by(_tells.c.key))
    return [Tell(row.key, row.about, bytes(row.box)) for row in found]


def subjects(conn: Connection) -> list[str]:
    """Everything that anybody wants to hear of."""
    return list(conn.execute(select(_tells.c.about).distinct().order_by(_tells.c.about)).scalars())


def drop(conn: Connection, keys: Iterable[str]) -> int:
    """They do not want to hear any more, or have heard; how many there were."""
    return conn.execute(delete(_tells).where(_tells.c.key.in_(list(keys)))).rowcount


def drop_about(conn: Connection, things: Iterable[str]) -> None:
    """Nobody will hear of these."""
    conn.execute(delete(_tells).where(_tells.c.about.in_(list(things))))

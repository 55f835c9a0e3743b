"""Which events arrived, by keyed hash, so that one that comes twice, to whichever replica, is answered once."""

from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import Connection, delete, select, update

from storage.rows import insert_new
from storage.tables import SeenRow, table

_seen = table(SeenRow)
ABANDONED = timedelta(seconds=30)  # longer than an answer takes


class Turn(StrEnum):
    """Whether to answer: an event that nobody answers yet, one of which the database does not say so in time, one that
    somebody answers just now, one that is answered.
    """

    FIRST = "first"
    ALONE = "alone"
    UNDER_WAY = "under_way"
    DONE = "done"


def begin(conn: Connection, key: str, now: datetime) -> Turn:
    """Take an event on where nobody has, or where whoever had is more than 30 s away from it on the clock."""
    if insert_new(conn, _seen, {"key": key, "at": now, "done": False}):
        return Turn.FIRST
    row = conn.execute(select(_seen).where(_seen.c.key == key).with_for_update()).one_or_none()
    if row is None:  # given back just now
        return Turn.UNDER_WAY
    if row.done:
        return Turn.DONE
    if abs(now - row.at) <= ABANDONED:
        return Turn.UNDER_WAY
    conn.execute(update(_seen).where(_seen.c.key == key).values(at=now))
    return Turn.FIRST


def is_done(conn: Connection, key: str) -> bool:
    """Whether it is answered, as far as that is remembered."""
    return conn.execute(select(_seen.c.done).where(_seen.c.key == key)).scalar_one_or_none() is True


def mark(conn: Connection, key: str, now: datetime) -> None:
    """Remember something that is nobody's turn."""
    insert_new(conn, _seen, {"key": key, "at": now, "done": True})


def done(conn: Connection, key: str) -> None:
    """It is answered."""
    conn.execute(update(_seen).where(_seen.c.key == key).values(done=True))


def give_back(conn: Connection, key: str) -> None:
    """It was not answered; whoever sees it next takes it on."""
    conn.execute(delete(_seen).where(_seen.c.key == key, _seen.c.done.is_(False)))


def forget(conn: Connection, before: datetime) -> None:
    """Drop what arrived before an instant: Slack repeats an event for minutes, not for days."""
    conn.execute(delete(_seen).where(_seen.c.at < before))

"""Who looked at their Home lately and what was drawn there last. Knows people by keyed hash only."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, select, update

from storage.rows import insert_new
from storage.tables import HomeRow, table

_homes = table(HomeRow)


@dataclass(frozen=True, slots=True)
class Home:
    """`slack_hash` is Slack's name for the view that stands there, `digest` a keyed one of what it says; pages count
    from 1. Instants are aware UTC.
    """

    key: str
    opened_at: datetime
    drawn_at: datetime | None
    digest: str | None
    slack_hash: str | None
    reports_page: int
    queue_page: int


def opened(conn: Connection, key: str, now: datetime, pages: tuple[int, int] | None = None) -> bool:
    """Somebody looks; on other pages where given. True where they were not known to."""
    more = {} if pages is None else {"reports_page": pages[0], "queue_page": pages[1]}
    first = {"key": key, "opened_at": now, "reports_page": 1, "queue_page": 1, **more}
    if insert_new(conn, _homes, first):
        return True
    conn.execute(update(_homes).where(_homes.c.key == key).values(opened_at=now, **more))
    return False


def get(conn: Connection, key: str) -> Home | None:
    """What is known of one Home."""
    row = conn.execute(select(_homes).where(_homes.c.key == key)).one_or_none()
    return None if row is None else Home(**row._mapping)  # noqa: SLF001


def lately(conn: Connection, since: datetime, most: int) -> list[Home]:
    """The Homes that were opened at or after `since`, newest first, at most so many."""
    statement = select(_homes).where(_homes.c.opened_at >= since).order_by(_homes.c.opened_at.desc()).limit(most)
    return [Home(**row._mapping) for row in conn.execute(statement)]  # noqa: SLF001


def drawn(conn: Connection, held: Home, now: datetime, slack_hash: str, digest: str) -> bool:
    """What was drawn. False, and nothing changes, where another drawing came between since it was read as `held`."""
    same = _homes.c.slack_hash.is_(None) if held.slack_hash is None else _homes.c.slack_hash == held.slack_hash
    statement = update(_homes).where(_homes.c.key == held.key, same)
    return conn.execute(statement.values(drawn_at=now, slack_hash=slack_hash, digest=digest)).rowcount == 1


def forget(conn: Connection, keys: Collection[str]) -> None:
    """Drop Homes."""
    if keys:
        conn.execute(delete(_homes).where(_homes.c.key.in_(keys)))


def older(conn: Connection, than: datetime) -> list[str]:
    """The keys of Homes that nobody opened since `than`."""
    return list(conn.execute(select(_homes.c.key).where(_homes.c.opened_at < than)).scalars())

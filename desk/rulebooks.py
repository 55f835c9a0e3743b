"""Published rulebooks: publishing one, which is in force, and what it says."""

import contextlib
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from desk.codec import rulebook_event, to_stored
from desk.outcomes import NotConfirmed, answered
from desk.telling import tell_changed
from domain.cases.notices import LaneClass
from domain.house import HOUSE
from domain.rulebook.clauses import Rulebook
from domain.rulebook.diff import diff
from domain.rulebook.versions import (
    RULEBOOK,
    PublishRefusal,
    PublishRulebook,
    RulebookPublished,
    Versions,
    decide,
    fold,
)
from storage import outbox, rulebooks, streams
from storage.database import Database
from storage.exceptions import RulebookBent
from storage.outbox import Delivery

ANNOUNCED = "rulebook"


@dataclass(frozen=True, slots=True)
class Published:
    """It is on disk. `again` where the same content had been published under this version before."""

    event: RulebookPublished
    again: bool = False


def load_versions(conn: Connection) -> Versions:
    """Every published version, as the record tells it."""
    return fold(rulebook_event(stored) for stored in streams.load(conn, RULEBOOK))


def publish(
    conn: Connection, rulebook: Rulebook, rationale: str, by: str, now: datetime, channel: str = ""
) -> Published | PublishRefusal:
    """Make a rulebook the one in force, and have it announced in `channel` where there is one. Raises `StreamMoved`
    where somebody else published meanwhile.
    """
    before = load_versions(conn)
    digest = rulebooks.keep(conn, rulebook)
    command = PublishRulebook(rulebook.name, rulebook.version, digest, rationale, by)
    verdict = decide(before, command, now)
    if not isinstance(verdict, tuple):
        return verdict
    there = before.named(rulebook.version)
    if not verdict and there is not None:
        return Published(there, again=True)
    for number, event in enumerate(verdict, start=len(before.published) + 1):
        streams.append(conn, [to_stored(RULEBOOK, number, event, now, by)])
    _tell_of_changes(conn, before, rulebook, now)
    if channel:
        outbox.enqueue_once(conn, _announcement(verdict[0], channel, now), now)
    return Published(verdict[0])


def _tell_of_changes(conn: Connection, before: Versions, after: Rulebook, now: datetime) -> None:
    """Whoever wants to hear of a clause that this version changes. With what cannot be read nothing is compared."""
    if before.newest is None:
        return
    with contextlib.suppress(RulebookBent):
        changed = diff(rulebooks.load(conn, before.newest.digest), after).clauses
        tell_changed(conn, [one.clause for one in changed], after.version, now)


def version_then(conn: Connection, happened: datetime | None) -> str | None:
    """The version that was in force when something happened, and the first one for what happened before. None for the
    one in force: where nobody said when, or none was published.
    """
    if happened is None:
        return None
    known = load_versions(conn)
    return (known.at(happened) or known.published[0]).version if known.published else None


def in_force(conn: Connection) -> Rulebook | None:
    """The version published last; None before the first. Raises `RulebookBent`."""
    newest = load_versions(conn).newest
    return None if newest is None else rulebooks.load(conn, newest.digest)


def of_version(conn: Connection, version: str) -> Rulebook | None:
    """What a published version says; None where there is none of this name. Raises `RulebookBent`."""
    found = load_versions(conn).named(version)
    return None if found is None else rulebooks.load(conn, found.digest)


def _announcement(event: RulebookPublished, channel: str, now: datetime) -> Delivery:
    return Delivery(
        id=f"{ANNOUNCED}.{event.version}",
        lane=f"{HOUSE}:{ANNOUNCED}",
        lane_class=int(LaneClass.CONVERSATION),
        kind=ANNOUNCED,
        stream=HOUSE,
        destination=f"channel:{channel}",
        payload={"version": event.version},
        next_try=now,
    )


class Rulebooks:
    """Reads for handlers. `NotConfirmed` where the database does not answer."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def versions(self) -> Versions | NotConfirmed:
        """Every published version."""
        return await answered(self._database.read(load_versions))

    async def of(self, *versions: str) -> tuple[Rulebook | None, ...] | NotConfirmed:
        """What published versions say; None for a name that none has. Raises `RulebookBent`."""
        return await answered(self._database.read(lambda conn: tuple(of_version(conn, one) for one in versions)))

    async def every(self) -> tuple[tuple[RulebookPublished, Rulebook], ...] | NotConfirmed:
        """Every version with what it says, oldest first. Raises `RulebookBent`."""
        return await answered(self._database.read(every))


def every(conn: Connection) -> tuple[tuple[RulebookPublished, Rulebook], ...]:
    """Every version with what it says, oldest first. Raises `RulebookBent`."""
    return tuple((one, rulebooks.load(conn, one.digest)) for one in load_versions(conn).published)


def end_of(day: date, zone: str = "UTC") -> datetime:
    """The last instant of a day in a zone: what was in force that day is what was in force at its end."""
    return datetime.combine(day + timedelta(days=1), time(), ZoneInfo(zone)) - timedelta(microseconds=1)

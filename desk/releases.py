"""Releases of products and models in the record: attaching them to a version, and saying that they are ready."""

from datetime import datetime

from sqlalchemy import Connection

from desk.codec import release_event, to_stored
from desk.rulebooks import load_versions
from domain.rulebook.releases import RELEASES, Release, ReleaseCommand, ReleaseRefusal, Releases, decide, evolve, fold
from storage import streams


def load_releases(conn: Connection) -> Releases:
    """Every release by name, as the record tells it."""
    return fold(release_event(stored) for stored in streams.load(conn, RELEASES))


def release(conn: Connection, command: ReleaseCommand, now: datetime) -> Release | ReleaseRefusal:
    """Carry out a command on a release; the release after it. Raises `StreamMoved` where somebody else was faster."""
    releases = load_releases(conn)
    versions = frozenset(one.version for one in load_versions(conn).published)
    verdict = decide(releases, command, versions, now)
    if not isinstance(verdict, tuple):
        return verdict
    number = streams.length(conn, RELEASES)
    for event in verdict:
        number += 1
        streams.append(conn, [to_stored(RELEASES, number, event, now, command.by)])
        releases = evolve(releases, event)
    return releases[command.name]

"""The table of gaps that are shown beside what the record says: where they differ, and how it is mended."""

import re
import secrets

from sqlalchemy import Connection

from desk.gaps import load_gap
from domain.rulebook.wishes import period_of
from storage import gaps, streams
from storage.gaps import GapEntry

_STREAM = re.compile(r"gap-([1-9]\d*)")


def missing(conn: Connection) -> list[int]:
    """Gaps of the record, not yet forgotten, for which the table has no row; by number."""
    kept = {entry.number for entry in gaps.shown(conn)}
    return [number for number in _recorded(conn) if number not in kept]


def stray(conn: Connection) -> list[int]:
    """Rows of gaps that the record does not know, or knows to be forgotten; by number."""
    recorded = set(_recorded(conn))
    return [entry.number for entry in gaps.shown(conn) if entry.number is not None and entry.number not in recorded]


def mend(conn: Connection) -> int:
    """Write the rows that are missing and drop stray ones; how many gaps there are then. Who met a gap whose row was
    missing is not in the record, so its count begins anew.
    """
    for number in missing(conn):
        if (gap := load_gap(conn, number)) is not None:
            gaps.begin(conn, GapEntry(secrets.token_hex(16), number, period_of(gap.opened_at)))
    for number in stray(conn):
        if (entry := gaps.numbered(conn, number)) is not None:
            gaps.forget(conn, entry.id)
    return len(gaps.shown(conn))


def _recorded(conn: Connection) -> list[int]:
    named = (int(found[1]) for name in streams.names(conn, "gap-") if (found := _STREAM.fullmatch(name)))
    loaded = ((number, load_gap(conn, number)) for number in sorted(named))
    return [number for number, gap in loaded if gap is not None and not gap.forgotten]

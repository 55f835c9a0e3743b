"""Gaps of the rulebook as they lie in the database: their streams, what of their words is kept, and who may read it."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from desk.codec import gap_event
from desk.rosters import roster_at
from desk.tools import Tools
from domain.rulebook.asked import Asked, unpacked, wording
from domain.rulebook.gap_refusals import NotGapOwner
from domain.rulebook.gaps import SHOWN_FROM, Gap, GapSort, fold, may_tend
from domain.rulebook.wishes import at_least
from storage import gaps, streams
from storage.gaps import GapEntry

ASKED, REASON = "asked", "reason"  # what the vault calls them


@dataclass(frozen=True, slots=True)
class GapView:
    """A gap for somebody who may see it. `title` is that of its clause; `words` are None where there are none, or they
    were erased; `askers` is how many people met it at least.
    """

    number: int
    sort: GapSort
    clause: str
    title: str
    askers: int
    words: str | None
    owner: str | None
    due: datetime
    late: bool


def stream_of_gap(number: int) -> str:
    """The name of a gap's stream, and of its key in the vault."""
    return f"gap-{number}"


def load_gap(conn: Connection, number: int) -> Gap | None:
    """A gap as its record tells it."""
    return fold(gap_event(stored) for stored in streams.load(conn, stream_of_gap(number)))


def kept(conn: Connection, tools: Tools, number: int) -> Asked | None:
    """What is kept of the question of a gap; None where it has none, or it was erased."""
    found = tools.vault.open(conn, stream_of_gap(number), ASKED)
    return None if found is None else unpacked(found)


def reason_of(conn: Connection, tools: Tools, number: int) -> str:
    """Why a gap was closed as out of scope; nothing where it was not, or that was erased."""
    return tools.vault.open(conn, stream_of_gap(number), REASON) or ""


def standing(conn: Connection) -> list[tuple[GapEntry, Gap]]:
    """Every gap that is shown and not forgotten, by number."""
    found = [(entry, load_gap(conn, entry.number or 0)) for entry in gaps.shown(conn)]
    return [(entry, gap) for entry, gap in found if gap is not None]


def view_of(conn: Connection, tools: Tools, entry: GapEntry, gap: Gap) -> GapView:
    """A gap as its owners see it."""
    clause, asked = tools.house.rulebook.clauses.get(gap.clause), kept(conn, tools, gap.number)
    askers = at_least(gaps.askers(conn, entry)) or SHOWN_FROM
    words = None if asked is None else wording(asked)
    late = gap.due < tools.now
    title = clause.title if clause else ""
    return GapView(gap.number, gap.sort, gap.clause, title, askers, words, gap.owner, gap.due, late)


def every_view(conn: Connection, tools: Tools) -> tuple[GapView, ...]:
    """Every gap that waits, the nearest due first."""
    return _views(conn, tools, _waiting(conn))


def gaps_for(conn: Connection, tools: Tools, viewer: str) -> tuple[GapView, ...] | NotGapOwner:
    """The gaps that `viewer` may close; a refusal for somebody who may close none and is no policy owner."""
    roster = roster_at(conn, tools.house, tools.now)
    theirs = [(entry, gap) for entry, gap in _waiting(conn) if may_tend(gap, viewer, roster) is None]
    if not theirs and (no := may_tend(None, viewer, roster)) is not None:
        return no
    return _views(conn, tools, theirs)


def _waiting(conn: Connection) -> list[tuple[GapEntry, Gap]]:
    return [(entry, gap) for entry, gap in standing(conn) if gap.closed is None]


def _views(conn: Connection, tools: Tools, found: list[tuple[GapEntry, Gap]]) -> tuple[GapView, ...]:
    ordered = sorted(found, key=lambda one: (one[1].due, one[1].number))
    return tuple(view_of(conn, tools, entry, gap) for entry, gap in ordered)

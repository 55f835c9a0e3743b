"""What is said of gaps and clauses: to those who answer for them, and once to those who wanted to hear."""

from sqlalchemy import Connection

from desk.gaps import GapView, kept, load_gap, reason_of, view_of
from desk.rulebooks import load_versions, of_version
from desk.telling import CLOSED, TELL
from desk.tending import OPENED
from desk.tools import Tools
from domain.rulebook.asked import wording
from domain.rulebook.diff import ClauseChange, diff
from domain.rulebook.gaps import HowClosed
from handlers.cards import gaps as cards
from handlers.cards import tell
from handlers.cards.blocks import Block
from handlers.cards.versions import clause_change
from handlers.locale.catalogue import Words
from storage import gaps
from storage.outbox import Delivery

Message = tuple[str, list[Block]]


def gap_notice(conn: Connection, tools: Tools, say: Words, delivery: Delivery) -> Message | None:
    """The message, or None where there is nothing to say any more."""
    if delivery.stream != TELL:
        found = _open(conn, tools, int(delivery.payload["gap"]))
        return None if found is None else cards.told(say, found, delivery.payload, opened=delivery.kind == OPENED)
    if delivery.kind == CLOSED:
        return _closed(conn, tools, say, int(delivery.payload["gap"]))
    return _changed(conn, say, str(delivery.payload["clause"]), str(delivery.payload["version"]))


def _open(conn: Connection, tools: Tools, number: int) -> GapView | None:
    entry, gap = gaps.numbered(conn, number), load_gap(conn, number)
    waits = entry is not None and gap is not None and gap.closed is None
    return view_of(conn, tools, entry, gap) if waits and entry and gap else None


def _closed(conn: Connection, tools: Tools, say: Words, number: int) -> Message | None:
    gap, asked = load_gap(conn, number), kept(conn, tools, number)
    if gap is None or gap.closed is None:
        return None
    words = None if asked is None else wording(asked)
    if gap.closed.how is HowClosed.OUT_OF_SCOPE:
        return tell.closed_scope(say, words, reason_of(conn, tools, number))
    clause = tools.house.rulebook.clauses.get(gap.closed.clause)
    return tell.closed_answered(say, words, clause, gap.closed.clause)


def _changed(conn: Connection, say: Words, clause: str, version: str) -> Message | None:
    known, after = load_versions(conn), of_version(conn, version)
    earlier = known.before(version)
    before = of_version(conn, earlier.version) if earlier else None
    if before is None or after is None:
        return None
    change: ClauseChange | None = next((one for one in diff(before, after).clauses if one.clause == clause), None)
    if change is None:
        return None
    said = clause_change(say, change, "change")
    return tell.clause_changed(say, change, version, said, stays=clause in after.clauses)

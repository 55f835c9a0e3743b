"""What waits for somebody, and a case's card for them: judged case by case; whoever is kept out sees nothing."""

from collections.abc import Iterator

from sqlalchemy import Connection

from desk.home_views import QueueEntry, QueuePage, Which
from desk.reading import card_as_seen
from desk.tools import Tools, briefing, load
from desk.views import CaseCard
from domain.cases.authority import may_answer_name, may_approve, may_review
from domain.cases.briefing import Briefing
from domain.cases.plan_refusals import NoQueue
from domain.cases.refusals import NoSuchCase, Refusal
from domain.cases.state import Case
from domain.cases.waiting import next_clock, queues_of, waits_for
from storage import cases
from storage.cases import CaseRow, Wanted

CHUNK = 25


def queue_page(conn: Connection, tools: Tools, viewer: str, which: Which, page: int, size: int) -> QueuePage | NoQueue:
    """A page of the open cases that `viewer` may act on; `NoQueue` for those whom no case can wait for."""
    world = briefing(conn, tools, None)
    queues = queues_of(viewer, world.roster, tools.house.casework)
    wanted = Wanted(
        viewer,
        queues=() if which is Which.MINE else queues,
        due_by=tools.now if which is Which.BREACHED else None,
    )
    listed = _listed(conn, tools, wanted)
    first, entries = (max(page, 1) - 1) * size, []
    more = False
    for place, entry in enumerate(listed):
        if place >= first + size:
            more = True
            break
        if place >= first:
            entries.append(entry)
    if not queues and not entries and not cases.waiting(conn, Wanted(viewer), None, 1):
        return NoQueue()
    return QueuePage(which, max(page, 1), tuple(entries), more)


def card_for(conn: Connection, tools: Tools, viewer: str, number: int) -> CaseCard | Refusal:
    """The content-free card of a case for somebody who may act on it, or why not. Whoever reviews nothing is not told
    whether there is such a case.
    """
    world = briefing(conn, tools, None)
    case = load(conn, number)
    if case is None:
        reviews = queues_of(viewer, world.roster, tools.house.casework)
        return NoSuchCase(number) if reviews else NoQueue()
    world = briefing(conn, tools, case)
    no = _kept_from(case, viewer, world)
    return card_as_seen(case, viewer, world) if no is None else no


def _listed(conn: Connection, tools: Tools, wanted: Wanted) -> Iterator[QueueEntry]:
    """Entries in the order of their due time, read a few at a time."""
    after: CaseRow | None = None
    while rows := cases.waiting(conn, wanted, after, CHUNK):
        for row in rows:
            if (entry := _entry(conn, tools, wanted.person, row.number)) is not None:
                yield entry
        after = rows[-1]


def _entry(conn: Connection, tools: Tools, viewer: str, number: int) -> QueueEntry | None:
    case = load(conn, number)
    clock = next_clock(case) if case else None
    if case is None or clock is None:
        return None
    world = briefing(conn, tools, case)
    if _kept_from(case, viewer, world) is not None:
        return None
    due = case.goal(clock)
    return QueueEntry(
        card_as_seen(case, viewer, world), clock, due, breached=due < tools.now, yours=viewer in waits_for(case)
    )


def _kept_from(case: Case, viewer: str, world: Briefing) -> Refusal | None:
    """None where `viewer` may review the case, or is the second person whom it waits for."""
    no = may_review(case, viewer, world)
    if no is None or may_approve(case, viewer, world) is None or may_answer_name(case, viewer, world) is None:
        return None
    return no

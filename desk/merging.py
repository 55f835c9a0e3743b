"""Merging a duplicate into another case: two records, one commit."""

from dataclasses import replace

from sqlalchemy import Connection

from desk.erasing import erase_case
from desk.outcomes import Done, Outcome, Refused
from desk.tools import Tools, briefing, duplicates_of, load, root_of, stream_of
from desk.writing import start_clocks, write
from domain.cases.briefing import Briefing, Joined
from domain.cases.clocks import kept_on
from domain.cases.events import CaseErased
from domain.cases.inquiry import MergeDuplicate
from domain.cases.merging import Merge, merge
from domain.cases.refusals import NoSuchCase
from domain.cases.state import Case


def join(conn: Connection, tools: Tools, command: MergeDuplicate) -> Outcome:
    """Load both cases, decide, write both. `Done` holds the case that goes on."""
    duplicate, into = load(conn, command.case), load(conn, command.into)
    if duplicate is None:
        return Refused(NoSuchCase(command.case))
    verdict = merge(duplicate, into, command, _world(conn, tools, duplicate, into))
    if not isinstance(verdict, Merge) or into is None:
        return Refused(verdict) if not isinstance(verdict, Merge) else Refused(NoSuchCase(command.into))
    # Always the lower number first, so that two merges at once cannot wait for each other.
    both = sorted(((duplicate, verdict.duplicate), (into, verdict.into)), key=lambda one: one[0].number)
    after = {case.number: write(conn, tools, case, events, command.by) for case, events in both}
    return Done(after[into.number])


def _world(conn: Connection, tools: Tools, duplicate: Case, into: Case | None) -> Briefing:
    """What is known of both cases, and of all that were merged into them, as if they were one already."""
    theirs = briefing(conn, tools, duplicate)
    if into is None:
        return theirs
    ours = briefing(conn, tools, into)
    worlds = (theirs, ours)
    everybody = Joined(
        reporters=frozenset().union(*(one.reporters | one.joined.reporters for one in worlds)),
        subjects=frozenset().union(*(one.subjects | one.joined.subjects for one in worlds)),
        recused=frozenset().union(duplicate.recused, into.recused, *(one.joined.recused for one in worlds)),
        vendors=frozenset().union(duplicate.vendors, into.vendors, *(one.joined.vendors for one in worlds)),
    )
    return replace(ours, joined=everybody)


def keep_whole(conn: Connection, tools: Tools, case: Case) -> None:
    """Somebody wrote in a duplicate: what it is part of is kept longer, too."""
    root = root_of(conn, case)
    if root.number != case.number:
        start_clocks(conn, stream_of(root.number), kept_on(root, tools.house.casework, tools.now))


def erase_duplicates(conn: Connection, tools: Tools, case: Case) -> None:
    """What was written in the duplicates of an erased case goes with it."""
    for one in duplicates_of(conn, case):
        if one.erased_at is None:
            erase_case(conn, tools, write(conn, tools, one, (CaseErased(tools.now),), "clock"))

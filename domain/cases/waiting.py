"""For whom a case waits, until when, and whose business a queue is."""

from datetime import datetime

from domain.cases.authority import REVIEWING_ROLES
from domain.cases.casework import Casework
from domain.cases.roster import Roster
from domain.cases.state import Case
from domain.cases.words import ClockName


def next_clock(case: Case) -> ClockName | None:
    """The clock that rings next; None where nothing is promised any more."""
    return min((clock for clock in ClockName if case.runs(clock)), key=case.goal, default=None)


def next_due(case: Case) -> datetime | None:
    """The nearest promised instant that still runs; None where nothing is promised any more."""
    clock = next_clock(case)
    return None if clock is None else case.goal(clock)


def waits_for(case: Case) -> tuple[str, ...]:
    """Everybody who is to do something now: the owner, or all who were asked while nobody has it; and whoever is asked
    to approve a proposal or to answer a request for a name.
    """
    if next_due(case) is None:
        first: tuple[str, ...] = ()
    else:
        first = (case.owner,) if case.owner else case.paged
    second = case.proposal.asked if case.proposal else ()
    asked = case.name_request.asked if case.name_request else ()
    return tuple(dict.fromkeys((*first, *second, *asked)))


def concerned(case: Case, roster: Roster, casework: Casework) -> frozenset[str]:
    """Everybody in role whose lists may show a case, were they not kept out of it."""
    rotation = casework.queues[case.queue].rotation if case.queue in casework.queues else ""
    reviewers = frozenset(roster.holders(REVIEWING_ROLES)) | roster.members(rotation)
    return reviewers | frozenset((*case.paged, *waits_for(case), *([case.owner] if case.owner else [])))


def queues_of(person: str, roster: Roster, casework: Casework) -> frozenset[str]:
    """The queues whose cases `person` may review, by role or by taking turns."""
    everywhere = roster.has_role(person, *REVIEWING_ROLES)
    return frozenset(
        name for name, queue in casework.queues.items() if everywhere or person in roster.members(queue.rotation)
    )


def rotations_of(person: str, roster: Roster, casework: Casework) -> frozenset[str]:
    """The rotations that answer for these queues."""
    return frozenset(casework.queues[name].rotation for name in queues_of(person, roster, casework))


def reviewers(roster: Roster) -> frozenset[str]:
    """Everybody who reviews something: by role, or by taking turns."""
    turns = (roster.members(name) for name in roster.rotations)
    return frozenset(roster.holders(REVIEWING_ROLES)).union(*turns)

"""Who may see and act on a case. Deny by default."""

from domain.cases.briefing import Briefing
from domain.cases.refusals import NotEntitled, OwnReport
from domain.cases.state import Case

REVIEWING_ROLES = ("reviewer", "lead")


def may_review(case: Case, person: str, briefing: Briefing) -> NotEntitled | OwnReport | None:
    """None where `person` may open and act on the case, or the reason why not. The reporter never may."""
    if person in briefing.reporters:
        return OwnReport()
    rotation = briefing.casework.queues[case.queue].rotation if case.queue in briefing.casework.queues else ""
    if briefing.roster.has_role(person, *REVIEWING_ROLES) or person in briefing.roster.members(rotation):
        return None
    return NotEntitled()


def next_on_ladder(queue: str, after: int, briefing: Briefing, but: str = "") -> tuple[int, str] | None:
    """The first rung above `after` (0 asks for the primary) with somebody who may act and is not `but`; at the end the
    fallback person.
    """
    rotation = briefing.casework.queues[queue].rotation if queue in briefing.casework.queues else ""
    ladder = (*briefing.roster.ladder_at(rotation, briefing.now), briefing.casework.fallback or None)
    for rung, person in enumerate(ladder, start=1):
        if rung > after and person not in (None, but, *briefing.reporters):
            return rung, str(person)
    return None

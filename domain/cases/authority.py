"""Who may see and act on a case. Deny by default."""

from domain.cases.briefing import Briefing
from domain.cases.refusals import (
    Excluded,
    NoNameAsked,
    NotApprover,
    NotEntitled,
    NotNameOpener,
    OwnProposal,
    OwnReport,
)
from domain.cases.state import Case

REVIEWING_ROLES = ("reviewer", "lead")


def kept_out(case: Case, person: str, briefing: Briefing) -> OwnReport | Excluded | None:
    """Why `person` must have nothing to do with a case, or None. The reporter is told so; whether somebody is kept out
    as its subject, by a conflict or by recusal is the same answer. Cases merged with it count as one with it.
    """
    joined = briefing.joined
    reporters, subjects = briefing.reporters | joined.reporters, briefing.subjects | joined.subjects
    if person in reporters:
        return OwnReport()
    if person in subjects | joined.recused or person in case.recused:
        return Excluded()
    vendors = {*case.vendors, *joined.vendors}
    return Excluded() if briefing.roster.in_conflict(person, reporters | subjects, vendors) else None


def may_review(case: Case, person: str, briefing: Briefing) -> NotEntitled | OwnReport | Excluded | None:
    """None where `person` may open and act on the case, or the reason why not."""
    if (no := kept_out(case, person, briefing)) is not None:
        return no
    queues, joined = briefing.casework.queues, briefing.joined
    rotations = [queues[name].rotation for name in (case.queue, *joined.queues) if name in queues]
    turns = any(person in briefing.roster.members(rotation) for rotation in rotations)
    known = turns or briefing.roster.has_role(person, *REVIEWING_ROLES)
    return None if known or person in case.paged or person in joined.asked else NotEntitled()


def may_approve(case: Case, person: str, briefing: Briefing) -> OwnReport | Excluded | OwnProposal | NotApprover | None:
    """None where `person` may be the second of four eyes on the proposal that waits."""
    if (no := kept_out(case, person, briefing)) is not None:
        return no
    if case.proposal is None:
        return NotApprover()
    if person == case.proposal.by:
        return OwnProposal()
    rule = briefing.casework.needs_second(case.severity, case.proposal.finding)
    allowed = rule is not None and briefing.roster.has_role(person, *rule.approvers)
    return None if allowed or person in case.proposal.asked else NotApprover()


def may_answer_name(
    case: Case, person: str, briefing: Briefing
) -> OwnReport | Excluded | NoNameAsked | NotNameOpener | None:
    """None where `person` may read why a confidential name should be opened; whoever asked may, and does not answer."""
    if (no := kept_out(case, person, briefing)) is not None:
        return no
    if case.name_request is None:
        return NoNameAsked()
    entitled = briefing.roster.has_role(person, *briefing.casework.name_openers) or person in case.name_request.asked
    return None if entitled else NotNameOpener()


def approvers(case: Case, roles: frozenset[str], but: str, briefing: Briefing) -> tuple[str, ...]:
    """Everybody with one of `roles` who may act on the case and is not `but`; the outsider where there is nobody."""
    asked = [person for person in briefing.roster.holders(roles) if person != but]
    free = tuple(person for person in asked if kept_out(case, person, briefing) is None)
    outsider = briefing.casework.outsider
    if free or not outsider or outsider == but or kept_out(case, outsider, briefing) is not None:
        return free
    return (outsider,)


def next_on_ladder(case: Case, after: int, briefing: Briefing, but: tuple[str, ...] = ()) -> tuple[int, str] | None:
    """The first rung above `after` (0 asks for the primary) with somebody who may act and is none of `but`; at the end
    the outsider.
    """
    for rung, person in enumerate(_ladder(case, briefing), start=1):
        if rung > after and person not in (None, *but) and kept_out(case, str(person), briefing) is None:
            return rung, str(person)
    return None


def rung_held(case: Case, person: str, briefing: Briefing) -> int:
    """The first rung that somebody holds for this case now; 0 where they hold none."""
    return next((rung for rung, one in enumerate(_ladder(case, briefing), start=1) if one == person), 0)


def _ladder(case: Case, briefing: Briefing) -> tuple[str | None, ...]:
    queues = briefing.casework.queues
    rotation = queues[case.queue].rotation if case.queue in queues else ""
    return (*briefing.roster.ladder_at(rotation, briefing.now), briefing.casework.outsider or None)


def operators(case: Case, briefing: Briefing) -> tuple[str, ...]:
    """Those who run Ombud and may hear, without content, that a case has nobody."""
    people = briefing.roster.holders(("operator",))
    return tuple(person for person in people if kept_out(case, person, briefing) is None)

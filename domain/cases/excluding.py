"""Keeping people out of a case: subjects named later, and recusal. Whoever had it and may not is relieved at once."""

from domain.cases.authority import kept_out
from domain.cases.briefing import Briefing
from domain.cases.commands import NameSubjects
from domain.cases.events import (
    CaseEvent,
    CaseRecused,
    CaseReleased,
    ProposalLapsed,
    SubjectsNamed,
)
from domain.cases.filing import SUBJECTS, page, subject_party
from domain.cases.folding import evolve
from domain.cases.inquiry import DuplicateJoined
from domain.cases.refusals import BadField, Erased
from domain.cases.state import Case
from domain.cases.verdict import Verdict
from domain.cases.words import ClockName, Lapse


def name_subjects(case: Case, command: NameSubjects, briefing: Briefing) -> Verdict:
    """More people and vendors that the case is about. `briefing.subjects` holds the new ones already, so that everybody
    who may not go on is relieved in the same breath.
    """
    if case.erased_at is not None:
        return Erased()
    if len(case.subjects) + len(command.people) > SUBJECTS:
        return BadField("subjects", "too_many", str(SUBJECTS))
    unknown = [vendor for vendor in command.vendors if vendor not in briefing.casework.vendors]
    if unknown:
        return BadField("vendors", "unknown_vendor", ", ".join(unknown))
    vendors = tuple(sorted({*case.vendors, *command.vendors}))
    if not command.people and vendors == case.vendors:
        return BadField("subjects", "blank_choice")
    first = len(case.subjects) + 1
    parties = tuple(subject_party(first + n) for n in range(len(command.people)))
    named = SubjectsNamed(command.by, parties, vendors, briefing.now)
    return relieved(case, named, briefing)


def recuse(case: Case, by: str, briefing: Briefing) -> Verdict:
    """Somebody keeps out from now on."""
    return relieved(case, CaseRecused(by, briefing.now), briefing)


def relieved(
    case: Case, event: SubjectsNamed | CaseRecused | DuplicateJoined, briefing: Briefing, lapse: Lapse = Lapse.EXCLUSION
) -> tuple[CaseEvent, ...]:
    """`event` and what follows where somebody may not act any more: the proposal lapses, and whoever had the case and
    may not keep it is relieved.
    """
    after = evolve(case, event)
    events: list[CaseEvent] = [event]
    if case.proposal is not None:
        events.append(ProposalLapsed(case.proposal.proposal, lapse, briefing.now))
    if case.over:
        return tuple(events)
    had = dict.fromkeys([*case.paged, *([case.owner] if case.owner else [])])
    leaving = [person for person in had if kept_out(after, person, briefing) is not None]
    goal = briefing.now + briefing.casework.promises[case.severity][ClockName.ACKNOWLEDGE].goal
    events += [CaseReleased(who, goal if who == case.owner else None, briefing.now) for who in leaving]
    for one in events[1:]:
        after = evolve(after, one)
    return tuple(events) if after.accountable else (*events, page(after, briefing))

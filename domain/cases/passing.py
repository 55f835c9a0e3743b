"""What happens to a case when one of its deadlines passes."""

from domain.cases.authority import next_on_ladder, operators
from domain.cases.briefing import Briefing
from domain.cases.commands import DeadlinePassed
from domain.cases.events import CaseEscalated, CaseNudged, CaseStillOverdue
from domain.cases.state import Case
from domain.cases.verdict import Verdict
from domain.cases.words import Step


def passed(case: Case, command: DeadlinePassed, briefing: Briefing) -> Verdict:
    """A nudge, an escalation to the next rung, or a reminder after the last; nothing where somebody acted."""
    now = briefing.now
    if not case.runs(command.clock) or (command.until is not None and now >= command.until):
        return ()
    late_by = 0 if command.down_until is None else round((command.down_until - command.due).total_seconds())
    accountable = case.accountable or ""
    above = None
    if command.step is Step.ESCALATE:
        after = max(case.rung_of(command.clock), command.rung - 1)
        above = next_on_ladder(case, after, briefing, but=(accountable,))
    if above is not None:
        rung, person = above
        return (CaseEscalated(command.clock, rung, person, accountable, command.due, command.goal, late_by, now),)
    if command.step is Step.REPEAT:
        told = tuple(dict.fromkeys([*([accountable] if accountable else []), *operators(case, briefing)]))
        return (CaseStillOverdue(command.clock, accountable, told, command.due, command.goal, late_by, now),)
    if not accountable:
        return ()
    return (CaseNudged(command.clock, accountable, command.due, command.goal, late_by, now),)

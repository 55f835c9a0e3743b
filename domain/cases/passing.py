"""What happens to a case when one of its deadlines passes."""

from domain.cases.authority import next_on_ladder, operators, rung_held
from domain.cases.briefing import Briefing
from domain.cases.commands import DeadlinePassed
from domain.cases.events import CaseEscalated, CaseNudged, CasePaged, CaseStillOverdue
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
        # Never down: whoever is accountable may hold a rung above the one that this clock has come to.
        held = rung_held(case, accountable, briefing)
        after = max(case.rung_of(command.clock), command.rung - 1, held)
        above = next_on_ladder(case, after, briefing, but=(accountable,))
    if above is not None:
        rung, person = above
        return (CaseEscalated(command.clock, rung, person, accountable, command.due, command.goal, late_by, now),)
    if command.step is Step.REPEAT:
        told = tuple(dict.fromkeys([*([accountable] if accountable else []), *operators(case, briefing)]))
        return (CaseStillOverdue(command.clock, accountable, told, command.due, command.goal, late_by, now),)
    moved = _follow_roster(case, briefing) if case.owner is None else None
    accountable = moved.paged if moved else accountable
    if not accountable:
        return ()
    nudge = CaseNudged(command.clock, accountable, command.due, command.goal, late_by, now)
    return (nudge,) if moved is None else (moved, nudge)


def _follow_roster(case: Case, briefing: Briefing) -> CasePaged | None:
    """A case that nobody took is put to whoever is on call by now, on the rung that it had come to."""
    reached = max((rung for _, rung in case.rungs), default=1)
    found = next_on_ladder(case, reached - 1, briefing)
    return None if found is None or found[1] in case.paged else CasePaged(*found, briefing.now)

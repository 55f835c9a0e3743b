"""What a command does to a case: the rules, as one pure function."""

from typing import assert_never

from domain.cases.authority import may_review, next_on_ladder
from domain.cases.briefing import Briefing
from domain.cases.commands import (
    TEXT_LIMIT,
    AcknowledgeCase,
    CaseCommand,
    DeadlinePassed,
    ProposeDecision,
    TakeOverCase,
)
from domain.cases.events import (
    CaseAcknowledged,
    CaseDecided,
    CaseEscalated,
    CaseEvent,
    CaseNudged,
    CaseTakenOver,
)
from domain.cases.refusals import (
    AlreadyAcknowledged,
    AlreadyDecided,
    AlreadyYours,
    BadField,
    NoSuchCase,
    OwnedByAnother,
    Refusal,
)
from domain.cases.state import Case
from domain.cases.words import Finding, Step

REASONS = "decision-1"
Verdict = tuple[CaseEvent, ...] | Refusal


def decide(case: Case | None, command: CaseCommand, briefing: Briefing) -> Verdict:
    """The events that a command causes, or why it may not. An empty tuple: nothing was left to do."""
    if case is None:
        return NoSuchCase(command.case)
    if isinstance(command, DeadlinePassed):
        return _passed(case, command, briefing)
    return may_review(case, command.by, briefing) or _review(case, command, briefing)


def _review(case: Case, command: AcknowledgeCase | TakeOverCase | ProposeDecision, briefing: Briefing) -> Verdict:
    if case.decision is not None:
        return AlreadyDecided(case.decision.by, case.decision.at, case.decision.finding)
    match command:
        case AcknowledgeCase():
            return _acknowledge(case, command.by, briefing)
        case TakeOverCase():
            return _take_over(case, command.by, briefing)
        case ProposeDecision():
            return _propose(case, command, briefing)
        case _:
            assert_never(command)


def _acknowledge(case: Case, by: str, briefing: Briefing) -> Verdict:
    if case.owner is not None and case.owned_since is not None:
        return AlreadyAcknowledged(case.owner, case.owned_since)
    return (CaseAcknowledged(by, briefing.now),)


def _take_over(case: Case, by: str, briefing: Briefing) -> Verdict:
    if case.owner is None:
        return (CaseAcknowledged(by, briefing.now),)
    if case.owner == by and case.owned_since is not None:
        return AlreadyYours(case.owned_since)
    return (CaseTakenOver(by, case.owner, briefing.now),)


def _propose(case: Case, command: ProposeDecision, briefing: Briefing) -> Verdict:
    if (bad := _bad_decision(command, briefing)) is not None:
        return bad
    if case.owner is not None and case.owner != command.by:
        return OwnedByAnother(case.owner)
    decided = CaseDecided(
        by=command.by,
        finding=command.finding,
        clauses=command.clauses,
        intent=command.intent if command.finding is Finding.VIOLATION else None,
        entry=REASONS,
        rulebook_version=briefing.rulebook_version,
        at=briefing.now,
    )
    return (decided,) if case.owner else (CaseAcknowledged(command.by, briefing.now), decided)


def _bad_decision(command: ProposeDecision, briefing: Briefing) -> BadField | None:
    if not command.reasons.strip():
        return BadField("reasons", "blank")
    if len(command.reasons) > TEXT_LIMIT:
        return BadField("reasons", "too_long", str(TEXT_LIMIT))
    unknown = [clause for clause in command.clauses if clause not in briefing.clauses]
    if unknown:
        return BadField("clauses", "unknown", ", ".join(unknown))
    if command.finding is Finding.VIOLATION and not command.clauses:
        return BadField("clauses", "needed")
    if command.finding is Finding.VIOLATION and command.intent is None:
        return BadField("intent", "needed")
    return None


def _passed(case: Case, command: DeadlinePassed, briefing: Briefing) -> Verdict:
    now = briefing.now
    if not case.runs(command.clock) or (command.until is not None and now >= command.until):
        return ()
    late_by = 0 if command.down_until is None else round((command.down_until - command.due).total_seconds())
    accountable = case.accountable or ""
    above = None
    if command.step is Step.ESCALATE:
        after = max(case.rung_of(command.clock), command.rung - 1)
        above = next_on_ladder(case.queue, after, briefing, but=accountable)
    if above is not None:
        rung, person = above
        return (CaseEscalated(command.clock, rung, person, accountable, command.due, command.goal, late_by, now),)
    if not accountable:
        return ()
    return (CaseNudged(command.clock, accountable, command.due, command.goal, late_by, now),)

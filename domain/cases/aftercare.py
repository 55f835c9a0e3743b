"""What a reporter may do with their report afterwards: add to it, withdraw it, say that it was not solved, rate it."""

from datetime import datetime
from typing import assert_never

from domain.cases.aftercare_events import CaseReopened, ReportWithdrawn
from domain.cases.authority import next_on_ladder
from domain.cases.briefing import Briefing
from domain.cases.casework import Casework
from domain.cases.commands import REASON_LIMIT, TEXT_LIMIT, AddToReport, SayNotSolved, WithdrawReport
from domain.cases.events import (
    AdditionFiled,
    CasePaged,
    NobodyOnCall,
)
from domain.cases.filing import bad_narrative, bad_text, entry_name, page
from domain.cases.folding import evolve
from domain.cases.refusals import (
    AlreadyWithdrawn,
    BadField,
    CaseClosed,
    Erased,
    HandledTogether,
    NotDecidedYet,
    ReopenedBefore,
    TooLateToReopen,
    TooLateToWithdraw,
)
from domain.cases.state import Case
from domain.cases.talking import may_read
from domain.cases.verdict import Verdict
from domain.cases.words import ClockName, Severity

LIGHT = frozenset({Severity.LOW, Severity.MEDIUM})


def afterwards(case: Case, command: AddToReport | WithdrawReport | SayNotSolved, briefing: Briefing) -> Verdict:
    """The reporter's own wish, where they have proven to be it."""
    if (no := may_read(case, command.by, briefing)) is not None:
        return no
    match command:
        case AddToReport():
            return add(case, command, briefing)
        case WithdrawReport():
            return withdraw(case, command, briefing)
        case SayNotSolved():
            return say_not_solved(case, command, briefing)
        case _:
            assert_never(command)


def add(case: Case, command: AddToReport, briefing: Briefing) -> Verdict:
    """More words become part of the report, also after the decision."""
    if (no := may_add(case)) is not None:
        return no
    bad = bad_narrative(command.narrative, briefing.now)
    return bad or (AdditionFiled(entry_name(len(case.entries) + 1), briefing.digest, briefing.now),)


def may_add(case: Case) -> Erased | CaseClosed | None:
    """None where a report can still grow."""
    if case.erased_at is not None:
        return Erased()
    return CaseClosed(case.withdrawn.at) if case.withdrawn is not None and case.withdrawn.closes else None


def closes(case: Case) -> bool:
    """Whether a withdrawal closes the case: nobody has done anything with it yet, it is light, and nobody is at risk.
    Otherwise reviewers hear of it and decide whether it must go on.
    """
    return not case.touched and not case.duplicates and case.severity in LIGHT and not case.at_risk


def withdraw(case: Case, command: WithdrawReport, briefing: Briefing) -> Verdict:
    """The report is taken back, once. What was written stays sealed until its retention ends."""
    if (no := may_withdraw(case)) is not None:
        return no
    if len(command.reason) > REASON_LIMIT:
        return BadField("reason", "too_long", str(REASON_LIMIT))
    entry = "withdrawal" if command.reason.strip() else None
    return (ReportWithdrawn(entry, briefing.digest, closes(case), briefing.now),)


def may_withdraw(case: Case) -> Erased | HandledTogether | AlreadyWithdrawn | TooLateToWithdraw | None:
    """None where there is something to take back."""
    if (no := _out_of_reach(case)) is not None:
        return no
    return None if case.decision is None else TooLateToWithdraw(case.decision.at)


def _out_of_reach(case: Case) -> Erased | HandledTogether | AlreadyWithdrawn | None:
    """Why there is nothing of a report left that its reporter could change."""
    if case.erased_at is not None:
        return Erased()
    if case.merged_into is not None:
        return HandledTogether(case.merged_into)
    return None if case.withdrawn is None else AlreadyWithdrawn(case.withdrawn.at)


def say_not_solved(case: Case, command: SayNotSolved, briefing: Briefing) -> Verdict:
    """The case is reopened with new promises; somebody is asked who had no part in the decision, if anybody is free."""
    if (no := may_say_not_solved(case, briefing.casework, briefing.now)) is not None:
        return no
    if case.decision is None:
        raise TypeError("a case without a decision was found to have one")
    if (bad := bad_text("reasons", command.reasons, TEXT_LIMIT)) is not None:
        return bad
    promises = briefing.casework.promises[case.severity]
    second = case.decision.approved_by
    reopened = CaseReopened(
        entry="not-solved",
        digest=briefing.digest,
        former=tuple(dict.fromkeys((case.decision.by, *((second,) if second else ())))),
        acknowledge_by=briefing.now + promises[ClockName.ACKNOWLEDGE].goal,
        decide_by=briefing.now + promises[ClockName.DECIDE].goal,
        at=briefing.now,
    )
    return reopened, second_look(evolve(case, reopened), reopened, briefing)


def may_say_not_solved(
    case: Case, casework: Casework, now: datetime
) -> Erased | HandledTogether | AlreadyWithdrawn | NotDecidedYet | ReopenedBefore | TooLateToReopen | None:
    """None where the reporter may have the case reopened: within `reopen_within` of the decision, and once."""
    if (no := _out_of_reach(case)) is not None:
        return no
    if case.reopened is not None:
        return ReopenedBefore(case.reopened.at)
    if case.decision is None:
        return NotDecidedYet(case.decide_by)
    until = case.decision.at + casework.reopen_within
    return TooLateToReopen(until) if now > until else None


def second_look(case: Case, reopened: CaseReopened, briefing: Briefing) -> CasePaged | NobodyOnCall:
    """Whoever is first on the ladder and had no part in the decision; else whoever only approved it; else anybody."""
    for people in (reopened.former, reopened.former[:1]):
        asked = next_on_ladder(case, 0, briefing, but=people)
        if asked is not None:
            return CasePaged(*asked, briefing.now)
    return page(case, briefing)


def may_rate(case: Case) -> Erased | NotDecidedYet | AlreadyWithdrawn | None:
    """None where there is an outcome to rate."""
    if case.erased_at is not None:
        return Erased()
    if case.decision is not None:
        return None
    closed = case.withdrawn if case.over else None
    return AlreadyWithdrawn(closed.at) if closed is not None else NotDecidedYet(case.decide_by)

"""What a command does to a case: the rules, as one pure function."""

from typing import assert_never

from domain.cases import aftercare, correcting, excluding, investigating, keeping, moving, passing, proposing, talking
from domain.cases.authority import may_review
from domain.cases.briefing import Briefing
from domain.cases.commands import (
    AcknowledgeCase,
    AddToReport,
    AnswerNameRequest,
    ApproveDecision,
    AskReporter,
    CaseCommand,
    ChangeSeverity,
    DeadlinePassed,
    EraseIdentity,
    LiftHold,
    NameSubjects,
    PlaceHold,
    ProposeDecision,
    Recuse,
    ReplyToReviewer,
    RequestName,
    RetentionEnded,
    ReturnDecision,
    SayNotSolved,
    TakeOverCase,
    WithdrawReport,
)
from domain.cases.events import CaseAcknowledged, CaseTakenOver
from domain.cases.inquiry import AttachEvidence, CorrectWhen, MoveCase, TickStep, WriteNote
from domain.cases.refusals import AlreadyAcknowledged, AlreadyDecided, AlreadyYours, CaseClosed, Merged, NoSuchCase
from domain.cases.state import Case
from domain.cases.verdict import Verdict


def decide(case: Case | None, command: CaseCommand, briefing: Briefing) -> Verdict:
    """The events that a command causes, or why it may not. An empty tuple: nothing was left to do."""
    if case is None:
        return NoSuchCase(command.case)
    match command:
        case DeadlinePassed():
            return passing.passed(case, command, briefing)
        case RetentionEnded():
            return keeping.end_retention(case, briefing)
        case ReplyToReviewer():
            return talking.reply(case, command, briefing)
        case AddToReport() | WithdrawReport() | SayNotSolved():
            return aftercare.afterwards(case, command, briefing)
        case EraseIdentity():
            return keeping.erase_identity(case, command.by, briefing)
        case AnswerNameRequest():
            return keeping.answer_name_request(case, command, briefing)
        case RequestName():
            return keeping.request_name(case, command, briefing)
        case ApproveDecision() | ReturnDecision():
            return proposing.second(case, command, briefing)
        case _:
            return may_review(case, command.by, briefing) or _review(case, command, briefing)


_Review = (
    AcknowledgeCase
    | TakeOverCase
    | ProposeDecision
    | ChangeSeverity
    | NameSubjects
    | Recuse
    | AskReporter
    | PlaceHold
    | LiftHold
    | MoveCase
    | CorrectWhen
    | TickStep
    | WriteNote
    | AttachEvidence
)


def _review(case: Case, command: _Review, briefing: Briefing) -> Verdict:
    if case.merged_into is not None and not isinstance(command, AskReporter):
        return Merged(case.merged_into)
    match command:
        case AskReporter():
            return talking.ask(case, command, briefing)
        case WriteNote():
            return investigating.note(case, command, briefing)
        case AttachEvidence():
            return investigating.attach(case, command, briefing)
        case PlaceHold():
            return keeping.place_hold(case, command, briefing)
        case LiftHold():
            return keeping.lift_hold(case, command.by, briefing)
        case NameSubjects():
            return excluding.name_subjects(case, command, briefing)
        case Recuse():
            return excluding.recuse(case, command.by, briefing)
        case _:
            return _undecided(case, command, briefing)


def _undecided(
    case: Case,
    command: AcknowledgeCase | TakeOverCase | ProposeDecision | ChangeSeverity | MoveCase | CorrectWhen | TickStep,
    briefing: Briefing,
) -> Verdict:
    if case.decision is not None:
        return AlreadyDecided(case.decision.by, case.decision.at, case.decision.finding)
    if case.withdrawn is not None and case.over:
        return CaseClosed(case.withdrawn.at)
    match command:
        case AcknowledgeCase():
            return _acknowledge(case, command.by, briefing)
        case TakeOverCase():
            return _take_over(case, command.by, briefing)
        case ProposeDecision():
            return proposing.propose(case, command, briefing)
        case ChangeSeverity():
            return proposing.change_severity(case, command, briefing)
        case MoveCase():
            return moving.move(case, command, briefing)
        case CorrectWhen():
            return correcting.correct(case, command, briefing)
        case TickStep():
            return investigating.tick(case, command, briefing)
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

"""Carrying out a command on a case, in one transaction."""

from collections.abc import Sequence
from dataclasses import replace

import rfc8785
from sqlalchemy import Connection

from desk.correcting import as_correction, at_that_time
from desk.erasing import erase_case, erase_name
from desk.filing import as_entry
from desk.merging import erase_duplicates, keep_whole
from desk.outcomes import Done, Outcome, Refused
from desk.proofs import case_of_code
from desk.tools import Tools, briefing, load, party_entry, stream_of, subjects_of
from desk.writing import redraw, write
from domain.cases.briefing import Briefing
from domain.cases.commands import (
    AddToReport,
    AskReporter,
    CaseCommand,
    ChangeSeverity,
    DeadlinePassed,
    EraseIdentity,
    NameSubjects,
    PlaceHold,
    ProposeDecision,
    ReplyToReviewer,
    RequestName,
    RetentionEnded,
    ReturnDecision,
    SayNotSolved,
    WithdrawReport,
    WrittenByReporter,
)
from domain.cases.decide import decide
from domain.cases.events import AdditionFiled, CaseErased, CaseEvent, IdentityErased, ReporterReplied, SubjectsNamed
from domain.cases.filing import REPORTER
from domain.cases.inquiry import CorrectWhen, MoveCase, WriteNote
from domain.cases.refusals import (
    AlreadyAcknowledged,
    AlreadyDecided,
    AlreadyYours,
    CaseClosed,
    NoSuchCase,
    NothingProposed,
    ProposalChanged,
    WrongCode,
)
from domain.cases.state import Case
from storage import deadlines, receipts
from storage.receipts import Receipt

OVERTAKEN = (AlreadyAcknowledged, AlreadyDecided, AlreadyYours, CaseClosed, NothingProposed, ProposalChanged)


def carry_out(conn: Connection, tools: Tools, command: CaseCommand) -> Outcome:
    """Load, decide, write. A deadline row is settled in the same commit as the event that it caused."""
    if isinstance(command, WrittenByReporter) and command.by is None:
        number = case_of_code(conn, tools, command.code)
        if number is None:
            return Refused(WrongCode())
        command = replace(command, case=number)
    case = load(conn, command.case)
    if case is None:
        return Refused(NoSuchCase(command.case))
    if isinstance(command, DeadlinePassed | RetentionEnded) and not deadlines.settle(conn, command.deadline, tools.now):
        return Done(case)
    form = _form(tools, command)
    if form is not None and receipts.find(conn, form) is not None:
        return Done(case)
    return _judged(conn, tools, case, command, form)


def _judged(conn: Connection, tools: Tools, case: Case, command: CaseCommand, form: str | None) -> Outcome:
    command, world = _asked(conn, tools, case, command)
    verdict = decide(case, command, world)
    if not isinstance(verdict, tuple):
        if isinstance(verdict, OVERTAKEN):
            redraw(conn, tools, case)
        return Refused(verdict)
    if not verdict:
        return Done(case)
    after = write(conn, tools, case, verdict, _actor(command))  # first, so that whoever lost a race learns it here
    _keep_words(conn, tools, command, verdict)
    if form is not None:
        receipts.remember(conn, Receipt(form, "", case.number, tools.now))
    for event in verdict:
        if isinstance(event, CaseErased):
            erase_case(conn, tools, after)
            erase_duplicates(conn, tools, after)
        elif isinstance(event, IdentityErased):
            erase_name(conn, tools, after)
        elif isinstance(event, ReporterReplied | AdditionFiled):
            keep_whole(conn, tools, after)
    return Done(after)


def _asked(conn: Connection, tools: Tools, case: Case, command: CaseCommand) -> tuple[CaseCommand, Briefing]:
    """What is asked, without what holds already, and all that the decision about it may see."""
    world = briefing(conn, tools, case, _digest(tools, command))
    match command:
        case NameSubjects():
            known = subjects_of(conn, tools, case)
            command = replace(command, people=tuple(one for one in dict.fromkeys(command.people) if one not in known))
            return command, replace(world, subjects=world.subjects | set(command.people))
        case CorrectWhen():
            return command, at_that_time(conn, tools, case, command, world)
        case _:
            return command, world


def words_of(command: CaseCommand) -> str | None:
    """What a person wrote with a command."""
    match command:
        case ProposeDecision() | SayNotSolved():
            return command.reasons
        case AddToReport():
            return as_entry(command.narrative)
        case AskReporter() | ReplyToReviewer() | WriteNote():
            return command.text
        case ReturnDecision() | ChangeSeverity() | PlaceHold() | RequestName() | WithdrawReport() | MoveCase():
            return command.reason
        case CorrectWhen():
            return as_correction(command)
        case _:
            return None


def _keep_words(conn: Connection, tools: Tools, command: CaseCommand, events: Sequence[CaseEvent]) -> None:
    """The words go to the vault in the same transaction as the event that names them."""
    stream, words = stream_of(command.case), words_of(command)
    for event in events:
        entry = getattr(event, "entry", None)
        if entry is not None and words is not None:
            tools.vault.seal(conn, stream, entry, words, tools.now)
        if isinstance(event, SubjectsNamed) and isinstance(command, NameSubjects):
            for party, person in zip(event.subjects, command.people, strict=True):
                tools.vault.seal(conn, stream, party_entry(party), person, tools.now)


def _form(tools: Tools, command: CaseCommand) -> str | None:
    """The receipt of a form with these words: sent again it changes nothing; with other words both are kept."""
    if not isinstance(command, AskReporter | WriteNote | WrittenByReporter):
        return None
    return f"{tools.vault.keyed('form', command.key)}:{tools.vault.keyed('words', words_of(command) or '')}"


def _digest(tools: Tools, command: CaseCommand) -> str:
    """A keyed digest over everything that a command says."""
    if isinstance(command, ProposeDecision):
        clauses, intent = ",".join(sorted(command.clauses)), command.intent.value if command.intent else ""
        said = [str(command.case), command.by, command.finding.value, clauses, intent, command.reasons]
        said += [tools.house.rulebook.version, tools.now.isoformat()]
        return tools.vault.keyed("proposal", rfc8785.dumps(said).decode())
    return tools.vault.keyed("words", words_of(command) or "")


def _actor(command: CaseCommand) -> str:
    match command:
        case DeadlinePassed() | RetentionEnded():
            return "clock"
        case ReplyToReviewer() | AddToReport() | WithdrawReport() | SayNotSolved() | EraseIdentity():
            return f"party:{REPORTER}"
        case _:
            return command.by

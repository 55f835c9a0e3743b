"""Looks into sealed text: only for the entitled, and each look is an event of its own."""

from dataclasses import replace

from sqlalchemy import Connection

from desk.codec import to_stored
from desk.evidence import opened
from desk.inquiring import inquiry
from desk.inquiry_views import EvidenceFile
from desk.my_report import my_report
from desk.outcomes import Outcome, Refused, Shown
from desk.proofs import case_of_code
from desk.reading import case_file, conversation, name_file, proposal_file
from desk.tools import Tools, access_of, briefing, load, root_of
from desk.views import CaseFile, Conversation, NameFile, ProposalFile
from domain.cases.authority import may_answer_name, may_approve, may_review
from domain.cases.briefing import Briefing
from domain.cases.filing import REPORTER
from domain.cases.looking import (
    CaseViewed,
    Look,
    OpenCase,
    OpenEvidence,
    OpenNameRequest,
    OpenProposal,
    ReadConversation,
    SeeMyReport,
)
from domain.cases.refusals import (
    AlreadyDecided,
    NoSuchCase,
    NoSuchEvidence,
    NothingProposed,
    Refusal,
    WrongCode,
)
from domain.cases.state import Case
from domain.cases.talking import may_read
from storage import streams

WHAT = {OpenCase: "case", OpenProposal: "proposal", OpenNameRequest: "name request", ReadConversation: "conversation"}
BY_REPORTER = ReadConversation | SeeMyReport
IntoSealedText = OpenCase | OpenProposal | OpenNameRequest | OpenEvidence | ReadConversation


def look(conn: Connection, tools: Tools, command: Look) -> Outcome:
    """Show what somebody entitled asks for; that they looked is written in the same transaction."""
    number: int | None = command.case
    if isinstance(command, BY_REPORTER) and command.by is None:
        number = case_of_code(conn, tools, command.code)
        if number is None:
            return Refused(WrongCode())
    case = load(conn, number or 0)
    if case is None:
        return Refused(NoSuchCase(command.case))
    world = briefing(conn, tools, case)
    if (no := _refused(case, command, world)) is not None:
        return Refused(no)
    if isinstance(command, SeeMyReport):  # nothing that anybody wrote, so no event
        return Shown(my_report(case, world, root_of(conn, case)))
    by = f"party:{REPORTER}" if isinstance(command, ReadConversation) else command.by
    what = command.entry if isinstance(command, OpenEvidence) else WHAT[type(command)]
    looked_into = (case.number, *case.duplicates) if isinstance(command, OpenCase) else (case.number,)
    for one in looked_into:  # what was reported in a duplicate is read in the window of its case
        _record(conn, tools, one, CaseViewed(by or "", what, tools.now))
    return Shown(_file(conn, tools, case, command, world))


def _file(
    conn: Connection, tools: Tools, case: Case, command: IntoSealedText, world: Briefing
) -> CaseFile | ProposalFile | Conversation | NameFile | EvidenceFile:
    match command:
        case OpenCase():
            file = case_file(conn, tools, case, command.by, world)
            return replace(file, inquiry=inquiry(conn, tools, case))
        case OpenEvidence():
            return opened(conn, tools, case, command.entry)
        case OpenProposal():
            return proposal_file(conn, tools, case, may_read=may_review(case, command.by, world) is None)
        case OpenNameRequest():
            return name_file(conn, tools, case)
        case ReadConversation():
            return conversation(conn, tools, case, world)


def _record(conn: Connection, tools: Tools, case: int, viewed: CaseViewed) -> None:
    stream = access_of(case)
    streams.append(conn, [to_stored(stream, streams.length(conn, stream) + 1, viewed, tools.now, viewed.by)])


def _refused(case: Case, command: Look, world: Briefing) -> Refusal | None:
    match command:
        case OpenCase():
            return may_review(case, command.by, world)
        case OpenEvidence():
            there = command.entry in {one.entry for one in case.evidence}
            return may_review(case, command.by, world) or (None if there else NoSuchEvidence())
        case OpenProposal():
            if case.decision is not None:
                return AlreadyDecided(case.decision.by, case.decision.at, case.decision.finding)
            return NothingProposed() if case.proposal is None else may_approve(case, command.by, world)
        case OpenNameRequest():
            return may_answer_name(case, command.by, world)
        case ReadConversation() | SeeMyReport():
            return may_read(case, command.by, world)

"""Views of a case, made inside a transaction for somebody who has been found entitled."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection

from desk.codec import from_stored
from desk.filing import from_entry
from desk.my_report import my_report
from desk.tools import Tools, access_of, reporter_of, root_of, rules_of, stream_of, subjects_of
from desk.views import (
    Afterword,
    CaseCard,
    CaseFile,
    Conversation,
    Line,
    NameFile,
    ProposalFile,
    QuotedClause,
    ReporterOutcome,
)
from domain.cases.authority import may_approve
from domain.cases.briefing import Briefing
from domain.cases.casework import Casework
from domain.cases.commands import Narrative
from domain.cases.filing import REPORTER
from domain.cases.investigating import steps_of
from domain.cases.looking import CaseViewed
from domain.cases.state import Case, Said
from domain.cases.words import Mode
from domain.rulebook.clauses import Rulebook
from domain.rulebook.quoting import quote
from storage import outbox, streams

READINGS = ("case", "proposal", "conversation")  # looks in which a conversation is read
ERASED = "[erased at the end of its retention interval]"


def card_of(case: Case, casework: Casework | None = None) -> CaseCard:
    """The content-free view of a case; how far its checklist is where `casework` is given."""
    decision, proposal = case.decision, case.proposal
    return CaseCard(
        number=case.number,
        kind=case.kind,
        severity=case.severity,
        status=case.status,
        queue=case.queue,
        filed_at=case.filed_at,
        acknowledge_by=case.acknowledge_by,
        decide_by=case.decide_by,
        on_call=case.paged[-1] if case.paged else None,
        owner=case.owner,
        acknowledged_by=case.acknowledged_by,
        acknowledged_at=case.acknowledged_at,
        finding=decision.finding if decision else None,
        clauses=decision.clauses if decision else (),
        decided_by=decision.by if decision else None,
        decided_at=decision.at if decision else None,
        approved_by=decision.approved_by if decision else None,
        proposed_by=proposal.by if proposal else None,
        proposed_finding=proposal.finding if proposal else None,
        additions=len(case.entries) - 1,
        withdrawn_at=case.withdrawn.at if case.withdrawn else None,
        reopened_at=case.reopened.at if case.reopened else None,
        when_corrected_by=case.corrections[-1].by if case.corrections else None,
        on_hold=case.on_hold,
        erased_at=case.erased_at,
        merged_into=case.merged_into,
        duplicates=case.duplicates,
        steps=steps_done(case, casework),
    )


def card_as_seen(case: Case, viewer: str, world: Briefing) -> CaseCard:
    """The card for one person alone, which offers what is theirs to do."""
    may = may_approve(case, viewer, world) is None
    return replace(card_of(case, world.casework), viewer=viewer, may_approve=may, passed_on=viewer in case.paged[:-1])


def steps_done(case: Case, casework: Casework | None) -> tuple[int, int] | None:
    """How many steps of how many are done, where there is a checklist."""
    steps = {} if casework is None else steps_of(case, casework)
    return (len(case.ticked & set(steps)), len(steps)) if steps else None


def quoted(rules: Rulebook, names: tuple[str, ...]) -> tuple[QuotedClause, ...]:
    """Clauses as they read in the version by which the case is judged, by their ids."""
    clauses = [rules.clauses.get(name) for name in names]
    return tuple(
        QuotedClause(one.id, one.title, one.rule, {name: quote(rules, one, name) for name in rules.languages[1:]})
        for one in clauses
        if one
    )


def outcome_of(conn: Connection, tools: Tools, case: Case) -> ReporterOutcome | None:
    """What the reporter of a decided case may read: for a duplicate, what came of the case that it is part of."""
    root = root_of(conn, case)
    if root.decision is None:
        return None
    final = case.reopened is not None or case.merged_into is not None
    return ReporterOutcome(
        number=case.number,
        finding=root.decision.finding,
        clauses=quoted(rules_of(conn, tools, root), root.decision.clauses),
        rulebook_version=root.decision.rulebook_version,
        reasons=tools.vault.open(conn, stream_of(root.number), root.decision.entry) or ERASED,
        not_solved_until=None if final else root.decision.at + tools.house.casework.reopen_within,
    )


def case_file(conn: Connection, tools: Tools, case: Case, viewer: str, world: Briefing) -> CaseFile:
    """Everything that a reviewer of the case may read. The name only where the mode allows it to this viewer."""
    kept = tools.vault.open_all(conn, stream_of(case.number))
    named = case.mode is Mode.BY_NAME or viewer in case.name_openers
    openers = world.roster.has_role(viewer, *world.casework.name_openers)
    return CaseFile(
        card=card_of(case, tools.house.casework),
        mode=case.mode,
        reporter=reporter_of(conn, tools, case.number) if named else None,
        subjects=subjects_of(conn, tools, case),
        vendors=tuple(world.casework.vendors.get(name, name) for name in case.vendors),
        narratives=tuple(from_entry(kept[one]) if one in kept else Narrative(ERASED) for one in case.entries),
        afterwords=_afterwords(case, kept),
        talk=talk(conn, case, kept),
        intent=case.decision.intent if case.decision else None,
        reasons=kept.get(case.decision.entry, ERASED) if case.decision and case.merged_into is None else None,
        returned=kept.get(case.returned) if case.returned and case.decision is None else None,
        reachable=case.reachable or (case.mode is Mode.ANONYMOUS and case.erased_at is None),
        name_asked_by=case.name_request.by if case.name_request else None,
        may_ask_name=openers and case.mode is Mode.CONFIDENTIAL and case.reachable and not named,
        rulebook=world.rulebook_version,
    )


def _afterwords(case: Case, kept: dict[str, str]) -> tuple[Afterword, ...]:
    said = tuple(
        Afterword("decided_before", kept.get(one.entry, ERASED), one.at, one.by, one.finding) for one in case.former
    )
    if (again := case.reopened) is not None:
        said += (Afterword("not_solved", kept.get(again.entry, ERASED), again.at),)
    if (back := case.withdrawn) is not None:
        said += (Afterword("withdrawn", kept.get(back.entry, ERASED) if back.entry else "", back.at),)
    return said


def proposal_file(conn: Connection, tools: Tools, case: Case, *, may_read: bool) -> ProposalFile:
    """The proposal that waits, whole; `may_read` says whether the viewer may read the case itself."""
    proposal = case.proposal
    if proposal is None:
        raise LookupError("there is no proposal to show")
    reasons = tools.vault.open(conn, stream_of(case.number), proposal.entry) or ERASED
    clauses = quoted(rules_of(conn, tools, case), proposal.clauses)
    return ProposalFile(
        card_of(case), proposal.by, proposal.finding, clauses, proposal.intent, reasons, proposal.digest, may_read
    )


def name_file(conn: Connection, tools: Tools, case: Case) -> NameFile:
    """Why somebody wants a confidential name opened."""
    request = case.name_request
    if request is None:
        raise LookupError("nobody asks for the name")
    reason = tools.vault.open(conn, stream_of(case.number), request.entry) or ERASED
    return NameFile(case.number, request.by, reason)


def conversation(conn: Connection, tools: Tools, case: Case, world: Briefing) -> Conversation:
    """What the reporter sees of their own report."""
    kept = tools.vault.open_all(conn, stream_of(case.number))
    root, outcome = root_of(conn, case), outcome_of(conn, tools, case)
    goes_with = None if root.number == case.number else card_of(root)
    held, said = case.on_hold or root.on_hold, talk(conn, case, kept)
    return Conversation(card_of(case), case.mode, said, outcome, held, my_report(case, world, root), goes_with)


def talk(conn: Connection, case: Case, kept: dict[str, str]) -> tuple[Line, ...]:
    """The conversation, each message with how far it came on the other side."""
    stream = stream_of(case.number)
    sent = {
        str(one.payload.get("entry"))
        for kind in ("question", "reply")
        for one in outbox.of_stream(conn, stream, kind)
        if one.state == "sent"
    }
    looks = [from_stored(one) for one in streams.load(conn, access_of(case.number))]
    views = [one for one in looks if isinstance(one, CaseViewed)]
    return tuple(_line(said, case, kept, sent, views) for said in case.talk)


def _line(said: Said, case: Case, kept: dict[str, str], sent: set[str], views: list[CaseViewed]) -> Line:
    read = _read_at(said, views)
    delivered = read is not None or said.entry in sent or case.mode is Mode.ANONYMOUS
    return Line(kept.get(said.entry, ERASED), said.by, said.at, delivered, read)


def _read_at(said: Said, views: list[CaseViewed]) -> datetime | None:
    reporter = f"party:{REPORTER}"
    theirs = (one for one in views if (one.by == reporter) == (said.by is not None) and one.what in READINGS)
    return next((one.at for one in theirs if one.at >= said.at), None)

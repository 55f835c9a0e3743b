"""How a case changes with each event, and the case that a whole record tells."""

from collections.abc import Iterable
from dataclasses import replace
from typing import assert_never

from domain.cases.aftercare_events import AftercareEvent, CaseReopened, ReportWithdrawn
from domain.cases.events import (
    AdditionFiled,
    CaseAcknowledged,
    CaseDecided,
    CaseErased,
    CaseEscalated,
    CaseEvent,
    CaseNudged,
    CasePaged,
    CaseRecused,
    CaseReleased,
    CaseStillOverdue,
    CaseTakenOver,
    DecisionProposed,
    DecisionReturned,
    ExclusionEvent,
    HoldLifted,
    HoldPlaced,
    IdentityErased,
    JudgementEvent,
    KeepingEvent,
    NameOpened,
    NameRefused,
    NameRequested,
    NobodyOnCall,
    ProposalLapsed,
    ReporterAsked,
    ReporterReplied,
    ReportFiled,
    SeverityChanged,
    SubjectsNamed,
    TalkEvent,
    WorkEvent,
)
from domain.cases.inquired import inquired
from domain.cases.inquiry import (
    CaseMoved,
    DuplicateJoined,
    EvidenceAttached,
    InquiryEvent,
    NoteWritten,
    StepTicked,
    WhenCorrected,
)
from domain.cases.state import Case, Said
from domain.cases.words import Status

# What a reviewer did with a case; afterwards a withdrawal alone does not close it.
ACTED = (
    CaseAcknowledged,
    CaseTakenOver,
    SubjectsNamed,
    SeverityChanged,
    DecisionProposed,
    DecisionReturned,
    CaseDecided,
    ReporterAsked,
    HoldPlaced,
    NameRequested,
    CaseMoved,
    WhenCorrected,
    DuplicateJoined,
    StepTicked,
    NoteWritten,
    EvidenceAttached,
)


def filed(event: ReportFiled) -> Case:
    """The case at its beginning."""
    return Case(
        number=event.case,
        kind=event.kind,
        severity=event.severity,
        queue=event.queue,
        at_risk=event.at_risk,
        reporter=event.reporter,
        filed_at=event.filed_at,
        acknowledge_by=event.acknowledge_by,
        decide_by=event.decide_by,
        rulebook_version=event.rulebook_version,
        entries=(event.entry,),
        mode=event.mode,
        subjects=event.subjects,
        version=1,
    )


def evolve(case: Case | None, event: CaseEvent) -> Case:
    """The case after one more event."""
    if isinstance(event, ReportFiled):
        return filed(event)
    if case is None:
        raise ValueError("the record of a case must begin with its report")
    return replace(_changed(case, event), version=case.version + 1, touched=case.touched or isinstance(event, ACTED))


def fold(events: Iterable[CaseEvent]) -> Case | None:
    """The case that a record tells, or None for an empty one."""
    case: Case | None = None
    for event in events:
        case = evolve(case, event)
    return case


def _changed(case: Case, event: CaseEvent) -> Case:
    if isinstance(event, InquiryEvent):
        return inquired(case, event)
    match event:
        case AdditionFiled() | CasePaged() | NobodyOnCall() | CaseAcknowledged() | CaseTakenOver():
            return _worked(case, event)
        case SubjectsNamed() | CaseRecused() | CaseReleased():
            return _kept_out(case, event)
        case SeverityChanged() | DecisionProposed() | DecisionReturned() | ProposalLapsed() | CaseDecided():
            return _judged(case, event)
        case ReporterAsked() | ReporterReplied():
            return _talked(case, event)
        case ReportWithdrawn() | CaseReopened():
            return _afterwards(case, event)
        case CaseEscalated():
            rungs = tuple({**dict(case.rungs), event.clock: event.rung}.items())
            return replace(_asked(case, event.paged), rungs=rungs)
        case CaseNudged() | CaseStillOverdue():
            return case
        case ReportFiled():
            raise ValueError("a case is filed once")
        case _:
            return _kept(case, event)


def _asked(case: Case, person: str) -> Case:
    return replace(case, paged=(*(one for one in case.paged if one != person), person))


def _worked(case: Case, event: WorkEvent) -> Case:
    match event:
        case AdditionFiled():
            return replace(case, entries=(*case.entries, event.entry))
        case CasePaged():
            return _asked(case, event.paged)
        case CaseAcknowledged():
            mine = replace(case, status=Status.IN_REVIEW, owner=event.by, owned_since=event.at)
            return replace(mine, acknowledged_by=event.by, acknowledged_at=event.at)
        case CaseTakenOver():
            return replace(case, owner=event.by, owned_since=event.at)
        case NobodyOnCall():
            return case
        case _:
            assert_never(event)


def _kept_out(case: Case, event: ExclusionEvent) -> Case:
    match event:
        case SubjectsNamed():
            return replace(case, subjects=(*case.subjects, *event.subjects), vendors=event.vendors)
        case CaseRecused():
            return replace(case, recused=(*case.recused, event.by))
        case CaseReleased():
            paged = tuple(person for person in case.paged if person != event.who)
            left = replace(case, paged=paged, released=(*case.released, event.who))
            if event.acknowledge_by is None:
                return left
            free = replace(left, owner=None, owned_since=None, acknowledged_by=None, acknowledged_at=None)
            return replace(free, status=case.unowned, acknowledge_by=event.acknowledge_by)
        case _:
            assert_never(event)


def _judged(case: Case, event: JudgementEvent) -> Case:
    match event:
        case SeverityChanged():
            planned = replace(case, acknowledge_by=event.acknowledge_by, decide_by=event.decide_by)
            return replace(planned, severity=event.severity)
        case DecisionProposed():
            return replace(case, status=Status.PROPOSED, proposal=event, proposals=event.proposal, returned=None)
        case DecisionReturned():
            return replace(case, status=Status.IN_REVIEW, proposal=None, returned=event.entry)
        case ProposalLapsed():
            return replace(case, status=Status.IN_REVIEW if case.owner else case.unowned, proposal=None)
        case CaseDecided():
            return replace(case, status=Status.DECIDED, decision=event, proposal=None)
        case _:
            assert_never(event)


def _talked(case: Case, event: TalkEvent) -> Case:
    by = event.by if isinstance(event, ReporterAsked) else None
    return replace(case, talk=(*case.talk, Said(event.entry, by, event.at)))


def _afterwards(case: Case, event: AftercareEvent) -> Case:
    match event:
        case ReportWithdrawn():
            return replace(case, withdrawn=event, status=Status.CLOSED if event.closes else case.status)
        case CaseReopened():
            former = () if case.decision is None else (case.decision,)
            again = replace(case, decision=None, former=(*case.former, *former), reopened=event, rungs=())
            free = replace(again, owner=None, owned_since=None, acknowledged_by=None, acknowledged_at=None)
            asked = tuple(person for person in case.paged if person not in event.former)
            promised = replace(free, acknowledge_by=event.acknowledge_by, decide_by=event.decide_by, paged=asked)
            return replace(promised, status=Status.REOPENED, returned=None)
        case _:
            assert_never(event)


def _kept(case: Case, event: KeepingEvent) -> Case:
    match event:
        case HoldPlaced():
            return replace(case, on_hold=True, holds=case.holds + 1)
        case HoldLifted():
            return replace(case, on_hold=False)
        case NameRequested():
            return replace(case, name_request=event, name_requests=case.name_requests + 1)
        case NameOpened():
            return replace(case, name_request=None, opened=(*case.opened, event))
        case NameRefused():
            return replace(case, name_request=None)
        case IdentityErased():
            return replace(case, identity_erased_at=event.at, name_request=None, opened=())
        case CaseErased():
            return replace(case, erased_at=event.at, name_request=None, opened=())
        case _:
            assert_never(event)

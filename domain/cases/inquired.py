"""How a case changes with what its reviewers do to find out what happened."""

from dataclasses import replace
from typing import assert_never

from domain.cases.events import CaseDecided
from domain.cases.inquiry import (
    CaseMerged,
    CaseMoved,
    DuplicateJoined,
    EvidenceAttached,
    FoundOut,
    InquiryEvent,
    NoteWritten,
    StepTicked,
    StepUnticked,
    WhenCorrected,
)
from domain.cases.state import Case
from domain.cases.words import Finding, Status


def inquired(case: Case, event: InquiryEvent) -> Case:
    """The case after the event."""
    if isinstance(event, CaseMoved | CaseMerged | DuplicateJoined):
        return _placed(case, event)
    return _found_out(case, event)


def _found_out(case: Case, event: FoundOut) -> Case:
    match event:
        case WhenCorrected():
            corrections = (*case.corrections, event)
            return replace(case, rulebook_version=event.rulebook_version, corrections=corrections)
        case StepTicked() | StepUnticked():
            others = tuple(one for one in case.ticks if one.step != event.step)
            return replace(case, ticks=(*others, event) if isinstance(event, StepTicked) else others)
        case NoteWritten():
            return replace(case, notes=(*case.notes, event))
        case EvidenceAttached():
            return replace(case, evidence=(*case.evidence, event))
        case _:
            assert_never(event)


def _placed(case: Case, event: CaseMoved | CaseMerged | DuplicateJoined) -> Case:
    match event:
        case CaseMoved():
            # The new queue's ladder is climbed from its first rung.
            return replace(case, queue=event.queue, kind=event.kind, rungs=(), moves=(*case.moves, event))
        case CaseMerged():
            ended = CaseDecided(event.by, Finding.DUPLICATE, (), None, "", event.rulebook_version, event.at, None, "")
            return replace(case, status=Status.DECIDED, decision=ended, proposal=None, merged_into=event.into)
        case DuplicateJoined():
            return replace(case, duplicates=(*case.duplicates, *event.cases), on_hold=case.on_hold or event.held)
        case _:
            assert_never(event)

"""Checklists, notes and evidence: who may, until when, and what is refused."""

from dataclasses import replace

import pytest

from domain.cases.commands import CaseCommand, ProposeDecision
from domain.cases.decide import decide
from domain.cases.folding import evolve
from domain.cases.inquiry import (
    AttachEvidence,
    EvidenceAttached,
    EvidenceSource,
    NoteWritten,
    StepTicked,
    StepUnticked,
    TickStep,
    WriteNote,
)
from domain.cases.investigating import EVIDENCE_LIMIT, PIECES, steps_of
from domain.cases.notices import NoticeKind, notices
from domain.cases.refusals import (
    AlreadyDecided,
    BadField,
    Erased,
    Excluded,
    NoSuchStep,
    NotEntitled,
    OwnReport,
    TooLarge,
    TooMuchEvidence,
)
from domain.cases.words import Finding, Kind
from domain.spoken import spoken
from tests.domain.cases.people import ANA, BO, CAI, GIL, NOON, STRICT, carried_out, filed, strict

WORLD = strict(
    casework=replace(
        STRICT, steps={Kind.NEAR_MISS: {"facts": spoken("Find the facts"), "harm": spoken("Find the harm")}}
    )
)
CASE = filed(world=WORLD)
PIECE = AttachEvidence("k", 7, BO, EvidenceSource.FILE, "log.txt", "", "text/plain", b"a line")


def test_a_step_is_ticked_once_and_can_be_opened_again() -> None:
    case = carried_out(CASE, TickStep(7, BO, "facts", done=True), world=WORLD)
    assert case.ticks == (StepTicked(BO, "facts", NOON),)
    assert set(steps_of(case, WORLD.casework)) - case.ticked == {"harm"}
    assert decide(case, TickStep(7, CAI, "facts", done=True), WORLD) == ()
    assert decide(case, TickStep(7, CAI, "facts", done=False), WORLD) == (StepUnticked(CAI, "facts", NOON),)
    assert carried_out(case, TickStep(7, CAI, "facts", done=False), world=WORLD).ticked == frozenset()
    assert decide(CASE, TickStep(7, BO, "nothing", done=True), WORLD) == NoSuchStep()


def test_deciding_with_open_steps_is_possible_and_ends_the_checklist() -> None:
    decided = carried_out(CASE, ProposeDecision(7, BO, Finding.NO_VIOLATION, (), None, "Nothing."), world=WORLD)
    assert decided.decision is not None
    assert isinstance(decide(decided, TickStep(7, BO, "facts", done=True), WORLD), AlreadyDecided)
    assert isinstance(decide(decided, WriteNote("k", 7, BO, "Afterthought."), WORLD), tuple)


@pytest.mark.parametrize("command", [TickStep(7, "", "facts", done=True), WriteNote("k", 7, "", "x"), PIECE])
@pytest.mark.parametrize(("by", "no"), [(ANA, OwnReport()), (GIL, NotEntitled()), (CAI, Excluded())])
def test_only_reviewers_of_the_case_investigate(command: CaseCommand, by: str, no: object) -> None:
    world = replace(WORLD, subjects=frozenset({CAI}))
    assert decide(CASE, replace(command, by=by), world) == no  # type: ignore[call-arg,type-var]


def test_notes_are_told_to_nobody_and_show_on_no_card() -> None:
    (event,) = decide(CASE, WriteNote("k", 7, BO, "He says it was a test."), WORLD)  # type: ignore[misc]
    assert event == NoteWritten(BO, "note-1", "d1", NOON)
    assert notices(event, evolve(CASE, event)) == ()
    assert decide(CASE, WriteNote("k", 7, BO, " "), WORLD) == BadField("text", "blank")


def test_evidence_is_recorded_by_its_keyed_digest_and_its_box() -> None:
    (event,) = decide(CASE, PIECE, replace(WORLD, digest="keyed", box="sealed"))  # type: ignore[misc]
    assert event == EvidenceAttached(BO, EvidenceSource.FILE, "evidence-1", 6, "keyed", "sealed", NOON)
    assert notices(event, evolve(CASE, event)) == ()


def test_evidence_has_limits() -> None:
    assert decide(CASE, replace(PIECE, content=b""), WORLD) == BadField("evidence", "empty")
    assert decide(CASE, replace(PIECE, content=b"x" * (EVIDENCE_LIMIT + 1)), WORLD) == TooLarge(5)
    full = carried_out(CASE, *[PIECE] * PIECES, world=WORLD)
    assert decide(full, PIECE, WORLD) == TooMuchEvidence(PIECES)
    assert decide(replace(CASE, erased_at=NOON), PIECE, WORLD) == Erased()


def test_a_tick_shows_on_the_card() -> None:
    event = StepTicked(BO, "facts", NOON)
    assert {one.kind for one in notices(event, evolve(CASE, event))} == {NoticeKind.CARD}

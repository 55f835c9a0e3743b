"""When it happened is corrected: who may, until when, to which times, and which version judges from then on."""

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.cases.aftercare_events import ReportWithdrawn
from domain.cases.commands import AcknowledgeCase, ProposeDecision
from domain.cases.decide import decide
from domain.cases.events import CaseDecided, CaseErased
from domain.cases.filing import APART
from domain.cases.folding import evolve
from domain.cases.inquiry import CorrectWhen, MergeDuplicate, WhenCorrected
from domain.cases.merging import Merge, merge
from domain.cases.notices import NoticeKind, notices
from domain.cases.refusals import (
    AlreadyDecided,
    BadField,
    CaseClosed,
    Erased,
    Excluded,
    Merged,
    NotEntitled,
    OwnReport,
)
from domain.cases.words import Finding
from tests.domain.cases.people import ANA, BO, CAI, DEE, GIL, HOUR, NOON, carried_out, filed, strict

WORLD = strict()
THEN = strict(rulebook_version="0.9.0", clauses=frozenset({"old-1"}))  # as the desk briefs a correction
CASE = filed(world=WORLD)
LAST_WEEK = NOON - timedelta(days=7)
CORRECT = CorrectWhen(7, BO, LAST_WEEK, "The log says so.")
NOTHING = ProposeDecision(7, BO, Finding.NO_VIOLATION, (), None, "Nothing there.")


def test_the_version_of_the_corrected_time_judges_and_the_record_keeps_neither_time_nor_reason() -> None:
    (event,) = decide(CASE, CORRECT, THEN)  # type: ignore[misc]
    assert event == WhenCorrected(BO, "when-1", "1.0.0", "0.9.0", NOON)
    after = evolve(CASE, event)
    assert (after.rulebook_version, after.corrections, after.touched) == ("0.9.0", (event,), True)
    (again,) = decide(after, replace(CORRECT, happened=NOON), strict(happened=LAST_WEEK))  # type: ignore[misc]
    assert again == WhenCorrected(BO, "when-2", "0.9.0", "1.0.0", NOON)
    assert evolve(after, again).rulebook_version == "1.0.0"


def test_a_decision_names_clauses_of_that_version_alone() -> None:
    case = carried_out(CASE, AcknowledgeCase(7, BO), CORRECT, world=THEN)
    old = ProposeDecision(7, BO, Finding.UNCLEAR, ("old-1",), None, "It was allowed then.")
    assert decide(case, replace(old, clauses=("data-1",)), THEN) == BadField("clauses", "unknown", "data-1")
    (decided,) = decide(case, old, THEN)  # type: ignore[misc]
    assert isinstance(decided, CaseDecided)
    assert decided.rulebook_version == "0.9.0"


def test_a_form_that_offered_another_version_decides_nothing() -> None:
    seen = replace(NOTHING, rulebook="1.0.0")
    assert decide(CASE, seen, THEN) == BadField("clauses", "other_version", "0.9.0")
    assert isinstance(decide(CASE, seen, WORLD), tuple)


@pytest.mark.parametrize(
    ("command", "no"),
    [
        (replace(CORRECT, happened=NOON + APART + timedelta(seconds=1)), BadField("happened", "in_future")),
        (replace(CORRECT, happened=None), BadField("happened", "no_time")),
        (replace(CORRECT, happened=NOON - HOUR), BadField("happened", "same_time")),
        (replace(CORRECT, reason=" "), BadField("reason", "blank")),
        (replace(CORRECT, reason="x" * 1001), BadField("reason", "too_long", "1000")),
        (replace(CORRECT, by=ANA), OwnReport()),
        (replace(CORRECT, by=GIL), NotEntitled()),
        (replace(CORRECT, by=CAI), Excluded()),
    ],
)
def test_what_is_no_correction_and_whoever_is_kept_out_are_refused(command: CorrectWhen, no: object) -> None:
    world = strict(subjects=(CAI,), happened=NOON - HOUR)
    assert decide(CASE, command, world) == no


def test_now_counts_and_every_reviewer_of_the_case_may() -> None:
    for by in (BO, CAI, DEE):
        verdict = decide(CASE, replace(CORRECT, by=by, happened=NOON + APART), WORLD)
        assert isinstance(verdict, tuple), by


def test_what_is_over_stays() -> None:
    decided = carried_out(CASE, NOTHING, world=WORLD)
    assert isinstance(decide(decided, CORRECT, WORLD), AlreadyDecided)
    closed = evolve(CASE, ReportWithdrawn(None, "d", closes=True, at=NOON))
    assert decide(closed, CORRECT, WORLD) == CaseClosed(NOON)
    assert decide(evolve(CASE, CaseErased(NOON)), CORRECT, WORLD) == Erased()
    root = replace(CASE, number=8)
    merged = merge(CASE, root, MergeDuplicate(7, BO, 8), WORLD)
    assert isinstance(merged, Merge)
    duplicate = CASE
    for event in merged.duplicate:
        duplicate = evolve(duplicate, event)
    assert decide(duplicate, CORRECT, WORLD) == Merged(8)


def test_the_card_and_the_pages_are_drawn_anew_and_no_reporter_hears() -> None:
    (event,) = decide(CASE, CORRECT, THEN)  # type: ignore[misc]
    told = notices(event, evolve(CASE, event))
    assert {one.kind for one in told} == {NoticeKind.CARD, NoticeKind.PAGE}
    assert not any(one.to.startswith("party:") for one in told)

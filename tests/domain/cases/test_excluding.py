"""Reporter, subject and whoever has a conflict are kept out, at every rung, however they are called in."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.cases.clocks import Start, clocks
from domain.cases.commands import (
    AcknowledgeCase,
    CaseCommand,
    ChangeSeverity,
    DeadlinePassed,
    FileReport,
    NameSubjects,
    Narrative,
    PlaceHold,
    Recuse,
    TakeOverCase,
)
from domain.cases.decide import decide
from domain.cases.events import CaseEscalated, CasePaged, CaseReleased, CaseStillOverdue, NobodyOnCall, SubjectsNamed
from domain.cases.filing import file_report
from domain.cases.folding import evolve, fold
from domain.cases.notices import NoticeKind, notices
from domain.cases.refusals import BadField, Excluded
from domain.cases.state import Case
from domain.cases.words import ClockName, Kind, Mode, Severity, Status, Step
from tests.domain.cases.people import (
    ANA,
    BO,
    CAI,
    DEE,
    GIL,
    HAL,
    HOUR,
    NOON,
    STAFF,
    STRICT,
    carried_out,
    filed,
    strict,
)

ABOUT_BO = strict(subjects=(BO,))


def reported(world: object, subjects: tuple[str, ...] = ()) -> Case:
    report = FileReport("k", ANA, Kind.ABUSE, False, Narrative("x"), mode=Mode.CONFIDENTIAL, subjects=subjects)
    events = file_report(7, report, "d", world)  # type: ignore[arg-type]
    assert isinstance(events, tuple)
    case = fold(events)
    assert case is not None
    return case


def test_a_report_about_the_primary_goes_to_the_next_rung() -> None:
    case = reported(ABOUT_BO, (BO,))
    assert case.paged == (CAI,)
    assert case.subjects == ("subject-1",)


@pytest.mark.parametrize(
    "command",
    [AcknowledgeCase(7, BO), TakeOverCase(7, BO), Recuse(7, BO), NameSubjects(7, BO, ()), PlaceHold(7, BO, "x")],
)
def test_a_subject_may_do_nothing_and_is_not_told_why(command: CaseCommand) -> None:
    assert decide(reported(ABOUT_BO, (BO,)), command, ABOUT_BO) == Excluded()


def test_at_the_end_of_the_ladder_stands_the_outsider_and_after_them_the_operators_hear() -> None:
    everybody = strict(subjects=(BO, CAI, DEE))
    assert reported(everybody, (BO, CAI, DEE)).paged == (HAL,)
    none = strict(subjects=(BO, CAI, DEE, HAL))
    case = reported(none, (BO, CAI, DEE, HAL))
    assert case.paged == ()
    told = notices(NobodyOnCall(NOON, (GIL,)), case)
    assert [one.to for one in told if one.kind is NoticeKind.NOBODY] == [f"person:{GIL}"]


def test_the_outsider_who_was_asked_may_act() -> None:
    everybody = strict(subjects=(BO, CAI, DEE))
    assert carried_out(reported(everybody, (BO,)), AcknowledgeCase(7, HAL), world=everybody).owner == HAL


def test_naming_the_owner_relieves_them_at_once_and_asks_the_next() -> None:
    mine = carried_out(filed(world=strict()), AcknowledgeCase(7, BO), world=strict())
    events = decide(mine, NameSubjects(7, CAI, (BO,)), ABOUT_BO)
    assert isinstance(events, tuple)
    named, released, paged = events
    assert named == SubjectsNamed(CAI, ("subject-1",), (), NOON)
    assert released == CaseReleased(BO, NOON + 4 * HOUR, NOON)
    assert paged == CasePaged(2, CAI, NOON)
    after = evolve(evolve(evolve(mine, named), released), paged)
    assert (after.owner, after.status, after.paged) == (None, Status.OPEN, (CAI,))
    again = [step for step in clocks(released, after, STRICT) if isinstance(step, Start)]
    assert {step.clock for step in again} == {ClockName.ACKNOWLEDGE}
    assert {one.to for one in notices(released, after) if one.kind is NoticeKind.PAGE} >= {f"person:{BO}"}
    assert [one.to for one in notices(paged, after) if one.kind is NoticeKind.WAITS] == [f"person:{CAI}"]


def test_whoever_was_asked_before_hears_that_it_is_theirs_again() -> None:
    case = carried_out(filed(world=strict()), TakeOverCase(7, CAI), world=strict())
    events = decide(case, Recuse(7, CAI), strict())
    assert isinstance(events, tuple)
    told: list[str] = []
    for event in events:
        case = evolve(case, event)
        told += [one.to for one in notices(event, case) if one.kind is NoticeKind.WAITS]
    assert (case.owner, case.accountable, told) == (None, BO, [f"person:{BO}"])


def test_recusal_is_for_good() -> None:
    case = carried_out(filed(world=strict()), Recuse(7, BO), world=strict())
    assert case.paged == (CAI,)
    assert decide(case, AcknowledgeCase(7, BO), strict()) == Excluded()
    assert decide(case, Recuse(7, BO), strict()) == Excluded()


@pytest.mark.parametrize(
    ("declared", "vendors"),
    [({BO: {ANA}}, ()), ({BO: {"U0EMI"}}, ()), ({BO: {"team:sales"}}, ()), ({BO: {"vendor:acme"}}, ("acme",))],
)
def test_a_declared_conflict_keeps_out(declared: dict[str, set[str]], vendors: tuple[str, ...]) -> None:
    conflicts = {person: frozenset(what) for person, what in declared.items()}
    roster = replace(STAFF, conflicts=conflicts, teams={"sales": frozenset({"U0EMI"})})
    world = strict(subjects=("U0EMI",), roster=roster)
    case = replace(filed(world=world), vendors=vendors)
    assert decide(case, AcknowledgeCase(7, BO), world) == Excluded()
    assert isinstance(decide(case, AcknowledgeCase(7, CAI), world), tuple)


def test_subjects_have_a_limit_and_vendors_must_be_known() -> None:
    people = tuple(f"U{n}" for n in range(11))
    assert decide(filed(world=strict()), NameSubjects(7, BO, people), strict()) == BadField(
        "subjects", "too_many", "10"
    )
    assert decide(filed(world=strict()), NameSubjects(7, BO, (), ("nope",)), strict()) == BadField(
        "vendors", "unknown_vendor", "nope"
    )
    assert decide(filed(world=strict()), NameSubjects(7, BO, ()), strict()) == BadField("subjects", "blank_choice")


STAFFED = [BO, CAI, DEE, HAL, GIL]
OUT = st.sets(st.sampled_from(STAFFED))


@given(OUT, OUT, st.lists(st.sampled_from([*Step]), max_size=8))
def test_nobody_kept_out_is_ever_asked_at_any_rung(subjects: set[str], recused: set[str], steps: list[Step]) -> None:
    world = strict(subjects=tuple(subjects))
    case = replace(reported(world, tuple(subjects)), recused=tuple(recused))
    case = replace(case, paged=tuple(one for one in case.paged if one not in recused))
    for rung, step in enumerate(steps, start=1):
        passed = DeadlinePassed("row", 7, ClockName.DECIDE, step, rung, NOON, NOON, None)
        verdict = decide(case, passed, world)
        assert isinstance(verdict, tuple)
        for event in verdict:
            case = evolve(case, event)
            asked = {event.paged} if isinstance(event, CaseEscalated) else set()
            told = set(event.told) if isinstance(event, CaseStillOverdue) else set()
            assert not (asked | told) & (subjects | recused)


def test_after_the_last_rung_the_reminder_comes_again() -> None:
    case = filed(world=strict())
    repeat = DeadlinePassed("row", 7, ClockName.ACKNOWLEDGE, Step.REPEAT, 0, NOON, NOON, None)
    (event,) = decide(case, repeat, strict(NOON + 9 * HOUR))  # type: ignore[misc]
    assert isinstance(event, CaseStillOverdue)
    assert event.told == (BO, GIL)
    (again,) = clocks(event, case, STRICT)
    assert isinstance(again, Start)
    assert again.due > event.at


def test_changing_the_severity_is_not_for_those_kept_out() -> None:
    command = ChangeSeverity(7, BO, Severity.LOW, "It is about me.")
    assert decide(filed(world=strict()), command, ABOUT_BO) == Excluded()

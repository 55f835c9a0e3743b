"""What a reporter may do afterwards: add, withdraw, say that it was not solved; and in no order of events is a case
left without a running clock or an end, or decided twice without being reopened.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.cases.aftercare import closes, may_rate
from domain.cases.aftercare_events import CaseReopened, ReportWithdrawn
from domain.cases.casework import Casework
from domain.cases.clocks import Keep, Start, Stop, clocks
from domain.cases.commands import (
    AcknowledgeCase,
    AddToReport,
    ApproveDecision,
    AskReporter,
    CaseCommand,
    ChangeSeverity,
    DeadlinePassed,
    Narrative,
    ProposeDecision,
    Recuse,
    SayNotSolved,
    WithdrawReport,
)
from domain.cases.decide import decide
from domain.cases.events import (
    AdditionFiled,
    CaseDecided,
    CaseErased,
    CasePaged,
)
from domain.cases.filing import file_report
from domain.cases.folding import evolve
from domain.cases.notices import NoticeKind, notices
from domain.cases.promises import settled
from domain.cases.refusals import (
    AlreadyWithdrawn,
    BadField,
    CaseClosed,
    Erased,
    NotDecidedYet,
    NotReporter,
    ReopenedBefore,
    TooLateToReopen,
    TooLateToWithdraw,
)
from domain.cases.state import Case
from domain.cases.words import ClockName, Finding, Mode, Severity, Status, Step
from tests.domain.cases.people import (
    ANA,
    BO,
    CAI,
    CASEWORK,
    DEE,
    HOUR,
    NOON,
    ROSTER,
    STRICT,
    briefing,
    carried_out,
    filed,
    near_miss,
    strict,
)

ADD = AddToReport("n1", 7, ANA, Narrative("There was a second log.", "on Monday"))
WITHDRAW = WithdrawReport("n2", 7, ANA, "I was wrong.")
NOT_SOLVED = SayNotSolved("n3", 7, ANA, "It happened again.")
LIGHT = ProposeDecision(7, BO, Finding.NO_VIOLATION, (), None, "The log was empty.")
DECIDED = carried_out(filed(), LIGHT)
DAY = timedelta(days=1)


def kinds(case: Case, command: CaseCommand) -> dict[NoticeKind, set[str]]:
    """Who hears what after a command that is taken."""
    told: dict[NoticeKind, set[str]] = {}
    verdict = decide(case, command, briefing())
    assert isinstance(verdict, tuple), verdict
    for event in verdict:
        case = evolve(case, event)
        for one in notices(event, case):
            told.setdefault(one.kind, set()).add(one.to)
    return told


def test_an_addition_is_part_of_the_report_and_whoever_has_the_case_hears() -> None:
    case = carried_out(filed(), ADD)
    assert case.entries == ("report-1", "report-2")
    assert kinds(filed(), ADD)[NoticeKind.ADDED] == {f"person:{BO}"}
    assert NoticeKind.CARD in kinds(filed(), ADD)
    assert decide(filed(), replace(ADD, narrative=Narrative(" ")), briefing()) == BadField("text", "blank")


def test_an_addition_after_the_decision_begins_retention_anew() -> None:
    decided = carried_out(filed(world=strict()), replace(LIGHT), world=strict())
    (added,) = decide(decided, ADD, strict(NOON + DAY))  # type: ignore[misc]
    assert isinstance(added, AdditionFiled)
    kept = clocks(replace(added, at=NOON + DAY), evolve(decided, added), STRICT)
    assert kept == (Keep("case-7/retention", NOON + DAY + timedelta(days=365)),)


@pytest.mark.parametrize("command", [ADD, WITHDRAW, NOT_SOLVED])
def test_nobody_but_the_reporter_may(command: CaseCommand) -> None:
    for case in (filed(), DECIDED):
        assert decide(case, replace(command, by=CAI), briefing()) == NotReporter()
        assert decide(case, replace(command, by=None), briefing()) == NotReporter()
        assert decide(evolve(case, CaseErased(NOON)), command, briefing()) == Erased()


def test_whoever_holds_the_code_is_the_reporter() -> None:
    case = replace(filed(), mode=Mode.ANONYMOUS)
    assert isinstance(decide(case, replace(WITHDRAW, by=None), briefing()), tuple)


def test_a_light_case_that_nobody_touched_is_closed_and_its_clocks_stop() -> None:
    (withdrawn,) = decide(filed(), WITHDRAW, briefing())  # type: ignore[misc]
    assert isinstance(withdrawn, ReportWithdrawn)
    case = evolve(filed(), withdrawn)
    assert (withdrawn.closes, case.status, case.over) == (True, Status.CLOSED, True)
    assert clocks(withdrawn, case, CASEWORK)[0] == Stop("case-7/")
    assert clocks(withdrawn, case, STRICT)[1] == Keep("case-7/retention", NOON + timedelta(days=365))
    told = kinds(filed(), WITHDRAW)
    assert told[NoticeKind.WITHDRAWN] == {f"person:{BO}"}
    assert told[NoticeKind.RECEIPT] == {"party:reporter"}


HEAVY = (
    (filed(world=strict()), "a heavy case"),
    (replace(filed(), at_risk=True), "somebody at risk"),
    (carried_out(filed(), AcknowledgeCase(7, BO)), "acknowledged"),
    (carried_out(filed(), AskReporter("q", 7, BO, "Which log?")), "asked about"),
    (carried_out(filed(), ChangeSeverity(7, BO, Severity.LOW, "A draft.")), "judged lighter by a reviewer"),
)


@pytest.mark.parametrize("case", [one for one, _ in HEAVY], ids=[why for _, why in HEAVY])
def test_otherwise_reviewers_decide_whether_it_must_go_on(case: Case) -> None:
    (withdrawn,) = decide(case, WITHDRAW, briefing())  # type: ignore[misc]
    assert isinstance(withdrawn, ReportWithdrawn)
    after = evolve(case, withdrawn)
    assert (withdrawn.closes, after.status, after.over) == (False, case.status, False)
    assert clocks(withdrawn, after, STRICT) == ()
    ended = carried_out(after, replace(LIGHT, finding=Finding.WITHDRAWN))
    assert ended.decision is not None


def test_a_withdrawal_without_a_reason_names_no_entry_and_comes_once() -> None:
    (withdrawn,) = decide(filed(), replace(WITHDRAW, reason=" "), briefing())  # type: ignore[misc]
    assert isinstance(withdrawn, ReportWithdrawn)
    assert withdrawn.entry is None
    after = evolve(filed(), withdrawn)
    assert decide(after, WITHDRAW, briefing()) == AlreadyWithdrawn(NOON)
    assert decide(after, AcknowledgeCase(7, BO), briefing()) == CaseClosed(NOON)
    assert decide(after, ADD, briefing()) == CaseClosed(NOON)
    assert decide(after, NOT_SOLVED, briefing()) == AlreadyWithdrawn(NOON)
    assert decide(DECIDED, WITHDRAW, briefing()) == TooLateToWithdraw(NOON)
    too_long = replace(WITHDRAW, reason="x" * 1001)
    assert decide(filed(), too_long, briefing()) == BadField("reason", "too_long", "1000")


def test_only_what_was_withdrawn_is_found_withdrawn() -> None:
    mine = replace(LIGHT, finding=Finding.WITHDRAWN)
    assert decide(filed(), mine, briefing()) == BadField("finding", "not_withdrawn")


def test_not_solved_reopens_with_new_promises_and_pages_somebody_else() -> None:
    now = NOON + 3 * DAY
    reopened, paged = decide(DECIDED, NOT_SOLVED, briefing(now))  # type: ignore[misc]
    assert reopened == CaseReopened("not-solved", "", (BO,), now + 4 * HOUR, now + 48 * HOUR, now)
    assert paged == CasePaged(2, CAI, now)
    case = evolve(evolve(DECIDED, reopened), paged)
    assert (case.status, case.owner, case.decision, case.former) == (Status.REOPENED, None, None, (DECIDED.decision,))
    assert case.accountable == CAI
    steps = clocks(reopened, case, CASEWORK)
    assert steps[0] == Stop("case-7/")
    goals = {one.clock: one.goal for one in steps if isinstance(one, Start)}
    assert goals == {ClockName.ACKNOWLEDGE: now + 4 * HOUR, ClockName.DECIDE: now + 48 * HOUR}
    told = kinds(DECIDED, NOT_SOLVED)
    assert told[NoticeKind.REOPENED] == {f"person:{BO}", f"person:{CAI}"}
    assert told[NoticeKind.RECEIPT] == {"party:reporter"}


def test_neither_who_decided_nor_who_approved_is_asked_first() -> None:
    world = strict()
    proposed = carried_out(filed(world=world), replace(LIGHT, finding=Finding.VIOLATION, clauses=("data-1",),
                           intent="negligent"), world=world)  # type: ignore[arg-type]  # fmt: skip
    decided = carried_out(proposed, ApproveDecision(7, CAI, "d1"), world=world)
    verdict = decide(decided, NOT_SOLVED, world)
    assert isinstance(verdict, tuple)
    assert verdict[1] == CasePaged(3, DEE, NOON)


def test_where_nobody_else_is_free_whoever_decided_is_asked() -> None:
    alone = replace(ROSTER, conflicts={CAI: frozenset({ANA}), DEE: frozenset({ANA})})
    verdict = decide(DECIDED, NOT_SOLVED, briefing(roster=alone))
    assert isinstance(verdict, tuple)
    assert verdict[1] == CasePaged(1, BO, NOON)


def test_the_new_decision_keeps_the_old_reasons() -> None:
    again = carried_out(DECIDED, NOT_SOLVED, replace(LIGHT, by=CAI))
    assert again.decision is not None
    assert [one.entry for one in (*again.former, again.decision)] == ["decision-1", "decision-2"]
    told = notices(again.decision, again)
    assert NoticeKind.OUTCOME in {one.kind for one in told}
    assert decide(again, NOT_SOLVED, briefing()) == ReopenedBefore(NOON)


def test_when_it_may_be_said() -> None:
    assert decide(filed(), NOT_SOLVED, briefing()) == NotDecidedYet(NOON + 48 * HOUR)
    assert isinstance(decide(DECIDED, NOT_SOLVED, briefing(NOON + 30 * DAY)), tuple)
    assert decide(DECIDED, NOT_SOLVED, briefing(NOON + 31 * DAY)) == TooLateToReopen(NOON + 30 * DAY)
    assert decide(DECIDED, replace(NOT_SOLVED, reasons=""), briefing()) == BadField("reasons", "blank")


def test_a_reopened_case_that_is_withdrawn_goes_on() -> None:
    again = carried_out(DECIDED, NOT_SOLVED)
    assert not closes(again)
    assert not carried_out(again, WITHDRAW).over


def test_a_promise_that_a_withdrawal_ends_counts_only_where_it_was_broken() -> None:
    case = filed()
    closed = carried_out(case, WITHDRAW)
    assert settled(case, closed, NOON) == ()
    assert {one.kept for one in settled(case, closed, NOON + 3 * DAY)} == {False}


def test_a_second_look_has_promises_of_its_own() -> None:
    again = carried_out(DECIDED, NOT_SOLVED)
    assert settled(DECIDED, again, NOON) == ()
    ended = carried_out(again, replace(LIGHT, by=CAI))
    assert {one.clock for one in settled(again, ended, NOON)} == set(ClockName)


def test_only_an_outcome_is_rated() -> None:
    assert may_rate(DECIDED) is None
    assert may_rate(filed()) == NotDecidedYet(NOON + 48 * HOUR)
    assert may_rate(carried_out(filed(), WITHDRAW)) == AlreadyWithdrawn(NOON)
    assert may_rate(evolve(DECIDED, CaseErased(NOON))) == Erased()


def running(rows: set[str], changes: Sequence[object]) -> set[str]:
    """The open deadlines after some changes."""
    for change in changes:
        match change:
            case Stop():
                rows = {row for row in rows if not row.startswith(change.prefix)}
            case Start() | Keep():
                rows |= {change.id}
    return rows


PEOPLE = st.sampled_from([ANA, BO, CAI, DEE])
STEPS = st.one_of(
    st.builds(AcknowledgeCase, st.just(7), PEOPLE),
    st.builds(
        lambda by, finding: ProposeDecision(7, by, finding, (), None, "So it was."),
        PEOPLE,
        st.sampled_from([Finding.NO_VIOLATION, Finding.UNCLEAR, Finding.WITHDRAWN]),
    ),
    st.builds(ChangeSeverity, st.just(7), PEOPLE, st.sampled_from(Severity), st.just("New facts.")),
    st.builds(ApproveDecision, st.just(7), PEOPLE, st.just("d1")),
    st.builds(Recuse, st.just(7), st.sampled_from([BO, CAI])),
    st.sampled_from([ADD, WITHDRAW, NOT_SOLVED]),
    st.builds(
        lambda clock: DeadlinePassed("d", 7, clock, Step.REPEAT, 0, NOON, NOON, None), st.sampled_from(ClockName)
    ),
)


@given(st.sampled_from([CASEWORK, STRICT]), st.lists(st.tuples(STEPS, st.integers(0, 20)), max_size=25))
def test_in_no_interleaving_is_a_case_without_a_clock_or_an_end_or_decided_twice(
    house: Casework, steps: list[tuple[CaseCommand, int]]
) -> None:
    report, paged = file_report(7, near_miss(), "digest", strict(casework=house))  # type: ignore[misc]
    now, case, decided, reopened = NOON, filed(world=strict(casework=house)), 0, 0
    rows = running(set(), [*clocks(report, case, STRICT), *clocks(paged, case, STRICT)])
    for command, days in steps:
        now += timedelta(days=days)
        verdict = decide(case, command, strict(now))
        for event in verdict if isinstance(verdict, tuple) else ():
            case = evolve(case, event)
            rows = running(rows, clocks(event, case, STRICT))
            decided += isinstance(event, CaseDecided)
            reopened += isinstance(event, CaseReopened)
            assert decided <= reopened + 1
        assert reopened <= 1
        assert case.over == (case.status in (Status.DECIDED, Status.CLOSED))
        assert (case.decision is not None) == (decided == reopened + 1)
        if case.over:
            assert rows == {"case-7/retention"}
        else:
            for clock in ClockName:
                assert any(row.startswith(f"case-7/{clock}/") for row in rows) == case.runs(clock)

"""What a command may do to a case."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from domain.cases.clocks import Start, Stop, clocks
from domain.cases.commands import AcknowledgeCase, DeadlinePassed, Narrative, ProposeDecision, TakeOverCase
from domain.cases.decide import decide
from domain.cases.events import (
    CaseAcknowledged,
    CaseDecided,
    CaseEscalated,
    CaseNudged,
    CasePaged,
    CaseTakenOver,
    NobodyOnCall,
    ReportFiled,
)
from domain.cases.filing import APART, file_report
from domain.cases.notices import NoticeKind, notices
from domain.cases.refusals import (
    AlreadyAcknowledged,
    AlreadyDecided,
    AlreadyYours,
    BadField,
    NoSuchCase,
    NotEntitled,
    OwnedByAnother,
    OwnReport,
)
from domain.cases.roster import Roster
from domain.cases.words import ClockName, Finding, Intent, Severity, Step
from tests.domain.cases.people import ANA, BO, CAI, CASEWORK, DEE, HOUR, NOON, briefing, filed, near_miss

ACKNOWLEDGED = CaseAcknowledged(BO, NOON)
DECISION = ProposeDecision(7, BO, Finding.VIOLATION, ("data-1",), Intent.INADVERTENT, "The log held names.")


def passed(step: Step, rung: int = 0, clock: ClockName = ClockName.ACKNOWLEDGE, **more: datetime) -> DeadlinePassed:
    return DeadlinePassed("row", 7, clock, step, rung, NOON, NOON + 4 * HOUR, **{"until": None, **more})


def test_a_report_pages_the_primary_and_promises_its_times() -> None:
    events = file_report(7, near_miss(), "digest", briefing())
    assert isinstance(events, tuple)
    report, page = events
    assert isinstance(report, ReportFiled)
    assert (report.acknowledge_by, report.decide_by) == (NOON + 4 * HOUR, NOON + 48 * HOUR)
    assert page == CasePaged(1, BO, NOON)


def test_a_person_at_risk_raises_severity_and_queue() -> None:
    events = file_report(7, replace(near_miss(), at_risk=True), "digest", briefing())
    assert isinstance(events, tuple)
    assert isinstance(events[0], ReportFiled)
    assert (events[0].severity, events[0].queue) == (Severity.CRITICAL, "urgent")


def test_a_reporter_on_call_is_not_paged_about_their_own_report() -> None:
    events = file_report(7, near_miss(), "digest", briefing(reporter=BO))
    assert isinstance(events, tuple)
    assert events[1] == CasePaged(2, CAI, NOON)


def test_an_empty_roster_is_said() -> None:
    events = file_report(7, near_miss(), "digest", briefing(roster=Roster({})))
    assert isinstance(events, tuple)
    assert events[1] == NobodyOnCall(NOON, ())


@pytest.mark.parametrize(
    ("narrative", "bad"),
    [
        (Narrative("  "), BadField("text", "blank")),
        (Narrative("x" * 3001), BadField("text", "too_long", "3000")),
        (Narrative("x", where_when="y" * 301), BadField("where_when", "too_long", "300")),
        (Narrative("x", happened=NOON + APART + timedelta(seconds=1)), BadField("happened", "yet_to_come")),
    ],
)
def test_a_bad_field_is_named(narrative: Narrative, bad: BadField) -> None:
    assert file_report(7, replace(near_miss(), narrative=narrative), "digest", briefing()) == bad


def test_clocks_may_differ_a_little() -> None:
    just_now = replace(near_miss(), narrative=Narrative("x", happened=NOON + APART))
    assert isinstance(file_report(7, just_now, "digest", briefing()), tuple)


def test_the_first_click_acknowledges_and_the_second_is_told_who_did() -> None:
    assert decide(filed(), AcknowledgeCase(7, BO), briefing()) == (ACKNOWLEDGED,)
    assert decide(filed(ACKNOWLEDGED), AcknowledgeCase(7, CAI), briefing()) == AlreadyAcknowledged(BO, NOON)


def test_the_reporter_never_reviews_even_when_a_reviewer() -> None:
    for command in (AcknowledgeCase(7, BO), TakeOverCase(7, BO), DECISION):
        assert decide(filed(), command, briefing(reporter=BO)) == OwnReport()


def test_nobody_else_is_entitled() -> None:
    assert decide(filed(), AcknowledgeCase(7, "U0EMI"), briefing()) == NotEntitled()
    assert decide(None, AcknowledgeCase(7, BO), briefing()) == NoSuchCase(7)


def test_take_over_moves_the_case_once() -> None:
    assert decide(filed(), TakeOverCase(7, CAI), briefing()) == (CaseAcknowledged(CAI, NOON),)
    taken = CaseTakenOver(CAI, BO, NOON)
    assert decide(filed(ACKNOWLEDGED), TakeOverCase(7, CAI), briefing()) == (taken,)
    assert decide(filed(ACKNOWLEDGED, taken), TakeOverCase(7, CAI), briefing()) == AlreadyYours(NOON)
    told = notices(taken, filed(ACKNOWLEDGED, taken))
    assert {n.to for n in told if n.kind is NoticeKind.TAKEN_OVER} == {f"person:{BO}", f"person:{CAI}"}


def test_a_decision_closes_the_case_and_tells_everyone() -> None:
    events = decide(filed(ACKNOWLEDGED), DECISION, briefing())
    assert isinstance(events, tuple)
    decided = events[-1]
    assert isinstance(decided, CaseDecided)
    assert "log held" not in repr(decided)
    case = filed(ACKNOWLEDGED, decided)
    assert {n.kind for n in notices(decided, case)} >= {NoticeKind.CARD, NoticeKind.PAGE, NoticeKind.OUTCOME}
    assert clocks(decided, case, CASEWORK) == (Stop("case-7/"),)
    assert decide(case, DECISION, briefing()) == AlreadyDecided(BO, NOON, Finding.VIOLATION)


def test_deciding_an_open_case_acknowledges_it_first() -> None:
    events = decide(filed(), DECISION, briefing())
    assert isinstance(events, tuple)
    assert events[0] == ACKNOWLEDGED


def test_only_the_owner_decides() -> None:
    assert decide(filed(ACKNOWLEDGED), replace(DECISION, by=CAI), briefing()) == OwnedByAnother(BO)


@pytest.mark.parametrize(
    ("command", "bad"),
    [
        (replace(DECISION, reasons=" "), BadField("reasons", "blank")),
        (replace(DECISION, reasons="x" * 3001), BadField("reasons", "too_long", "3000")),
        (replace(DECISION, clauses=()), BadField("clauses", "needed")),
        (replace(DECISION, clauses=("made-up",)), BadField("clauses", "unknown", "made-up")),
        (replace(DECISION, intent=None), BadField("intent", "needed")),
    ],
)
def test_a_decision_with_a_hole_is_refused_at_its_field(command: ProposeDecision, bad: BadField) -> None:
    assert decide(filed(), command, briefing()) == bad


def test_intent_is_kept_only_with_a_violation() -> None:
    events = decide(filed(ACKNOWLEDGED), replace(DECISION, finding=Finding.NO_VIOLATION), briefing())
    assert isinstance(events, tuple)
    assert isinstance(events[-1], CaseDecided)
    assert events[-1].intent is None


def test_a_nudge_reminds_whoever_is_accountable() -> None:
    later = briefing(NOON + 2 * HOUR)
    (nudge,) = decide(filed(), passed(Step.NUDGE), later)  # type: ignore[misc]
    assert isinstance(nudge, CaseNudged)
    assert nudge.accountable == BO


def test_acting_stops_what_is_no_longer_needed() -> None:
    later = briefing(NOON + 5 * HOUR)
    assert decide(filed(ACKNOWLEDGED), passed(Step.NUDGE), later) == ()
    assert decide(filed(ACKNOWLEDGED), passed(Step.ESCALATE, 2), later) == ()
    assert clocks(ACKNOWLEDGED, filed(ACKNOWLEDGED), CASEWORK) == (Stop("case-7/acknowledge/"),)


def test_a_nudge_overtaken_by_the_next_step_is_silent() -> None:
    later = briefing(NOON + 5 * HOUR)
    assert decide(filed(), passed(Step.NUDGE, until=NOON + 3 * HOUR), later) == ()


def test_escalation_climbs_rung_by_rung() -> None:
    later = briefing(NOON + 5 * HOUR)
    (second,) = decide(filed(), passed(Step.ESCALATE, 2), later)  # type: ignore[misc]
    assert isinstance(second, CaseEscalated)
    assert (second.rung, second.paged, second.accountable) == (2, CAI, BO)
    (third,) = decide(filed(second), passed(Step.ESCALATE, 3), later)  # type: ignore[misc]
    assert isinstance(third, CaseEscalated)
    assert (third.rung, third.paged, third.accountable) == (3, DEE, CAI)


def test_each_clock_climbs_for_itself() -> None:
    later = briefing(NOON + 60 * HOUR)
    up = CaseEscalated(ClockName.ACKNOWLEDGE, 3, DEE, CAI, NOON, NOON, 0, NOON)
    (event,) = decide(filed(up, ACKNOWLEDGED), passed(Step.ESCALATE, 2, ClockName.DECIDE), later)  # type: ignore[misc]
    assert isinstance(event, CaseEscalated)
    assert (event.rung, event.paged, event.accountable) == (2, CAI, BO)


def test_nobody_is_escalated_to_about_their_own_delay() -> None:
    later = briefing(NOON + 60 * HOUR)
    mine = CaseAcknowledged(CAI, NOON)
    (event,) = decide(filed(mine), passed(Step.ESCALATE, 2, ClockName.DECIDE), later)  # type: ignore[misc]
    assert isinstance(event, CaseEscalated)
    assert event.paged == DEE


def test_no_clock_climbs_down_from_whoever_is_accountable() -> None:
    later = briefing(NOON + 60 * HOUR)
    taken = CaseAcknowledged(DEE, NOON)
    (event,) = decide(filed(taken), passed(Step.ESCALATE, 2, ClockName.DECIDE), later)  # type: ignore[misc]
    assert not isinstance(event, CaseEscalated) or event.paged not in (BO, CAI)
    untaken = CaseEscalated(ClockName.ACKNOWLEDGE, 3, DEE, CAI, NOON, NOON, 0, NOON)
    (other,) = decide(filed(untaken), passed(Step.ESCALATE, 2, ClockName.DECIDE), later)  # type: ignore[misc]
    assert not isinstance(other, CaseEscalated) or other.paged not in (BO, CAI)


def test_lateness_is_said_only_when_ombud_was_down() -> None:
    back = NOON + 2 * HOUR
    (late,) = decide(filed(), passed(Step.NUDGE, down_until=back), briefing(back))  # type: ignore[misc]
    assert isinstance(late, CaseNudged)
    assert late.late_by == timedelta(hours=2).total_seconds()


def test_the_plan_of_a_new_case_nudges_then_climbs() -> None:
    case = filed()
    report = file_report(7, near_miss(), "digest", briefing())
    assert isinstance(report, tuple)
    plan = [step for step in clocks(report[0], case, CASEWORK) if isinstance(step, Start)]
    acknowledge = [(step.step, step.due - NOON) for step in plan if step.clock is ClockName.ACKNOWLEDGE]
    assert acknowledge == [
        (Step.NUDGE, 2 * HOUR),
        (Step.NUDGE, 3 * HOUR),
        (Step.ESCALATE, 4 * HOUR),
        (Step.ESCALATE, 5 * HOUR),
        (Step.ESCALATE, 6 * HOUR),
        (Step.REPEAT, 7 * HOUR),
    ]
    assert len({step.id for step in plan}) == len(plan)


def test_no_notice_is_addressed_to_the_reporter_by_name() -> None:
    events = file_report(7, near_miss(), "digest", briefing())
    assert isinstance(events, tuple)
    assert ANA not in repr([notices(event, filed()) for event in events])

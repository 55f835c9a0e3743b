"""Which deadlines start and stop after an event."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.cases.aftercare_events import CaseReopened, ReportWithdrawn
from domain.cases.casework import Casework, Promise
from domain.cases.events import (
    AdditionFiled,
    CaseAcknowledged,
    CaseDecided,
    CaseErased,
    CaseEvent,
    CaseReleased,
    CaseStillOverdue,
    HoldLifted,
    ReporterReplied,
    ReportFiled,
    SeverityChanged,
)
from domain.cases.inquiry import CaseMerged
from domain.cases.roster import Rung
from domain.cases.state import Case
from domain.cases.words import ClockName, Step

REPEATS = 4  # pauses between rungs until the reminder after the last one comes again


@dataclass(frozen=True, slots=True)
class Start:
    """A deadline row to write. From `until` on a later step speaks in its place."""

    id: str
    clock: ClockName
    step: Step
    rung: int
    due: datetime
    goal: datetime
    until: datetime | None


@dataclass(frozen=True, slots=True)
class Keep:
    """What was written may be kept until `due`; an earlier such row is replaced."""

    id: str
    due: datetime


@dataclass(frozen=True, slots=True)
class Stop:
    """Every open deadline row whose id begins with `prefix` is no longer needed."""

    prefix: str


Change = Start | Keep | Stop


def clocks(event: CaseEvent, case: Case, casework: Casework) -> tuple[Change, ...]:
    """The changes to the deadlines of a case, given the case after `event`. Elapsed time."""
    promises = casework.promises[case.severity]
    match event:
        case ReportFiled():
            return _plan_all(case, promises, case.filed_at)
        case CaseReopened():
            return Stop(f"case-{case.number}/"), *_plan_all(case, promises, event.at)
        case CaseAcknowledged():
            return (_stop(case, ClockName.ACKNOWLEDGE),)
        case CaseReleased() if event.acknowledge_by is not None:
            return tuple(_plan(case, ClockName.ACKNOWLEDGE, promises[ClockName.ACKNOWLEDGE], event.at))
        case SeverityChanged():
            running = [clock for clock in ClockName if case.runs(clock)]
            steps = [step for clock in running for step in _plan(case, clock, promises[clock], event.at)]
            return (*(_stop(case, clock) for clock in running), *steps)
        case CaseStillOverdue():
            due = event.at + promises[event.clock].escalate_every * REPEATS
            return (_repeat(case, event.clock, due),)
        case CaseDecided() | ReportWithdrawn() if case.over:
            return (Stop(f"case-{case.number}/"), *_keep(case, casework, event.at))
        case ReporterReplied() | AdditionFiled() | HoldLifted() if case.over:
            return _keep(case, casework, event.at)
        case CaseErased() | CaseMerged():
            return (Stop(f"case-{case.number}/"),)
        case _:
            return ()


def _stop(case: Case, clock: ClockName) -> Stop:
    return Stop(f"case-{case.number}/{clock}/")


def kept_on(case: Case, casework: Casework, since: datetime) -> tuple[Keep, ...]:
    """The retention of a decided case begins anew, because somebody wrote in one of its duplicates."""
    return () if case.decision is None else _keep(case, casework, since)


def _keep(case: Case, casework: Casework, since: datetime) -> tuple[Keep, ...]:
    """A duplicate is kept as long as the case that it is part of."""
    if case.merged_into is not None or case.erased_at is not None or case.kind not in casework.retention:
        return ()
    return (Keep(f"case-{case.number}/retention", since + casework.retention[case.kind]),)


def _plan_all(case: Case, promises: Mapping[ClockName, Promise], since: datetime) -> tuple[Start, ...]:
    return tuple(step for clock in ClockName for step in _plan(case, clock, promises[clock], since))


def _plan(case: Case, clock: ClockName, promise: Promise, since: datetime) -> list[Start]:
    goal = case.goal(clock)
    dues = [since + (goal - since) * share for share in sorted(promise.nudges)] if goal > since else []
    ends = [*dues[1:], goal] if dues else []
    nudges = [
        Start(f"case-{case.number}/{clock}/nudge-{n}", clock, Step.NUDGE, 0, due, goal, until)
        for n, (due, until) in enumerate(zip(dues, ends, strict=True), start=1)
    ]
    rungs = range(2, len(Rung) + 2)  # the last rung is the outsider
    last = goal + promise.escalate_every * len(rungs)
    climb = [_escalation(case, clock, goal, rung, promise.escalate_every) for rung in rungs]
    return [*nudges, *climb, _repeat(case, clock, last)]


def _escalation(case: Case, clock: ClockName, goal: datetime, rung: int, every: timedelta) -> Start:
    due = goal + every * (rung - 2)
    return Start(f"case-{case.number}/{clock}/escalate-{rung}", clock, Step.ESCALATE, rung, due, goal, None)


def _repeat(case: Case, clock: ClockName, due: datetime) -> Start:
    return Start(f"case-{case.number}/{clock}/repeat", clock, Step.REPEAT, 0, due, case.goal(clock), None)

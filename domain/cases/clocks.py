"""Which deadlines start and stop after an event."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.cases.casework import Casework, Promise
from domain.cases.events import CaseAcknowledged, CaseDecided, CaseEvent, ReportFiled
from domain.cases.roster import Rung
from domain.cases.state import Case
from domain.cases.words import ClockName, Step


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
class Stop:
    """Every open deadline row whose id begins with `prefix` is no longer needed."""

    prefix: str


def clocks(event: CaseEvent, case: Case, casework: Casework) -> tuple[Start | Stop, ...]:
    """The changes to the deadlines of a case. Elapsed time."""
    if isinstance(event, ReportFiled):
        promises = casework.promises[case.severity]
        return tuple(start for clock in ClockName for start in _plan(case, clock, promises[clock]))
    if isinstance(event, CaseAcknowledged):
        return (Stop(f"case-{case.number}/{ClockName.ACKNOWLEDGE}/"),)
    if isinstance(event, CaseDecided):
        return (Stop(f"case-{case.number}/"),)
    return ()


def _plan(case: Case, clock: ClockName, promise: Promise) -> list[Start]:
    goal = case.goal(clock)
    shares = sorted(promise.nudges)
    dues = [case.filed_at + promise.goal * share for share in shares]
    ends = [*dues[1:], goal]
    nudges = [
        Start(f"case-{case.number}/{clock}/nudge-{n}", clock, Step.NUDGE, 0, due, goal, until)
        for n, (due, until) in enumerate(zip(dues, ends, strict=True), start=1)
    ]
    rungs = range(2, len(Rung) + 1)
    return nudges + [_escalation(case, clock, goal, rung, promise.escalate_every) for rung in rungs]


def _escalation(case: Case, clock: ClockName, goal: datetime, rung: int, every: timedelta) -> Start:
    due = goal + every * (rung - 2)
    return Start(f"case-{case.number}/{clock}/escalate-{rung}", clock, Step.ESCALATE, rung, due, goal, None)

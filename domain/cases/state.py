"""A case as its events tell it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import assert_never

from domain.cases.events import (
    AdditionFiled,
    CaseAcknowledged,
    CaseDecided,
    CaseEscalated,
    CaseEvent,
    CaseNudged,
    CasePaged,
    CaseTakenOver,
    NobodyOnCall,
    ReportFiled,
)
from domain.cases.words import ClockName, Kind, Severity, Status


@dataclass(frozen=True, slots=True)
class Case:
    """One matter. `entries` name what people wrote, in the vault; `paged` is everybody who was asked, in order."""

    number: int
    kind: Kind
    severity: Severity
    queue: str
    at_risk: bool
    reporter: str
    filed_at: datetime
    acknowledge_by: datetime
    decide_by: datetime
    rulebook_version: str
    entries: tuple[str, ...]
    status: Status = Status.OPEN
    owner: str | None = None
    acknowledged_by: str | None = None
    acknowledged_at: datetime | None = None
    owned_since: datetime | None = None
    paged: tuple[str, ...] = ()
    rungs: tuple[tuple[ClockName, int], ...] = ()
    decision: CaseDecided | None = None
    version: int = 0

    def goal(self, clock: ClockName) -> datetime:
        """The promised instant of a clock."""
        return self.acknowledge_by if clock is ClockName.ACKNOWLEDGE else self.decide_by

    def runs(self, clock: ClockName) -> bool:
        """Whether a clock still runs."""
        return self.decision is None and (clock is ClockName.DECIDE or self.owner is None)

    def rung_of(self, clock: ClockName) -> int:
        """How far up a clock has escalated; 0 where it has not."""
        return dict(self.rungs).get(clock, 0)

    @property
    def accountable(self) -> str | None:
        """Who has it now: the owner, or else whoever was asked last."""
        return self.owner or (self.paged[-1] if self.paged else None)


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
        version=1,
    )


def evolve(case: Case | None, event: CaseEvent) -> Case:
    """The case after one more event."""
    if isinstance(event, ReportFiled):
        return filed(event)
    if case is None:
        raise ValueError("the record of a case must begin with its report")
    return replace(_changed(case, event), version=case.version + 1)


def _changed(case: Case, event: CaseEvent) -> Case:
    match event:
        case AdditionFiled():
            return replace(case, entries=(*case.entries, event.entry))
        case CasePaged():
            return replace(case, paged=(*case.paged, event.paged))
        case CaseEscalated():
            earlier = tuple(person for person in case.paged if person != event.paged)
            rungs = tuple({**dict(case.rungs), event.clock: event.rung}.items())
            return replace(case, paged=(*earlier, event.paged), rungs=rungs)
        case CaseAcknowledged():
            mine = replace(case, status=Status.IN_REVIEW, owner=event.by, owned_since=event.at)
            return replace(mine, acknowledged_by=event.by, acknowledged_at=event.at)
        case CaseTakenOver():
            return replace(case, owner=event.by, owned_since=event.at)
        case CaseDecided():
            return replace(case, status=Status.DECIDED, decision=event)
        case CaseNudged() | NobodyOnCall():
            return case
        case ReportFiled():
            raise ValueError("a case is filed once")
        case _:
            assert_never(event)


def fold(events: Iterable[CaseEvent]) -> Case | None:
    """The case that a record tells, or None for an empty one."""
    case: Case | None = None
    for event in events:
        case = evolve(case, event)
    return case

"""What the Home tab and the queue show: frozen values, already filtered for whoever looks."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from desk.gaps import GapView
from desk.my_report import MyReport
from desk.satisfaction import Satisfaction
from desk.views import CaseCard, OnCallView
from domain.cases.words import ClockName, Severity
from domain.rulebook.versions import RulebookPublished


class Which(StrEnum):
    """Which cases of a queue somebody wants to see."""

    MINE = "mine"
    ALL = "all"
    BREACHED = "breached"


@dataclass(frozen=True, slots=True)
class QueueEntry:
    """A case that waits. `due` (aware UTC) is the nearest promise that runs, `clock` which one; `yours` is whether it
    waits for the viewer.
    """

    card: CaseCard
    clock: ClockName
    due: datetime
    breached: bool
    yours: bool


@dataclass(frozen=True, slots=True)
class QueuePage:
    """One page of what waits, the nearest due first; pages count from 1. `more` is whether another one follows."""

    which: Which
    page: int
    entries: tuple[QueueEntry, ...]
    more: bool


@dataclass(frozen=True, slots=True)
class ReportsPage:
    """One page of the viewer's own reports, newest first; `late` are the numbers of those whose promise has passed."""

    page: int
    reports: tuple[MyReport, ...]
    more: bool
    late: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class PromiseCount:
    """Promises of a clock at a severity: kept, broken, and broken and still open."""

    clock: ClockName
    severity: Severity
    kept: int
    broken: int
    running: int


@dataclass(frozen=True, slots=True)
class HomePage:
    """A person's Home. `queue` and `on_call` are None for those who review nothing, `promises` for all but leads, who
    alone see `satisfaction`. `changes` are the versions published last, oldest first; `gaps` are None for those
    who can close none.
    """

    viewer: str
    reports: ReportsPage
    queue: QueuePage | None
    on_call: OnCallView | None
    promises: tuple[PromiseCount, ...] | None
    satisfaction: tuple[Satisfaction, ...]
    changes: tuple[RulebookPublished, ...] = ()
    gaps: tuple[GapView, ...] | None = None

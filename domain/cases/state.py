"""A case as its events tell it."""

from dataclasses import dataclass
from datetime import datetime

from domain.cases.aftercare_events import CaseReopened, ReportWithdrawn
from domain.cases.events import CaseDecided, DecisionProposed, NameOpened, NameRequested
from domain.cases.inquiry import CaseMoved, EvidenceAttached, NoteWritten, StepTicked, WhenCorrected
from domain.cases.words import ClockName, Kind, Mode, Severity, Status


@dataclass(frozen=True, slots=True)
class Said:
    """One message between a case's reviewers and its reporter; `by` is None where the reporter wrote."""

    entry: str
    by: str | None
    at: datetime


@dataclass(frozen=True, slots=True)
class Case:
    """One matter. `entries` name what people wrote, in the vault; `paged` is everybody who was asked, in order, and may
    still act; `proposals` counts them, and `proposal` is the one that waits for a second person. `touched` is whether a
    reviewer ever did anything with it; `former` are decisions that a reopening set aside. `duplicates` are the cases
    that are part of this one, and a case that is `merged_into` another is decided as its duplicate.
    """

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
    mode: Mode = Mode.BY_NAME
    subjects: tuple[str, ...] = ()
    vendors: tuple[str, ...] = ()
    recused: tuple[str, ...] = ()
    released: tuple[str, ...] = ()
    status: Status = Status.OPEN
    owner: str | None = None
    acknowledged_by: str | None = None
    acknowledged_at: datetime | None = None
    owned_since: datetime | None = None
    paged: tuple[str, ...] = ()
    rungs: tuple[tuple[ClockName, int], ...] = ()
    proposals: int = 0
    proposal: DecisionProposed | None = None
    returned: str | None = None
    decision: CaseDecided | None = None
    touched: bool = False
    former: tuple[CaseDecided, ...] = ()
    reopened: CaseReopened | None = None
    withdrawn: ReportWithdrawn | None = None
    talk: tuple[Said, ...] = ()
    on_hold: bool = False
    holds: int = 0
    name_request: NameRequested | None = None
    name_requests: int = 0
    opened: tuple[NameOpened, ...] = ()
    identity_erased_at: datetime | None = None
    erased_at: datetime | None = None
    moves: tuple[CaseMoved, ...] = ()
    corrections: tuple[WhenCorrected, ...] = ()
    merged_into: int | None = None
    duplicates: tuple[int, ...] = ()
    ticks: tuple[StepTicked, ...] = ()
    notes: tuple[NoteWritten, ...] = ()
    evidence: tuple[EvidenceAttached, ...] = ()
    version: int = 0

    def goal(self, clock: ClockName) -> datetime:
        """The promised instant of a clock."""
        return self.acknowledge_by if clock is ClockName.ACKNOWLEDGE else self.decide_by

    def runs(self, clock: ClockName) -> bool:
        """Whether a clock still runs."""
        return not self.over and (clock is ClockName.DECIDE or self.owner is None)

    def rung_of(self, clock: ClockName) -> int:
        """How far up a clock has escalated; 0 where it has not."""
        return dict(self.rungs).get(clock, 0)

    @property
    def over(self) -> bool:
        """Whether nothing waits for a reviewer any more: it is decided, or its withdrawal closed it."""
        return self.decision is not None or (self.withdrawn is not None and self.withdrawn.closes)

    @property
    def unowned(self) -> Status:
        """What a case is called while nobody has it."""
        return Status.REOPENED if self.reopened else Status.OPEN

    @property
    def accountable(self) -> str | None:
        """Who has it now: the owner, or else whoever was asked last."""
        return self.owner or (self.paged[-1] if self.paged else None)

    @property
    def reachable(self) -> bool:
        """Whether the reporter can be sent anything: not where nobody knows who it was."""
        return self.mode is not Mode.ANONYMOUS and self.identity_erased_at is None and self.erased_at is None

    @property
    def name_openers(self) -> frozenset[str]:
        """Who may read a confidential name, since two people opened it."""
        return frozenset(person for one in self.opened for person in (one.by, one.requested_by))

    @property
    def ticked(self) -> frozenset[str]:
        """The ids of the steps that are done."""
        return frozenset(one.step for one in self.ticks)

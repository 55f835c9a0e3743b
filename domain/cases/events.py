"""What happened to a case: facts, never people's words. Names of vault entries stand where words were said."""

from dataclasses import dataclass
from datetime import datetime

from domain.cases.words import ClockName, Finding, Intent, Kind, Severity


@dataclass(frozen=True, slots=True)
class ReportFiled:
    """A report became a case. `reporter` is a party id that means something only within this case."""

    case: int
    reporter: str
    kind: Kind
    severity: Severity
    at_risk: bool
    queue: str
    source: str
    entry: str
    digest: str
    rulebook_version: str
    filed_at: datetime
    acknowledge_by: datetime
    decide_by: datetime


@dataclass(frozen=True, slots=True)
class AdditionFiled:
    """The same form came again with other words: both are kept."""

    entry: str
    digest: str
    at: datetime


@dataclass(frozen=True, slots=True)
class CasePaged:
    """Somebody on call was asked to look, on rung `rung` (1 is the primary)."""

    rung: int
    paged: str
    at: datetime


@dataclass(frozen=True, slots=True)
class NobodyOnCall:
    """No rung had anybody who may act."""

    at: datetime


@dataclass(frozen=True, slots=True)
class CaseAcknowledged:
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class CaseTakenOver:
    by: str
    before: str
    at: datetime


@dataclass(frozen=True, slots=True)
class CaseDecided:
    """`entry` names the reasons in the vault."""

    by: str
    finding: Finding
    clauses: tuple[str, ...]
    intent: Intent | None
    entry: str
    rulebook_version: str
    at: datetime


@dataclass(frozen=True, slots=True)
class CaseNudged:
    """`accountable` was reminded before the breach. `late_by` is seconds that Ombud was down over the due time."""

    clock: ClockName
    accountable: str
    due: datetime
    goal: datetime
    late_by: int
    at: datetime


@dataclass(frozen=True, slots=True)
class CaseEscalated:
    """The promise broke and `paged` on rung `rung` was asked; `accountable` had it until then."""

    clock: ClockName
    rung: int
    paged: str
    accountable: str
    due: datetime
    goal: datetime
    late_by: int
    at: datetime


CaseEvent = (
    ReportFiled
    | AdditionFiled
    | CasePaged
    | NobodyOnCall
    | CaseAcknowledged
    | CaseTakenOver
    | CaseDecided
    | CaseNudged
    | CaseEscalated
)

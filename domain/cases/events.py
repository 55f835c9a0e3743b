"""What happened to a case: facts, never people's words. Names of vault entries stand where words were said."""

from dataclasses import dataclass
from datetime import datetime

from domain.cases.aftercare_events import AftercareEvent
from domain.cases.inquiry import InquiryEvent
from domain.cases.words import ClockName, Finding, Intent, Kind, Lapse, Mode, Severity


@dataclass(frozen=True, slots=True)
class ReportFiled:
    """A report became a case. `reporter` and `subjects` are party ids that mean something only within this case; an
    anonymous reporter's leads to nobody.
    """

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
    mode: Mode
    subjects: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AdditionFiled:
    """The reporter added to their report, or sent the same form again with other words: all of it is kept."""

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
    """No rung had anybody who may act; `told` are the operators who hear so."""

    at: datetime
    told: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CaseAcknowledged:
    """`by` has it now."""

    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class CaseTakenOver:
    """`by` has it now, and `before` no longer."""

    by: str
    before: str
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


@dataclass(frozen=True, slots=True)
class CaseStillOverdue:
    """Every rung was asked and the case still waits; `told` hear so again."""

    clock: ClockName
    accountable: str
    told: tuple[str, ...]
    due: datetime
    goal: datetime
    late_by: int
    at: datetime


@dataclass(frozen=True, slots=True)
class SubjectsNamed:
    """A reviewer said whom or what the case is about: new party ids, and all vendors."""

    by: str
    subjects: tuple[str, ...]
    vendors: tuple[str, ...]
    at: datetime


@dataclass(frozen=True, slots=True)
class CaseRecused:
    """Somebody keeps out of the case from now on."""

    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class CaseReleased:
    """`who` no longer works on the case; the record does not say why. `acknowledge_by` is a new promise where they had
    owned it.
    """

    who: str
    acknowledge_by: datetime | None
    at: datetime


@dataclass(frozen=True, slots=True)
class SeverityChanged:
    """`entry` names the reason in the vault; the clocks are planned anew."""

    by: str
    before: Severity
    severity: Severity
    entry: str
    acknowledge_by: datetime
    decide_by: datetime
    at: datetime


@dataclass(frozen=True, slots=True)
class DecisionProposed:
    """A decision that needs a second person. `digest` is keyed and over all of it, reasons too; `asked` may approve."""

    proposal: int
    by: str
    finding: Finding
    clauses: tuple[str, ...]
    intent: Intent | None
    entry: str
    digest: str
    rulebook_version: str
    severity: Severity
    asked: tuple[str, ...]
    at: datetime


@dataclass(frozen=True, slots=True)
class DecisionReturned:
    """The second person sent a proposal back; `entry` names the reason in the vault."""

    proposal: int
    by: str
    entry: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ProposalLapsed:
    """A proposal no longer stands, since the case changed under it."""

    proposal: int
    why: Lapse
    at: datetime


@dataclass(frozen=True, slots=True)
class CaseDecided:
    """`entry` names the reasons in the vault. Where two people were needed, `approved_by` saw `digest`."""

    by: str
    finding: Finding
    clauses: tuple[str, ...]
    intent: Intent | None
    entry: str
    rulebook_version: str
    at: datetime
    approved_by: str | None
    digest: str


@dataclass(frozen=True, slots=True)
class ReporterAsked:
    """A reviewer asked the reporter something."""

    by: str
    entry: str
    digest: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ReporterReplied:
    """The reporter wrote, asked or not."""

    entry: str
    digest: str
    at: datetime


@dataclass(frozen=True, slots=True)
class HoldPlaced:
    """Nothing of this case may be erased until the hold is lifted; `entry` names the reason."""

    by: str
    entry: str
    at: datetime


@dataclass(frozen=True, slots=True)
class HoldLifted:
    """The legal hold ended, and retention goes on."""

    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class NameRequested:
    """Somebody entitled wants a confidential name opened; `entry` names the reason; one of `asked` must agree."""

    by: str
    entry: str
    asked: tuple[str, ...]
    at: datetime


@dataclass(frozen=True, slots=True)
class NameOpened:
    """Two entitled people may read the reporter's name from now on; the reporter is told."""

    by: str
    requested_by: str
    entry: str
    at: datetime


@dataclass(frozen=True, slots=True)
class NameRefused:
    """The second person did not agree."""

    by: str
    requested_by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class IdentityErased:
    """The reporter asked for it: nobody can learn any more who reported."""

    at: datetime


@dataclass(frozen=True, slots=True)
class CaseErased:
    """The retention interval ended: everything written in this case is gone; this tombstone stays."""

    at: datetime


WorkEvent = AdditionFiled | CasePaged | NobodyOnCall | CaseAcknowledged | CaseTakenOver
ClockEvent = CaseNudged | CaseEscalated | CaseStillOverdue
ExclusionEvent = SubjectsNamed | CaseRecused | CaseReleased
JudgementEvent = SeverityChanged | DecisionProposed | DecisionReturned | ProposalLapsed | CaseDecided
TalkEvent = ReporterAsked | ReporterReplied
KeepingEvent = HoldPlaced | HoldLifted | NameRequested | NameOpened | NameRefused | IdentityErased | CaseErased
FurtherEvent = InquiryEvent | AftercareEvent
CaseEvent = (
    ReportFiled | WorkEvent | ClockEvent | ExclusionEvent | JudgementEvent | TalkEvent | FurtherEvent | KeepingEvent
)

"""What people and the clock may ask of a case: frozen values, handed to the desk."""

from dataclasses import dataclass
from datetime import datetime

from domain.cases.inquiry import InquiryCommand, MergeDuplicate
from domain.cases.looking import Look
from domain.cases.planning import PlanCommand
from domain.cases.words import ClockName, Finding, Intent, Kind, Mode, Severity, Step, Vote
from domain.rulebook.gaps import GapCommand
from domain.rulebook.wishes import WishCommand

TEXT_LIMIT = 3000
WHERE_LIMIT = 300
REASON_LIMIT = 1000


@dataclass(frozen=True, slots=True)
class Narrative:
    """What a person wrote. It goes to the vault, never into an event. `evidence` is a quoted message with its link;
    `happened` (aware UTC) is None where they did not say when.
    """

    text: str
    where_when: str = ""
    evidence: str = ""
    happened: datetime | None = None


@dataclass(frozen=True, slots=True)
class FileReport:
    """A report; `by` is None for an anonymous one, whose sender is dropped before the desk is called. `key` is the
    form's nonce: the same key with the same words is the same report. `subjects` are the people it is about.
    """

    key: str
    by: str | None
    kind: Kind
    at_risk: bool
    narrative: Narrative
    source: str = "form"
    mode: Mode = Mode.BY_NAME
    subjects: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AcknowledgeCase:
    case: int
    by: str


@dataclass(frozen=True, slots=True)
class TakeOverCase:
    case: int
    by: str


@dataclass(frozen=True, slots=True)
class ProposeDecision:
    """A reviewer's finding. `reasons` are meant for the reporter to read. Decides, or waits for a second person.
    `rulebook` is the version whose clauses the form offered; empty where it does not say.
    """

    case: int
    by: str
    finding: Finding
    clauses: tuple[str, ...]
    intent: Intent | None
    reasons: str
    rulebook: str = ""


@dataclass(frozen=True, slots=True)
class ApproveDecision:
    """The second person's yes to the proposal whose `digest` they saw."""

    case: int
    by: str
    digest: str


@dataclass(frozen=True, slots=True)
class ReturnDecision:
    """The second person's no to the proposal whose `digest` they saw, with a reason."""

    case: int
    by: str
    digest: str
    reason: str


@dataclass(frozen=True, slots=True)
class ChangeSeverity:
    case: int
    by: str
    severity: Severity
    reason: str


@dataclass(frozen=True, slots=True)
class NameSubjects:
    """Whom (user ids) and what (vendors of `casework.yml`) the case is about."""

    case: int
    by: str
    people: tuple[str, ...]
    vendors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Recuse:
    case: int
    by: str


@dataclass(frozen=True, slots=True)
class AskReporter:
    """`key` is the form's nonce."""

    key: str
    case: int
    by: str
    text: str


@dataclass(frozen=True, slots=True)
class PlaceHold:
    case: int
    by: str
    reason: str


@dataclass(frozen=True, slots=True)
class LiftHold:
    case: int
    by: str


@dataclass(frozen=True, slots=True)
class RequestName:
    case: int
    by: str
    reason: str


@dataclass(frozen=True, slots=True)
class AnswerNameRequest:
    """The second entitled person's yes or no."""

    case: int
    by: str
    agree: bool


@dataclass(frozen=True, slots=True)
class ReplyToReviewer:
    """The reporter writes, proven by their name (`by`) or by their `code`, from which the desk finds the case."""

    key: str
    case: int
    by: str | None
    text: str
    code: str = ""


@dataclass(frozen=True, slots=True)
class AddToReport:
    """The reporter adds to what they reported; proven as in `ReplyToReviewer`."""

    key: str
    case: int
    by: str | None
    narrative: Narrative
    code: str = ""


@dataclass(frozen=True, slots=True)
class WithdrawReport:
    """The reporter takes their report back; `reason` may be empty."""

    key: str
    case: int
    by: str | None
    reason: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class SayNotSolved:
    """The reporter says that the decision did not solve it, and why."""

    key: str
    case: int
    by: str | None
    reasons: str
    code: str = ""


@dataclass(frozen=True, slots=True)
class RateOutcome:
    """How the reporter found what came of it. Counted apart from the case, and never an event of it."""

    case: int
    by: str | None
    vote: Vote
    code: str = ""


@dataclass(frozen=True, slots=True)
class EraseIdentity:
    """The reporter wants nobody to be able to learn who they were."""

    case: int
    by: str


@dataclass(frozen=True, slots=True)
class DeadlinePassed:
    """The clock speaks. `due` was the row's instant, `goal` the promised one; a step is void from `until` on.
    `down_until` is when Ombud came back if it was not running at `due`.
    """

    deadline: str
    case: int
    clock: ClockName
    step: Step
    rung: int
    due: datetime
    goal: datetime
    until: datetime | None
    down_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class RetentionEnded:
    """The clock says that what was written in a case is to be erased."""

    deadline: str
    case: int


ReviewerCommand = (
    AcknowledgeCase
    | TakeOverCase
    | ProposeDecision
    | ApproveDecision
    | ReturnDecision
    | ChangeSeverity
    | NameSubjects
    | Recuse
    | AskReporter
    | PlaceHold
    | LiftHold
    | RequestName
    | AnswerNameRequest
    | InquiryCommand
)
WrittenByReporter = ReplyToReviewer | AddToReport | WithdrawReport | SayNotSolved
ReporterCommand = WrittenByReporter | EraseIdentity
ClockCommand = DeadlinePassed | RetentionEnded
CaseCommand = ReviewerCommand | ReporterCommand | ClockCommand
Command = FileReport | CaseCommand | MergeDuplicate | RateOutcome | Look | PlanCommand | GapCommand | WishCommand

"""What people and the clock may ask of a case: frozen values, handed to the desk."""

from dataclasses import dataclass
from datetime import datetime

from domain.cases.words import ClockName, Finding, Intent, Kind, Step

TEXT_LIMIT = 3000
WHERE_LIMIT = 300


@dataclass(frozen=True, slots=True)
class Narrative:
    """What a person wrote. It goes to the vault, never into an event. `evidence` is a quoted message with its link."""

    text: str
    where_when: str = ""
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class FileReport:
    """A report by name. `key` is the form's nonce; the same key with the same words is the same report."""

    key: str
    by: str
    kind: Kind
    at_risk: bool
    narrative: Narrative
    source: str = "form"


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
    """A reviewer's finding. `reasons` are meant for the reporter to read."""

    case: int
    by: str
    finding: Finding
    clauses: tuple[str, ...]
    intent: Intent | None
    reasons: str


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


CaseCommand = AcknowledgeCase | TakeOverCase | ProposeDecision | DeadlinePassed
Command = FileReport | CaseCommand

"""The ways the house says no. Values, so that whoever asks must look."""

from dataclasses import dataclass
from datetime import datetime

from domain.cases.words import Finding


@dataclass(frozen=True, slots=True)
class NoSuchCase:
    case: int


@dataclass(frozen=True, slots=True)
class NotEntitled:
    """The person is no reviewer of this queue."""


@dataclass(frozen=True, slots=True)
class OwnReport:
    """The reporter may not review what they reported."""


@dataclass(frozen=True, slots=True)
class AlreadyAcknowledged:
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class AlreadyYours:
    at: datetime


@dataclass(frozen=True, slots=True)
class OwnedByAnother:
    by: str


@dataclass(frozen=True, slots=True)
class AlreadyDecided:
    by: str
    at: datetime
    finding: Finding


@dataclass(frozen=True, slots=True)
class BadField:
    """`problem` is a word of the catalogue (`blank`, `too_long`, `needed`, `unknown`); `about` fills its gap."""

    field: str
    problem: str
    about: str = ""


Refusal = (
    NoSuchCase
    | NotEntitled
    | OwnReport
    | AlreadyAcknowledged
    | AlreadyYours
    | OwnedByAnother
    | AlreadyDecided
    | BadField
)

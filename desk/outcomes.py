"""What a command came to."""

from dataclasses import dataclass
from datetime import datetime

from domain.cases.refusals import Refusal
from domain.cases.state import Case


@dataclass(frozen=True, slots=True)
class Done:
    """It is on disk. `case` is the case after it."""

    case: Case


@dataclass(frozen=True, slots=True)
class Filed:
    """A report is on disk. `again` where the same form had been filed before; `added` where its words had changed."""

    case: int
    acknowledge_by: datetime
    decide_by: datetime
    again: bool = False
    added: bool = False


@dataclass(frozen=True, slots=True)
class Refused:
    """A rule says no, and nothing changed."""

    why: Refusal


@dataclass(frozen=True, slots=True)
class NotConfirmed:
    """The database did not answer in time. Whatever happens, the same command again will not act twice."""


Outcome = Done | Filed | Refused | NotConfirmed

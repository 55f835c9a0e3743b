"""The ways the house says no to whoever wants to see or close a gap of the rulebook."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class NoSuchGap:
    """No gap that is shown has this number."""

    number: int


@dataclass(frozen=True, slots=True)
class NotGapOwner:
    """The person is no policy owner, holds no role of the nearest clause, and was not asked."""


@dataclass(frozen=True, slots=True)
class GapIsClosed:
    """Somebody closed it before."""

    by: str
    at: datetime


GapRefusal = NoSuchGap | NotGapOwner | GapIsClosed

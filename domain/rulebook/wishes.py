"""What people say of answers: that they ask, that they want to hear more, and whether a clause helped."""

from bisect import bisect_right
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.rulebook.asked import Asked
from domain.rulebook.gaps import SHOWN_FROM

STEPS = (SHOWN_FROM, 5, 10, 25, 50, 100, 250, 500, 1000)  # a sum that grew with each vote would tell who came last


class Helpful(StrEnum):
    """Whether a clause helped."""

    YES = "yes"
    NO = "no"


@dataclass(frozen=True, slots=True)
class CountQuestion:
    """Somebody asked what no clause answers."""

    asked: Asked
    by: str


@dataclass(frozen=True, slots=True)
class TellMe:
    """Somebody wants to hear once: when a gap is closed (`about` is the question) or a clause changes (its id)."""

    about: Asked | str
    by: str


@dataclass(frozen=True, slots=True)
class StopTelling:
    """They do not want to hear any more. `key` is what the confirmation carried."""

    key: str
    by: str


@dataclass(frozen=True, slots=True)
class VoteOnClause:
    """Whether a clause helped; another vote takes the place of the first."""

    clause: str
    answer: Helpful
    by: str


@dataclass(frozen=True, slots=True)
class GatherGaps:
    """The hour is over: what enough people met is shown, what its period has ended of is forgotten."""


WishCommand = CountQuestion | TellMe | StopTelling | VoteOnClause | GatherGaps


def at_least(count: int) -> int | None:
    """The step that a sum has reached; None where it is shown to nobody."""
    place = bisect_right(STEPS, count)
    return STEPS[place - 1] if place else None


def period_of(at: datetime) -> str:
    """The quarter (UTC) of an aware instant: `2026-Q4`. Its key counts askers and voters; it is destroyed then."""
    return f"{at:%Y}-Q{(at.month + 2) // 3}"


def period_end(at: datetime) -> datetime:
    """The first instant of the next quarter."""
    first = at.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    months = first.year * 12 + (at.month - 1) // 3 * 3 + 3
    return first.replace(year=months // 12, month=months % 12 + 1)

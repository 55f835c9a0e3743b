"""Which promised times of a case came to their end with an event, and whether each was kept."""

from dataclasses import dataclass
from datetime import datetime

from domain.cases.state import Case
from domain.cases.words import ClockName, Severity


@dataclass(frozen=True, slots=True)
class Settled:
    """The promise to act by `goal`, made at `severity`, ended `at` (aware UTC)."""

    clock: ClockName
    severity: Severity
    goal: datetime
    at: datetime
    kept: bool


def settled(before: Case | None, after: Case, at: datetime) -> tuple[Settled, ...]:
    """What the event between two states settled. A promise that is replaced by a new one counts where it was broken
    already, and is forgotten where it still ran; so is one of a case that its reporter withdrew.
    """
    if before is None:
        return ()
    found = []
    for clock in ClockName:
        if not before.runs(clock):
            continue
        goal, kept = before.goal(clock), at <= before.goal(clock)
        withdrawn = after.over and after.decision is None
        if (not after.runs(clock) and not (withdrawn and kept)) or (after.goal(clock) != goal and not kept):
            found.append(Settled(clock, before.severity, goal, at, kept))
    return tuple(found)

"""What `casework.yml` promises: queues, severities, clocks, and the line for emergencies."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from domain.cases.words import ClockName, Kind, Severity


@dataclass(frozen=True, slots=True)
class Queue:
    """Where cases of a sort are worked: a private channel and the rotation that answers for it."""

    name: str
    channel: str
    rotation: str


@dataclass(frozen=True, slots=True)
class Promise:
    """Elapsed time from filing to the goal, shares of it at which to nudge, and the pause between rungs after it."""

    goal: timedelta
    nudges: tuple[float, ...]
    escalate_every: timedelta


@dataclass(frozen=True, slots=True)
class Route:
    """Which queue and severity a kind starts with; `queues` overrides the queue per severity."""

    queue: str
    severity: Severity
    queues: Mapping[Severity, str]


@dataclass(frozen=True, slots=True)
class Witness:
    """A channel in which seals are posted, so that many people keep them, and how often."""

    channel: str
    every: timedelta


@dataclass(frozen=True, slots=True)
class Casework:
    """Everything an organisation promises about its cases."""

    emergency: str
    at_risk: Severity
    fallback: str
    queues: Mapping[str, Queue]
    routes: Mapping[Kind, Route]
    promises: Mapping[Severity, Mapping[ClockName, Promise]]
    witness: Witness | None = None

    def route(self, kind: Kind, *, at_risk: bool) -> tuple[Queue, Severity]:
        """The queue and the first severity of a report."""
        route = self.routes[kind]
        severity = max((route.severity, self.at_risk), key=list(Severity).index) if at_risk else route.severity
        return self.queues[route.queues.get(severity, route.queue)], severity

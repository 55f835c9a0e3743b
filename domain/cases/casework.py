"""What `casework.yml` promises: queues, severities, clocks, and the line for emergencies."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from domain.cases.words import ClockName, Finding, Kind, Severity
from domain.spoken import Spoken


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


GAPS = Promise(timedelta(days=14), (0.5,), timedelta(days=7))


@dataclass(frozen=True, slots=True)
class Route:
    """Which queue and severity a kind starts with; `queues` overrides the queue per severity."""

    queue: str
    severity: Severity
    queues: Mapping[Severity, str]


@dataclass(frozen=True, slots=True)
class FourEyes:
    """Findings that need a second person, and the roles that may be this person."""

    findings: frozenset[Finding]
    approvers: frozenset[str]


@dataclass(frozen=True, slots=True)
class Witness:
    """A channel in which seals are posted, so that many people keep them, and how often."""

    channel: str
    every: timedelta


@dataclass(frozen=True, slots=True)
class Casework:
    """Everything an organisation promises about its cases. `outsider` is asked where everybody else is kept out;
    `deciders` are the roles that may decide at a severity (none: every reviewer); `name_openers` are the roles that may
    open a confidential name, two of them together; `retention` counts from the decision, and so does `reopen_within`,
    in which a reporter may say that it was not solved; `steps` are the checklist of a kind: ids and sentences;
    `announcements` is the channel in which new versions of the rulebook are announced, empty for none; `gaps` is by
    when a gap of the rulebook is closed.
    """

    emergency: Spoken
    at_risk: Severity
    outsider: str
    queues: Mapping[str, Queue]
    routes: Mapping[Kind, Route]
    promises: Mapping[Severity, Mapping[ClockName, Promise]]
    four_eyes: Mapping[Severity, FourEyes] = field(default_factory=dict)
    deciders: Mapping[Severity, frozenset[str]] = field(default_factory=dict)
    name_openers: frozenset[str] = frozenset({"lead", "council"})
    vendors: Mapping[str, str] = field(default_factory=dict)
    retention: Mapping[Kind, timedelta] = field(default_factory=dict)
    witness: Witness | None = None
    steps: Mapping[Kind, Mapping[str, Spoken]] = field(default_factory=dict)
    reopen_within: timedelta = timedelta(days=30)
    announcements: str = ""
    gaps: Promise = GAPS

    def needs_second(self, severity: Severity, finding: Finding) -> FourEyes | None:
        """The rule that asks for a second person, or None where one person may decide."""
        rule = self.four_eyes.get(severity)
        return rule if rule and finding in rule.findings else None

    def route(self, kind: Kind, *, at_risk: bool) -> tuple[Queue, Severity]:
        """The queue and the first severity of a report."""
        route = self.routes[kind]
        severity = max((route.severity, self.at_risk), key=list(Severity).index) if at_risk else route.severity
        return self.queues[self.queue_of(kind, severity)], severity

    def queue_of(self, kind: Kind, severity: Severity) -> str:
        """The name of the queue for cases of a kind at a severity."""
        route = self.routes[kind]
        return route.queues.get(severity, route.queue)

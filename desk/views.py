"""What people may see: frozen values, already filtered for whoever looks."""

from dataclasses import dataclass
from datetime import datetime

from domain.cases.commands import Narrative
from domain.cases.words import Finding, Intent, Kind, Severity, Status


@dataclass(frozen=True, slots=True)
class CaseCard:
    """The content-free face of a case. Times are aware UTC; people are user ids."""

    number: int
    kind: Kind
    severity: Severity
    status: Status
    queue: str
    filed_at: datetime
    acknowledge_by: datetime
    decide_by: datetime
    on_call: str | None
    owner: str | None
    acknowledged_by: str | None
    acknowledged_at: datetime | None
    finding: Finding | None
    clauses: tuple[str, ...]
    decided_by: str | None
    decided_at: datetime | None


@dataclass(frozen=True, slots=True)
class CaseFile:
    """What an entitled reviewer reads: the card, who reported (a user id), what was written, and the reasons."""

    card: CaseCard
    reporter: str | None
    narratives: tuple[Narrative, ...]
    intent: Intent | None
    reasons: str | None


@dataclass(frozen=True, slots=True)
class QuotedClause:
    id: str
    title: str
    rule: str


@dataclass(frozen=True, slots=True)
class ReporterOutcome:
    """What the reporter hears at the end."""

    number: int
    finding: Finding
    clauses: tuple[QuotedClause, ...]
    rulebook_version: str
    reasons: str

"""What an investigation has come to, as an entitled reviewer reads it: frozen values."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from domain.cases.commands import Narrative
from domain.cases.inquiry import EvidenceSource
from domain.cases.words import Kind
from domain.spoken import Spoken

if TYPE_CHECKING:  # a case's file holds an inquiry
    from desk.views import Line


@dataclass(frozen=True, slots=True)
class StepLine:
    """One step of the checklist; `by` and `at` where it is done."""

    id: str
    says: Spoken
    by: str | None = None
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class NoteLine:
    text: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class MoveLine:
    """Where the case was before, where it went, and why."""

    by: str
    queue_before: str
    queue: str
    kind_before: Kind
    kind: Kind
    reason: str
    at: datetime


@dataclass(frozen=True, slots=True)
class WhenLine:
    """When it happened, as somebody corrected it; None once that is erased."""

    by: str
    happened: datetime | None
    reason: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Handling:
    """One link of the chain of custody after the first: somebody looked at it, or took it out."""

    by: str
    taken_out: bool
    at: datetime


@dataclass(frozen=True, slots=True)
class EvidenceLine:
    """One piece of evidence: who attached what, when and from where, and everybody who handled it since. `size` is in
    bytes; `box` is the SHA-256 of what lies encrypted in the vault.
    """

    case: int
    entry: str
    name: str
    origin: str
    media: str
    source: EvidenceSource
    size: int
    box: str
    by: str
    at: datetime
    handled: tuple[Handling, ...]


@dataclass(frozen=True, slots=True)
class EvidenceFile:
    """A piece of evidence, opened. `text` where it can be read as such; `intact` says whether it is what was
    attached, and nothing is shown where it is not; an erased one can be neither.
    """

    line: EvidenceLine
    text: str | None
    intact: bool
    erased: bool = False


@dataclass(frozen=True, slots=True)
class Duplicate:
    """What was reported in a case that is part of this one."""

    number: int
    narratives: tuple[Narrative, ...]
    talk: tuple["Line", ...]
    evidence: tuple[EvidenceLine, ...]
    corrections: tuple[WhenLine, ...] = ()


@dataclass(frozen=True, slots=True)
class Inquiry:
    """Everything that reviewers did to find out what happened."""

    steps: tuple[StepLine, ...] = ()
    notes: tuple[NoteLine, ...] = ()
    moves: tuple[MoveLine, ...] = ()
    corrections: tuple[WhenLine, ...] = ()
    evidence: tuple[EvidenceLine, ...] = ()
    duplicates: tuple[Duplicate, ...] = ()

"""What reviewers do while they find out what happened: the commands, and the facts that follow from them."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.cases.words import Kind


class EvidenceSource(StrEnum):
    """Where a piece of evidence came from."""

    MESSAGE = "message"
    FILE = "file"


@dataclass(frozen=True, slots=True)
class MoveCase:
    """To another queue, or as another kind of matter, or both. Without a `queue` the kind decides it."""

    case: int
    by: str
    queue: str | None
    kind: Kind | None
    reason: str


@dataclass(frozen=True, slots=True)
class CorrectWhen:
    """The report is wrong or silent about when it `happened` (aware UTC). None where no time was chosen."""

    case: int
    by: str
    happened: datetime | None
    reason: str


@dataclass(frozen=True, slots=True)
class MergeDuplicate:
    """`case` is about the same matter as `into`, and is worked there from now on."""

    case: int
    by: str
    into: int


@dataclass(frozen=True, slots=True)
class TickStep:
    """A step of the checklist is done, or after all not (`done` is False). `step` is its id in `casework.yml`."""

    case: int
    by: str
    step: str
    done: bool


@dataclass(frozen=True, slots=True)
class WriteNote:
    """What a reviewer found, for the reviewers of the case alone. `key` is the form's nonce."""

    key: str
    case: int
    by: str
    text: str


@dataclass(frozen=True, slots=True)
class AttachEvidence:
    """Something to be kept with a case. `name` and `origin` (where it was found) are people's words, and go to the
    vault with the `content`; `media` is a media type such as `text/plain`. `key` is the form's nonce.
    """

    key: str
    case: int
    by: str
    source: EvidenceSource
    name: str
    origin: str
    media: str
    content: bytes


@dataclass(frozen=True, slots=True)
class CaseMoved:
    """`entry` names the reason in the vault. The severity and the promised times stay."""

    by: str
    queue_before: str
    queue: str
    kind_before: Kind
    kind: Kind
    entry: str
    at: datetime


@dataclass(frozen=True, slots=True)
class WhenCorrected:
    """`entry` names in the vault when it happened, and why that is known. `rulebook_version` was in force then and
    judges the case from now on.
    """

    by: str
    entry: str
    version_before: str
    rulebook_version: str
    at: datetime


@dataclass(frozen=True, slots=True)
class CaseMerged:
    """The case is a duplicate: it is worked as part of case `into`, and its reporter hears that one's outcome."""

    by: str
    into: int
    rulebook_version: str
    at: datetime


@dataclass(frozen=True, slots=True)
class DuplicateJoined:
    """Case `duplicate` is part of this one, and so are those that had been merged into it: all of them are in `cases`.
    A hold that stood on it stands on this one too (`held`).
    """

    by: str
    duplicate: int
    cases: tuple[int, ...]
    held: bool
    at: datetime


@dataclass(frozen=True, slots=True)
class StepTicked:
    """A step of the checklist is done, by whom and when."""

    by: str
    step: str
    at: datetime


@dataclass(frozen=True, slots=True)
class StepUnticked:
    """A step that counted as done is open again."""

    by: str
    step: str
    at: datetime


@dataclass(frozen=True, slots=True)
class NoteWritten:
    """`entry` names the note in the vault."""

    by: str
    entry: str
    digest: str
    at: datetime


@dataclass(frozen=True, slots=True)
class EvidenceAttached:
    """`entry` names it in the vault. `digest` is keyed and over the content, which a bare one would let people guess;
    `box` is the SHA-256 of what lies encrypted in the vault, which anybody with the database can compare. `size` is the
    content's, in bytes.
    """

    by: str
    source: EvidenceSource
    entry: str
    size: int
    digest: str
    box: str
    at: datetime


InquiryCommand = MoveCase | CorrectWhen | TickStep | WriteNote | AttachEvidence
FoundOut = WhenCorrected | StepTicked | StepUnticked | NoteWritten | EvidenceAttached
InquiryEvent = CaseMoved | CaseMerged | DuplicateJoined | FoundOut

"""Looks into sealed text: what somebody may ask to see, and the fact that they did."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class OpenCase:
    """A reviewer opens a case."""

    case: int
    by: str


@dataclass(frozen=True, slots=True)
class OpenProposal:
    """The second person opens the proposal that waits."""

    case: int
    by: str


@dataclass(frozen=True, slots=True)
class OpenNameRequest:
    """The second entitled person reads why a name should be opened."""

    case: int
    by: str


@dataclass(frozen=True, slots=True)
class OpenEvidence:
    """A reviewer opens one piece of evidence, by its entry in the vault."""

    case: int
    by: str
    entry: str


@dataclass(frozen=True, slots=True)
class ReadConversation:
    """A reporter looks at their own report: by name (`by`), or with the code, which alone proves an anonymous one."""

    case: int
    by: str | None
    code: str = ""


@dataclass(frozen=True, slots=True)
class SeeMyReport:
    """A reporter asks where their report stands and what they can do, without a word that anybody wrote: no event."""

    case: int
    by: str | None
    code: str = ""


@dataclass(frozen=True, slots=True)
class CaseViewed:
    """Somebody looked into sealed text. `by` is a user id or `party:reporter`."""

    by: str
    what: str
    at: datetime


Look = OpenCase | OpenProposal | OpenNameRequest | OpenEvidence | ReadConversation | SeeMyReport

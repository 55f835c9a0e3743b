"""What a command came to."""

from collections.abc import Awaitable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from desk.inquiry_views import EvidenceFile
from desk.my_report import MyReport
from desk.views import CaseFile, Conversation, NameFile, NoteFile, ProposalFile
from domain.cases.planning import PlanEvent
from domain.cases.refusals import Refusal
from domain.cases.state import Case
from domain.cases.words import Mode
from domain.rulebook.gaps import Gap
from storage.exceptions import StoreBusy

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Done:
    """It is on disk. `case` is the case after it."""

    case: Case


@dataclass(frozen=True, slots=True)
class Filed:
    """A report is on disk. `again` where the same form had been filed before; `added` where its words had changed;
    `mode` is how the first one was filed, and `code` what an anonymous reporter keeps.
    """

    case: int
    acknowledge_by: datetime
    decide_by: datetime
    again: bool = False
    added: bool = False
    mode: Mode = Mode.BY_NAME
    code: str | None = None


@dataclass(frozen=True, slots=True)
class Planned:
    """Who is on call was changed, or words were left for the next one, and it is on disk. `event` is None where nothing
    was left to do.
    """

    event: PlanEvent | None


@dataclass(frozen=True, slots=True)
class Shown:
    """Sealed text for somebody entitled; that they looked is on disk."""

    file: CaseFile | ProposalFile | Conversation | NameFile | EvidenceFile | MyReport | NoteFile


@dataclass(frozen=True, slots=True)
class Tended:
    """A gap of the rulebook was taken, closed or reminded of."""

    gap: Gap


@dataclass(frozen=True, slots=True)
class WillHear:
    """They will hear once. `key` takes it back; `until` (aware UTC) is when a gap that too few people met is forgotten,
    and None where nothing ends it but the news.
    """

    key: str
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class HeardAlready:
    """There is nothing to wait for: the gap was closed, as out of scope, and this is why."""

    reason: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Counted:
    """It is counted, or not any more. `helped` is how many people a clause helped at least, where that may be said."""

    helped: int | None = None


@dataclass(frozen=True, slots=True)
class Refused:
    """A rule says no, and nothing changed."""

    why: Refusal


@dataclass(frozen=True, slots=True)
class NotConfirmed:
    """The database did not answer in time. Whatever happens, the same command again will not act twice."""


async def answered(work: Awaitable[T]) -> T | NotConfirmed:
    """What a question to the database comes to; `NotConfirmed` where it does not answer."""
    try:
        return await work
    except StoreBusy:
        return NotConfirmed()


Outcome = Done | Filed | Planned | Shown | Tended | WillHear | HeardAlready | Counted | Refused | NotConfirmed

"""What people may see: frozen values, already filtered for whoever looks."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from desk.inquiry_views import Inquiry
from desk.my_report import MyReport
from domain.cases.commands import Narrative
from domain.cases.roster import Override
from domain.cases.shifts import Duty, Shift
from domain.cases.words import Finding, Intent, Kind, Mode, Severity, Status
from domain.rulebook.quoting import Quote


@dataclass(frozen=True, slots=True)
class CaseCard:
    """The content-free face of a case. Times are aware UTC; people are user ids; `steps` are done and all. `viewer` is
    None on a card that several people see; `may_approve` is whether the viewer may be the second of four eyes,
    `passed_on` whether the viewer was asked and somebody else is now.
    """

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
    approved_by: str | None = None
    proposed_by: str | None = None
    proposed_finding: Finding | None = None
    additions: int = 0
    withdrawn_at: datetime | None = None
    reopened_at: datetime | None = None
    when_corrected_by: str | None = None
    on_hold: bool = False
    erased_at: datetime | None = None
    merged_into: int | None = None
    duplicates: tuple[int, ...] = ()
    steps: tuple[int, int] | None = None
    viewer: str | None = None
    may_approve: bool = True
    passed_on: bool = False

    @property
    def waits(self) -> bool:
        """Whether nobody has it, though somebody must."""
        return self.status in (Status.OPEN, Status.REOPENED)

    @property
    def over(self) -> bool:
        """Whether it is decided, or closed because it was withdrawn."""
        return self.status in (Status.DECIDED, Status.CLOSED)


@dataclass(frozen=True, slots=True)
class Line:
    """One message of a conversation. `by` is None where the reporter wrote; `delivered_at` and `read_at` tell how far
    it came on the other side.
    """

    text: str
    by: str | None
    at: datetime
    delivered: bool
    read_at: datetime | None


@dataclass(frozen=True, slots=True)
class Afterword:
    """What the reporter said afterwards, and the decision that they did not find good: `what` is `withdrawn`,
    `not_solved` or `decided_before`, which has `by` and `finding`; `text` may be empty.
    """

    what: str
    text: str
    at: datetime
    by: str = ""
    finding: Finding | None = None


@dataclass(frozen=True, slots=True)
class CaseFile:
    """What an entitled reviewer reads. `reporter` (a user id) only where the mode lets this viewer know; `subjects` are
    user ids; `returned` is why the last proposal came back; `rulebook` is the version by which the case is judged.
    """

    card: CaseCard
    mode: Mode
    reporter: str | None
    subjects: tuple[str, ...]
    vendors: tuple[str, ...]
    narratives: tuple[Narrative, ...]
    talk: tuple[Line, ...]
    intent: Intent | None
    reasons: str | None
    returned: str | None
    reachable: bool
    name_asked_by: str | None
    may_ask_name: bool
    rulebook: str
    inquiry: Inquiry = field(default_factory=Inquiry)
    afterwords: tuple[Afterword, ...] = ()


@dataclass(frozen=True, slots=True)
class ProposalFile:
    """A proposal as the second person sees it, whole.

    `digest` is what an approval binds to; `may_read` says whether they may open the case.
    """

    card: CaseCard
    by: str
    finding: Finding
    clauses: tuple["QuotedClause", ...]
    intent: Intent | None
    reasons: str
    digest: str
    may_read: bool = False


@dataclass(frozen=True, slots=True)
class NameFile:
    """A request to open a confidential name, for the second entitled person."""

    number: int
    by: str
    reason: str


@dataclass(frozen=True, slots=True)
class OpenMatter:
    """A case that waits for a decision, content-free. `due` is what is promised next; `owner` a user id."""

    number: int
    kind: Kind
    severity: Severity
    status: Status
    owner: str | None
    due: datetime


@dataclass(frozen=True, slots=True)
class OpenMatters:
    """What a rotation answers for at `now`, without cases that this viewer is kept out of; `next` is who is on call
    after whoever is now.
    """

    rotation: str
    now: datetime
    matters: tuple[OpenMatter, ...]
    next: Shift | None


@dataclass(frozen=True, slots=True)
class OnCallView:
    """Who is on call at `at`, rung by rung, and the overrides made in Slack that end after it; `zones` by rotation."""

    at: datetime
    duties: tuple[Duty, ...]
    zones: Mapping[str, ZoneInfo]
    overrides: tuple[Override, ...]


@dataclass(frozen=True, slots=True)
class NoteFile:
    """Words that were left for whoever is on call next."""

    note: int
    by: str
    text: str


@dataclass(frozen=True, slots=True)
class QuotedClause:
    """A clause of the version by which a case is judged; `quotes` is how it is shown in further languages."""

    id: str
    title: str
    rule: str
    quotes: Mapping[str, Quote] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ReporterOutcome:
    """What the reporter hears at the end."""

    number: int
    finding: Finding
    clauses: tuple[QuotedClause, ...]
    rulebook_version: str
    reasons: str
    not_solved_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Conversation:
    """What a reporter sees of their own report; `goes_with` is the case that it is part of, where it is a duplicate."""

    card: CaseCard
    mode: Mode
    talk: tuple[Line, ...]
    outcome: ReporterOutcome | None
    on_hold: bool
    report: MyReport
    goes_with: CaseCard | None = None

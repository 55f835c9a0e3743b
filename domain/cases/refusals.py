"""The ways the house says no. Values, so that whoever asks must look."""

from dataclasses import dataclass
from datetime import datetime

from domain.cases.plan_refusals import PlanRefusal
from domain.cases.words import Finding, Severity
from domain.rulebook.gap_refusals import GapRefusal


@dataclass(frozen=True, slots=True)
class NoSuchCase:
    case: int


@dataclass(frozen=True, slots=True)
class NotEntitled:
    """The person is no reviewer of this queue."""


@dataclass(frozen=True, slots=True)
class OwnReport:
    """The reporter may not review what they reported."""


@dataclass(frozen=True, slots=True)
class AlreadyAcknowledged:
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class AlreadyYours:
    at: datetime


@dataclass(frozen=True, slots=True)
class OwnedByAnother:
    by: str


@dataclass(frozen=True, slots=True)
class AlreadyDecided:
    by: str
    at: datetime
    finding: Finding


@dataclass(frozen=True, slots=True)
class CaseClosed:
    """The reporter withdrew the report, and that closed the case."""

    at: datetime


@dataclass(frozen=True, slots=True)
class TooLateToWithdraw:
    """The case is decided, so there is nothing to take back."""

    at: datetime


@dataclass(frozen=True, slots=True)
class AlreadyWithdrawn:
    """The reporter withdrew this report."""

    at: datetime


@dataclass(frozen=True, slots=True)
class NotDecidedYet:
    """There is no decision yet of which the reporter could say anything."""

    decide_by: datetime


@dataclass(frozen=True, slots=True)
class TooLateToReopen:
    """The time in which a reporter may say that it was not solved is over."""

    until: datetime


@dataclass(frozen=True, slots=True)
class ReopenedBefore:
    """A reporter may have a case reopened once."""

    at: datetime


@dataclass(frozen=True, slots=True)
class BadField:
    """`problem` is a word of the catalogue (`blank`, `too_long`, `needed`, `unknown`, …; of times
    `before_start`, `over`, `too_far`); `about` fills its gap.
    """

    field: str
    problem: str
    about: str = ""


@dataclass(frozen=True, slots=True)
class Excluded:
    """The person is kept out of this case. Which of the reasons it was is not said."""


@dataclass(frozen=True, slots=True)
class NotAuthorised:
    """Deciding at this severity needs another role."""

    severity: Severity


@dataclass(frozen=True, slots=True)
class NotApprover:
    """The person may not be the second of four eyes here."""


@dataclass(frozen=True, slots=True)
class OwnProposal:
    """A proposer never approves."""


@dataclass(frozen=True, slots=True)
class NothingProposed:
    """There is no proposal that waits."""


@dataclass(frozen=True, slots=True)
class ProposalChanged:
    """What was seen is not what is proposed now."""


@dataclass(frozen=True, slots=True)
class NobodyToApprove:
    """A second person is needed, and nobody who may be one is free."""


@dataclass(frozen=True, slots=True)
class SameSeverity:
    """The case has this severity already."""


@dataclass(frozen=True, slots=True)
class WrongCode:
    """No case answers to this receipt code."""


@dataclass(frozen=True, slots=True)
class TooManyGuesses:
    """So many wrong codes were tried lately that none is looked up for a while."""


@dataclass(frozen=True, slots=True)
class NotReporter:
    """Only whoever filed this report may do this."""


@dataclass(frozen=True, slots=True)
class OnHold:
    """A legal hold stands."""


@dataclass(frozen=True, slots=True)
class NotOnHold:
    """There is no hold to lift."""


@dataclass(frozen=True, slots=True)
class NotConfidential:
    """There is no sealed name to open."""


@dataclass(frozen=True, slots=True)
class NotNameOpener:
    """Opening a name needs another role."""


@dataclass(frozen=True, slots=True)
class NameAlreadyAsked:
    by: str


@dataclass(frozen=True, slots=True)
class NoNameAsked:
    """Nobody asks for the name just now."""


@dataclass(frozen=True, slots=True)
class OwnRequest:
    """Whoever asks for a name cannot agree to it."""


@dataclass(frozen=True, slots=True)
class Erased:
    """What was written here is erased."""


@dataclass(frozen=True, slots=True)
class NothingMoves:
    """The case is in this queue, and of this kind, already."""


@dataclass(frozen=True, slots=True)
class IntoItself:
    """A case is no duplicate of itself."""


@dataclass(frozen=True, slots=True)
class Lighter:
    """The other case has a lower severity than the duplicate's."""

    severity: Severity


@dataclass(frozen=True, slots=True)
class Merged:
    """The case is part of another one now."""

    into: int


@dataclass(frozen=True, slots=True)
class HandledTogether:
    """The report is part of another case, which goes on without this wish of its reporter."""

    into: int


@dataclass(frozen=True, slots=True)
class NoSuchStep:
    """The checklist of this kind has no such step."""


@dataclass(frozen=True, slots=True)
class TooLarge:
    """A piece of evidence is larger than a case keeps."""

    megabytes: int


@dataclass(frozen=True, slots=True)
class TooMuchEvidence:
    """A case keeps at most `limit` pieces."""

    limit: int


@dataclass(frozen=True, slots=True)
class NoSuchEvidence:
    """The case keeps nothing under this name."""


Refusal = (
    NoSuchCase
    | NotEntitled
    | OwnReport
    | AlreadyAcknowledged
    | AlreadyYours
    | OwnedByAnother
    | AlreadyDecided
    | BadField
    | Excluded
    | NotAuthorised
    | NotApprover
    | OwnProposal
    | NothingProposed
    | ProposalChanged
    | NobodyToApprove
    | SameSeverity
    | WrongCode
    | TooManyGuesses
    | NotReporter
    | OnHold
    | NotOnHold
    | NotConfidential
    | NotNameOpener
    | NameAlreadyAsked
    | NoNameAsked
    | OwnRequest
    | Erased
    | NothingMoves
    | IntoItself
    | Lighter
    | Merged
    | HandledTogether
    | NoSuchStep
    | TooLarge
    | TooMuchEvidence
    | NoSuchEvidence
    | CaseClosed
    | TooLateToWithdraw
    | AlreadyWithdrawn
    | NotDecidedYet
    | TooLateToReopen
    | ReopenedBefore
    | PlanRefusal
    | GapRefusal
)

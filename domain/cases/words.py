"""The field's own words for a case, as closed sets."""

from enum import StrEnum


class Kind(StrEnum):
    """What sort of matter a report is about."""

    ABUSE = "abuse"
    NEAR_MISS = "near_miss"
    AMBIGUITY = "ambiguity"
    UNINTENDED_CONSEQUENCE = "unintended_consequence"
    SECURITY_RESEARCH = "security_research"


class Severity(StrEnum):
    """How much is at stake; decides the clocks."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    CRITICAL = "critical"


class Mode(StrEnum):
    """Who may learn who reported: the case's reviewers, two entitled people with a reason, or nobody."""

    BY_NAME = "by_name"
    CONFIDENTIAL = "confidential"
    ANONYMOUS = "anonymous"


class Finding(StrEnum):
    """What a reviewer found."""

    VIOLATION = "violation"
    NO_VIOLATION = "no_violation"
    UNCLEAR = "unclear"
    INSUFFICIENT_INFORMATION = "insufficient_information"
    DUPLICATE = "duplicate"
    WITHDRAWN = "withdrawn"


class Intent(StrEnum):
    """How the act came about, where the finding is a violation."""

    INADVERTENT = "inadvertent"
    NEGLIGENT = "negligent"
    DELIBERATE = "deliberate"


class Status(StrEnum):
    """Where a case stands. Acknowledgement, nudges and escalations are facts, not statuses."""

    OPEN = "open"
    IN_REVIEW = "in_review"
    PROPOSED = "proposed"
    DECIDED = "decided"
    CLOSED = "closed"
    REOPENED = "reopened"


class Vote(StrEnum):
    """How a reporter found what came of their report."""

    HELPED = "helped"
    PARTLY = "partly"
    DID_NOT_HELP = "did_not_help"


class ClockName(StrEnum):
    """The promises that a case makes."""

    ACKNOWLEDGE = "acknowledge"
    DECIDE = "decide"


class Step(StrEnum):
    """What happens when a deadline of a clock passes."""

    NUDGE = "nudge"
    ESCALATE = "escalate"
    REPEAT = "repeat"


class Lapse(StrEnum):
    """Why a proposal no longer stands."""

    REPLACED = "replaced"
    SEVERITY = "severity"
    EXCLUSION = "exclusion"
    MOVED = "moved"
    MERGED = "merged"
    HAPPENED = "happened"

"""The house's words as people read them."""

from domain.cases.words import ClockName, Finding, Intent, Kind, Lapse, Mode, Severity, Status

KINDS = {
    Kind.ABUSE: "Abuse",
    Kind.NEAR_MISS: "Near miss",
    Kind.AMBIGUITY: "Ambiguity",
    Kind.UNINTENDED_CONSEQUENCE: "Unintended consequence",
    Kind.SECURITY_RESEARCH: "Security research",
}
KIND_HINTS = {
    Kind.ABUSE: "Abuse: somebody broke the policy",
    Kind.NEAR_MISS: "Near miss: it nearly went wrong, or did by mistake",
    Kind.AMBIGUITY: "Ambiguity: the policy is unclear or silent",
    Kind.UNINTENDED_CONSEQUENCE: "Unintended consequence: a rule or tool does harm",
    Kind.SECURITY_RESEARCH: "Security research: a weakness found in good faith",
}
SEVERITIES = {
    Severity.LOW: "low",
    Severity.MEDIUM: "medium",
    Severity.HIGH: "high",
    Severity.CRITICAL: "critical",
}
STATUSES = {
    Status.OPEN: "Open",
    Status.IN_REVIEW: "In review",
    Status.PROPOSED: "Waits for a second person",
    Status.DECIDED: "Decided",
    Status.CLOSED: "Closed, withdrawn",
    Status.REOPENED: "Reopened",
}
MODES = {Mode.BY_NAME: "By name", Mode.CONFIDENTIAL: "Confidential", Mode.ANONYMOUS: "Anonymous"}
LAPSES = {
    Lapse.REPLACED: "it was replaced by another one",
    Lapse.SEVERITY: "the severity of the case changed",
    Lapse.EXCLUSION: "who may act on the case changed",
    Lapse.MOVED: "the case was moved",
    Lapse.MERGED: "another report was joined to the case",
}
FINDINGS = {
    Finding.VIOLATION: "Violation",
    Finding.NO_VIOLATION: "No violation",
    Finding.UNCLEAR: "The policy is unclear here",
    Finding.INSUFFICIENT_INFORMATION: "Not enough information",
    Finding.DUPLICATE: "Duplicate of another case",
    Finding.WITHDRAWN: "Withdrawn by the reporter",
}
INTENTS = {
    Intent.INADVERTENT: "Inadvertent: by mistake",
    Intent.NEGLIGENT: "Negligent: should have known",
    Intent.DELIBERATE: "Deliberate: on purpose",
}
CLOCKS = {ClockName.ACKNOWLEDGE: "acknowledgement", ClockName.DECIDE: "a decision"}
RUNGS = {1: "primary", 2: "secondary", 3: "lead", 4: "outsider"}

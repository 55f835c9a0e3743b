"""Deciding a case: alone where one person may, else as a proposal that a second person approves or returns."""

from domain.cases.authority import approvers, may_approve
from domain.cases.briefing import Briefing
from domain.cases.commands import (
    REASON_LIMIT,
    TEXT_LIMIT,
    ApproveDecision,
    ChangeSeverity,
    ProposeDecision,
    ReturnDecision,
)
from domain.cases.events import (
    CaseAcknowledged,
    CaseDecided,
    CaseEvent,
    DecisionProposed,
    DecisionReturned,
    ProposalLapsed,
    SeverityChanged,
)
from domain.cases.filing import bad_text
from domain.cases.refusals import (
    AlreadyDecided,
    BadField,
    NobodyToApprove,
    NotAuthorised,
    NothingProposed,
    OwnedByAnother,
    ProposalChanged,
    SameSeverity,
)
from domain.cases.state import Case
from domain.cases.verdict import Verdict
from domain.cases.words import ClockName, Finding, Lapse, Severity


def propose(case: Case, command: ProposeDecision, briefing: Briefing) -> Verdict:
    """A decision, or where four eyes are needed a proposal. An earlier proposal lapses."""
    if command.finding is Finding.WITHDRAWN and case.withdrawn is None:
        return BadField("finding", "not_withdrawn")
    if (bad := _bad_decision(command, briefing)) is not None:
        return bad
    if case.owner is not None and case.owner != command.by:
        return OwnedByAnother(case.owner)
    deciders = briefing.casework.deciders.get(case.severity, frozenset())
    if deciders and not briefing.roster.has_role(command.by, *deciders):
        return NotAuthorised(case.severity)
    first: tuple[CaseEvent, ...] = () if case.owner else (CaseAcknowledged(command.by, briefing.now),)
    rule = briefing.casework.needs_second(case.severity, command.finding)
    if rule is None:
        return (*first, *_lapsed(case, Lapse.REPLACED, briefing), _decided(case, command, briefing))
    asked = approvers(case, rule.approvers, command.by, briefing)
    if not asked:
        return NobodyToApprove()
    return (*first, *_lapsed(case, Lapse.REPLACED, briefing), _proposed(case, command, asked, briefing))


def _decided(case: Case, command: ProposeDecision, briefing: Briefing) -> CaseDecided:
    return CaseDecided(
        by=command.by,
        finding=command.finding,
        clauses=command.clauses,
        intent=command.intent if command.finding is Finding.VIOLATION else None,
        entry=_entry(case),
        rulebook_version=briefing.rulebook_version,
        at=briefing.now,
        approved_by=None,
        digest=briefing.digest,
    )


def _proposed(case: Case, command: ProposeDecision, asked: tuple[str, ...], briefing: Briefing) -> DecisionProposed:
    number = case.proposals + 1
    return DecisionProposed(
        proposal=number,
        by=command.by,
        finding=command.finding,
        clauses=command.clauses,
        intent=command.intent if command.finding is Finding.VIOLATION else None,
        entry=_entry(case),
        digest=briefing.digest,
        rulebook_version=briefing.rulebook_version,
        severity=case.severity,
        asked=asked,
        at=briefing.now,
    )


def _entry(case: Case) -> str:
    """A name for the reasons that no proposal or decision of the case had before."""
    return f"decision-{case.proposals + len(case.former) + 1}"


def _bad_decision(command: ProposeDecision, briefing: Briefing) -> BadField | None:
    if (bad := bad_text("reasons", command.reasons, TEXT_LIMIT)) is not None:
        return bad
    if command.rulebook not in ("", briefing.rulebook_version):
        return BadField("clauses", "other_version", briefing.rulebook_version)
    unknown = [clause for clause in command.clauses if clause not in briefing.clauses]
    if unknown:
        return BadField("clauses", "unknown", ", ".join(unknown))
    if command.finding is Finding.VIOLATION and not command.clauses:
        return BadField("clauses", "needed")
    if command.finding is Finding.VIOLATION and command.intent is None:
        return BadField("intent", "needed")
    return None


def second(case: Case, command: ApproveDecision | ReturnDecision, briefing: Briefing) -> Verdict:
    """The second person's answer, to exactly what they saw."""
    if case.decision is not None:
        return AlreadyDecided(case.decision.by, case.decision.at, case.decision.finding)
    proposal = case.proposal
    if proposal is None:
        return NothingProposed()
    if (no := may_approve(case, command.by, briefing)) is not None:
        return no
    if command.digest != proposal.digest:
        return ProposalChanged()
    if isinstance(command, ReturnDecision):
        entry = f"return-{proposal.proposal}"
        bad = bad_text("reason", command.reason, REASON_LIMIT)
        return bad or (DecisionReturned(proposal.proposal, command.by, entry, briefing.now),)
    decided = CaseDecided(
        by=proposal.by,
        finding=proposal.finding,
        clauses=proposal.clauses,
        intent=proposal.intent,
        entry=proposal.entry,
        rulebook_version=proposal.rulebook_version,
        at=briefing.now,
        approved_by=command.by,
        digest=proposal.digest,
    )
    return (decided,)


def change_severity(case: Case, command: ChangeSeverity, briefing: Briefing) -> Verdict:
    """Another severity, with a reason: goals are promised anew, and a proposal lapses."""
    if command.severity is case.severity:
        return SameSeverity()
    if (bad := bad_text("reason", command.reason, REASON_LIMIT)) is not None:
        return bad
    promises = briefing.casework.promises[command.severity]
    order = list(Severity)
    heavier = order.index(command.severity) > order.index(case.severity)
    acknowledge, decide = (
        # a heavier case gets its time from now, never more than it had; a lighter one counts from its filing
        min(case.goal(clock), briefing.now + promises[clock].goal) if heavier else case.filed_at + promises[clock].goal
        for clock in (ClockName.ACKNOWLEDGE, ClockName.DECIDE)
    )
    changed = SeverityChanged(
        command.by, case.severity, command.severity, f"severity-{case.version + 1}", acknowledge, decide, briefing.now
    )
    return (*_lapsed(case, Lapse.SEVERITY, briefing), changed)


def _lapsed(case: Case, why: Lapse, briefing: Briefing) -> tuple[ProposalLapsed, ...]:
    return () if case.proposal is None else (ProposalLapsed(case.proposal.proposal, why, briefing.now),)

"""Merging a duplicate: two cases are one matter, worked in one of them, and nobody who reported it is lost."""

from dataclasses import dataclass

from domain.cases.authority import may_review
from domain.cases.briefing import Briefing
from domain.cases.events import CaseEvent, ProposalLapsed
from domain.cases.excluding import relieved
from domain.cases.inquiry import CaseMerged, DuplicateJoined, MergeDuplicate
from domain.cases.refusals import (
    AlreadyDecided,
    CaseClosed,
    Erased,
    IntoItself,
    Lighter,
    Merged,
    NoSuchCase,
    OwnedByAnother,
    Refusal,
)
from domain.cases.state import Case
from domain.cases.words import Lapse, Severity


@dataclass(frozen=True, slots=True)
class Merge:
    """What happens in the record of each case, in one commit."""

    duplicate: tuple[CaseEvent, ...]
    into: tuple[CaseEvent, ...]


def merge(duplicate: Case, into: Case | None, command: MergeDuplicate, briefing: Briefing) -> Merge | Refusal:
    """The duplicate ends, and the other case takes it in. `briefing` knows the reporters and subjects of both, so that
    whoever may not act on one may not act on the other from now on, and is relieved in the same breath.
    """
    if (no := may_review(duplicate, command.by, briefing) or _ended(duplicate)) is not None:
        return no
    if duplicate.number == command.into:
        return IntoItself()
    if into is None:
        return NoSuchCase(command.into)
    if (no := may_review(into, command.by, briefing) or _ended(into)) is not None:
        return no
    if duplicate.owner is not None and duplicate.owner != command.by:
        return OwnedByAnother(duplicate.owner)
    if list(Severity).index(into.severity) < list(Severity).index(duplicate.severity):
        # A heavy case must not get around its second pair of eyes by ending in a light one.
        return Lighter(duplicate.severity)
    merged = CaseMerged(command.by, into.number, briefing.rulebook_version, briefing.now)
    cases = (duplicate.number, *duplicate.duplicates)
    joined = DuplicateJoined(command.by, duplicate.number, cases, duplicate.on_hold, briefing.now)
    proposal = duplicate.proposal
    lapsed = () if proposal is None else (ProposalLapsed(proposal.proposal, Lapse.MERGED, briefing.now),)
    return Merge((*lapsed, merged), relieved(into, joined, briefing, Lapse.MERGED))


def _ended(case: Case) -> Merged | Erased | AlreadyDecided | CaseClosed | None:
    if case.merged_into is not None:
        return Merged(case.merged_into)
    if case.erased_at is not None:
        return Erased()
    if case.decision is not None:
        return AlreadyDecided(case.decision.by, case.decision.at, case.decision.finding)
    return CaseClosed(case.withdrawn.at) if case.withdrawn is not None and case.over else None

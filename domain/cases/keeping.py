"""What is kept and for how long: legal hold, opening a confidential name, erasing a name or a whole case."""

from domain.cases.authority import approvers, may_answer_name, may_review
from domain.cases.briefing import Briefing
from domain.cases.commands import REASON_LIMIT, AnswerNameRequest, PlaceHold, RequestName
from domain.cases.events import (
    CaseErased,
    HoldLifted,
    HoldPlaced,
    IdentityErased,
    NameOpened,
    NameRefused,
    NameRequested,
)
from domain.cases.filing import bad_text
from domain.cases.refusals import (
    Erased,
    NameAlreadyAsked,
    NobodyToApprove,
    NoNameAsked,
    NotConfidential,
    NotNameOpener,
    NotOnHold,
    NotReporter,
    OnHold,
    OwnRequest,
)
from domain.cases.state import Case
from domain.cases.verdict import Verdict
from domain.cases.words import Mode


def place_hold(case: Case, command: PlaceHold, briefing: Briefing) -> Verdict:
    """Nothing of the case is erased until the hold is lifted."""
    if case.erased_at is not None:
        return Erased()
    if case.on_hold:
        return OnHold()
    bad = bad_text("reason", command.reason, REASON_LIMIT)
    return bad or (HoldPlaced(command.by, f"hold-{case.holds + 1}", briefing.now),)


def lift_hold(case: Case, by: str, briefing: Briefing) -> Verdict:
    """Retention goes on."""
    return (HoldLifted(by, briefing.now),) if case.on_hold else NotOnHold()


def end_retention(case: Case, briefing: Briefing) -> Verdict:
    """Everything written is erased, unless a hold stands or it is gone already. A duplicate goes with its case."""
    gone = case.erased_at is not None or not case.over
    if case.on_hold or gone or case.merged_into is not None:
        return ()
    return (CaseErased(briefing.now),)


def erase_identity(case: Case, by: str, briefing: Briefing) -> Verdict:
    """The reporter's own wish, where no hold stands."""
    if case.identity_erased_at is not None or case.erased_at is not None:
        return Erased()
    if by not in briefing.reporters:
        return NotReporter()
    return OnHold() if case.on_hold or briefing.joined.on_hold else (IdentityErased(briefing.now),)


def request_name(case: Case, command: RequestName, briefing: Briefing) -> Verdict:
    """The first of two entitled people asks, with a reason, to open a confidential name."""
    if (no := may_review(case, command.by, briefing)) is not None:
        return no
    if not briefing.roster.has_role(command.by, *briefing.casework.name_openers):
        return NotNameOpener()
    if case.mode is not Mode.CONFIDENTIAL:
        return NotConfidential()
    if not case.reachable:
        return Erased()
    if case.name_request is not None:
        return NameAlreadyAsked(case.name_request.by)
    if (bad := bad_text("reason", command.reason, REASON_LIMIT)) is not None:
        return bad
    asked = approvers(case, briefing.casework.name_openers, command.by, briefing)
    entry = f"name-{case.name_requests + 1}"
    return (NameRequested(command.by, entry, asked, briefing.now),) if asked else NobodyToApprove()


def answer_name_request(case: Case, command: AnswerNameRequest, briefing: Briefing) -> Verdict:
    """The second entitled person agrees or refuses."""
    if (no := may_answer_name(case, command.by, briefing)) is not None:
        return no
    request = case.name_request
    if request is None:
        return NoNameAsked()
    if command.by == request.by:
        return OwnRequest()
    if command.agree:
        return (NameOpened(command.by, request.by, request.entry, briefing.now),)
    return (NameRefused(command.by, request.by, briefing.now),)

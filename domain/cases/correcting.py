"""Correcting when the matter of a case happened, and with that the version of the rulebook that judges it."""

from domain.cases.briefing import Briefing
from domain.cases.commands import REASON_LIMIT
from domain.cases.events import ProposalLapsed
from domain.cases.filing import bad_text, yet_to_come
from domain.cases.inquiry import CorrectWhen, WhenCorrected
from domain.cases.refusals import BadField, Erased
from domain.cases.state import Case
from domain.cases.verdict import Verdict
from domain.cases.words import Lapse


def correct(case: Case, command: CorrectWhen, briefing: Briefing) -> Verdict:
    """`briefing` knows the version that was in force at the corrected time. A proposal lapses, for whoever approves it
    would approve what another version says.
    """
    if case.erased_at is not None:
        return Erased()
    if command.happened is None:
        return BadField("happened", "no_time")
    if yet_to_come(command.happened, briefing.now):
        return BadField("happened", "in_future")
    if command.happened == briefing.happened:
        return BadField("happened", "same_time")
    if (bad := bad_text("reason", command.reason, REASON_LIMIT)) is not None:
        return bad
    entry = f"when-{len(case.corrections) + 1}"
    corrected = WhenCorrected(command.by, entry, case.rulebook_version, briefing.rulebook_version, briefing.now)
    if case.proposal is None:
        return (corrected,)
    return ProposalLapsed(case.proposal.proposal, Lapse.HAPPENED, briefing.now), corrected

"""Moving a case to another queue, or to another kind of matter."""

from domain.cases.authority import kept_out
from domain.cases.briefing import Briefing
from domain.cases.commands import REASON_LIMIT
from domain.cases.events import CaseEvent, CaseReleased, ProposalLapsed
from domain.cases.filing import bad_text, page
from domain.cases.folding import evolve
from domain.cases.inquiry import CaseMoved, MoveCase
from domain.cases.refusals import BadField, NothingMoves
from domain.cases.state import Case
from domain.cases.verdict import Verdict
from domain.cases.words import ClockName, Lapse


def move(case: Case, command: MoveCase, briefing: Briefing) -> Verdict:
    """Severity and promised times stay; a proposal lapses. Where other people answer for the new queue, whoever had the
    case is relieved, and the first of them who may act is asked.
    """
    kind = command.kind or case.kind
    changed = kind is not case.kind
    queue = command.queue or (briefing.casework.queue_of(kind, case.severity) if changed else case.queue)
    if queue not in briefing.casework.queues:
        return BadField("queue", "unknown_queue", queue)
    if queue == case.queue and not changed:
        return NothingMoves()
    if (bad := bad_text("reason", command.reason, REASON_LIMIT)) is not None:
        return bad
    entry = f"move-{case.version + 1}"
    moved = CaseMoved(command.by, case.queue, queue, case.kind, kind, entry, briefing.now)
    lapsed = () if case.proposal is None else (ProposalLapsed(case.proposal.proposal, Lapse.MOVED, briefing.now),)
    return (*lapsed, moved, *_handed_over(case, moved, briefing))


def _handed_over(case: Case, moved: CaseMoved, briefing: Briefing) -> tuple[CaseEvent, ...]:
    queues = briefing.casework.queues
    before = queues[moved.queue_before].rotation if moved.queue_before in queues else ""
    after, events = evolve(case, moved), list[CaseEvent]()
    if queues[moved.queue].rotation != before:
        goal = briefing.now + briefing.casework.promises[case.severity][ClockName.ACKNOWLEDGE].goal
        had = dict.fromkeys([*case.paged, *([case.owner] if case.owner else [])])
        events += [CaseReleased(who, goal if who == case.owner else None, briefing.now) for who in had]
        for event in events:
            after = evolve(after, event)
    waits = after.accountable is None or kept_out(after, after.accountable, briefing) is not None
    return (*events, page(after, briefing)) if waits else tuple(events)

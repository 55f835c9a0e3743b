"""Carrying out a command on a case, in one transaction."""

from sqlalchemy import Connection

from desk.outcomes import Done, Outcome, Refused
from desk.tools import Tools, briefing, load, stream_of
from desk.writing import redraw, write
from domain.cases.commands import CaseCommand, DeadlinePassed, ProposeDecision
from domain.cases.decide import decide
from domain.cases.events import CaseDecided
from domain.cases.refusals import AlreadyAcknowledged, AlreadyDecided, AlreadyYours, NoSuchCase
from storage import deadlines

OVERTAKEN = (AlreadyAcknowledged, AlreadyDecided, AlreadyYours)


def carry_out(conn: Connection, tools: Tools, command: CaseCommand) -> Outcome:
    """Load, decide, write. A deadline row is settled in the same commit as the event that it caused."""
    if isinstance(command, DeadlinePassed) and not deadlines.settle(conn, command.deadline, tools.now):
        case = load(conn, command.case)
        return Refused(NoSuchCase(command.case)) if case is None else Done(case)
    case = load(conn, command.case)
    verdict = decide(case, command, briefing(conn, tools, command.case))
    if not isinstance(verdict, tuple):
        if case is not None and isinstance(verdict, OVERTAKEN):
            redraw(conn, tools, case)
        return Refused(verdict)
    if case is None:
        return Refused(NoSuchCase(command.case))
    if not verdict:
        return Done(case)
    for event in verdict:
        if isinstance(event, CaseDecided) and isinstance(command, ProposeDecision):
            tools.vault.seal(conn, stream_of(command.case), event.entry, command.reasons, tools.now)
    actor = "clock" if isinstance(command, DeadlinePassed) else command.by
    return Done(write(conn, tools, case, verdict, actor))

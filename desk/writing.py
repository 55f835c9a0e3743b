"""Events and all that follows from them, in the transaction that holds them."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection

from desk.codec import to_stored
from desk.homes import moved
from desk.tools import Tools, stream_of
from domain.cases.clocks import Keep, Start, Stop, clocks
from domain.cases.events import CaseEvent
from domain.cases.folding import evolve
from domain.cases.notices import CARRIES_TEXT, LaneClass, Notice, NoticeKind, notices
from domain.cases.promises import settled
from domain.cases.state import Case
from domain.cases.waiting import next_due, waits_for
from domain.cases.words import ClockName
from storage import cases, deadlines, numbers, outbox, promises, streams
from storage.cases import CaseRow
from storage.deadlines import Deadline
from storage.outbox import Delivery
from storage.promises import PromiseRow


def write(conn: Connection, tools: Tools, before: Case | None, events: Sequence[CaseEvent], actor: str) -> Case:
    """Append events with their notices, deadlines and projection; returns the case after them.
    Raises `StreamMoved` where somebody else was faster.
    """
    case = before
    for event in events:
        earlier, case = case, evolve(case, event)
        stream = stream_of(case.number)
        streams.append(conn, [to_stored(stream, case.version, event, tools.now, actor)])
        promises.add(conn, promise_rows(earlier, case, tools.now))
        for number, notice in enumerate(notices(event, case), start=1):
            outbox.enqueue(conn, _delivery(case, number, notice, tools), tools.now)
        _keep_time(conn, tools, event, case)
    if case is None:
        raise ValueError("nothing to write")
    cases.put(conn, row_of(case))
    moved(conn, tools, before, case)
    return case


def redraw(conn: Connection, tools: Tools, case: Case) -> None:
    """Have a case's card and pages drawn anew, for somebody clicked on one that was out of date."""
    stream, again = stream_of(case.number), numbers.next_number(conn, "redraw")
    asked = [Notice(NoticeKind.CARD, f"queue:{case.queue}", LaneClass.DECISION)]
    asked += [Notice(NoticeKind.PAGE, f"person:{person}", LaneClass.DECISION) for person in case.paged]
    for notice in asked:
        if outbox.posted(conn, stream, notice.to, notice.kind) is not None:
            outbox.enqueue(conn, _delivery(case, again, notice, tools, again=True), tools.now)


def _delivery(case: Case, number: int, notice: Notice, tools: Tools, *, again: bool = False) -> Delivery:
    stream = stream_of(notice.of or case.number)
    return Delivery(
        id=f"{stream_of(case.number)}.{case.version}.{'again-' if again else ''}{number}.{notice.kind}.{notice.to}",
        lane=f"{stream}:{notice.to}",
        lane_class=int(notice.lane_class),
        kind=notice.kind.value,
        stream=stream,
        destination=notice.to,
        payload=dict(notice.facts),
        next_try=tools.now,
        carries_text=notice.kind in CARRIES_TEXT,
    )


def _keep_time(conn: Connection, tools: Tools, event: CaseEvent, case: Case) -> None:
    stream = stream_of(case.number)
    changes = clocks(event, case, tools.house.casework)
    for change in changes:
        if isinstance(change, Stop):
            deadlines.stop_all(conn, stream, change.prefix, tools.now)
    start_clocks(conn, stream, [change for change in changes if not isinstance(change, Stop)])


def start_clocks(conn: Connection, stream: str, starts: Sequence[Start | Keep]) -> None:
    """Start deadlines of a stream."""
    deadlines.start(conn, *(_deadline(stream, start) for start in starts))


def _deadline(stream: str, start: Start | Keep) -> Deadline:
    if isinstance(start, Keep):
        return Deadline(start.id, stream, "retention", start.due, {})
    payload: dict[str, str | int] = {
        "clock": start.clock.value,
        "step": start.step.value,
        "rung": start.rung,
        "goal": start.goal.isoformat(),
        "until": "" if start.until is None else start.until.isoformat(),
    }
    return Deadline(id=start.id, stream=stream, kind=f"{start.clock}.{start.step}", due=start.due, payload=payload)


def promise_rows(before: Case | None, after: Case, at: datetime) -> list[PromiseRow]:
    """The promised times that the event between two states settled, as they are kept."""
    return [
        PromiseRow(after.number, after.version, one.clock.value, one.severity.value, one.goal, one.at, one.kept)
        for one in settled(before, after, at)
    ]


def row_of(case: Case) -> CaseRow:
    """The projection of a case."""
    return CaseRow(
        number=case.number,
        stream=stream_of(case.number),
        kind=case.kind.value,
        severity=case.severity.value,
        status=case.status.value,
        queue=case.queue,
        owner=case.owner,
        paged=list(case.paged),
        filed_at=case.filed_at,
        ack_due=case.acknowledge_by if case.runs(ClockName.ACKNOWLEDGE) else None,
        decide_due=case.decide_by if case.runs(ClockName.DECIDE) else None,
        decided_at=case.decision.at if case.decision else None,
        version=case.version,
        mode=case.mode.value,
        on_hold=case.on_hold,
        erased_at=case.erased_at,
        next_due=next_due(case),
        waits_for=list(waits_for(case)),
    )

"""Gaps that are shown: opened, taken, reminded of, closed and forgotten, each with all that follows in one commit."""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import Connection

from desk.codec import to_stored
from desk.gaps import REASON, load_gap, standing, stream_of_gap
from desk.homes import touch
from desk.outcomes import Outcome, Refused, Tended
from desk.rosters import roster_at
from desk.telling import about_gap, tell_closed
from desk.tools import Tools
from domain.cases.notices import LaneClass
from domain.rulebook.gap_refusals import NoSuchGap
from domain.rulebook.gaps import (
    POLICY_OWNER,
    CloseGap,
    Gap,
    GapCommand,
    GapDue,
    GapEvent,
    GapForgotten,
    GapOpened,
    GapReminded,
    GapSort,
    GapWorld,
    HowClosed,
    decide,
    evolve,
    opened,
    reminders,
)
from storage import deadlines, gaps, numbers, outbox, streams, tells
from storage.deadlines import Deadline
from storage.exceptions import StreamMoved
from storage.gaps import GapEntry
from storage.outbox import Delivery

GAP = "gap"  # the kind of its deadlines, and what its stream begins with
KEPT = timedelta(days=100)  # after it was closed: longer than a quarter, so that its votes open no second one
OPENED, REMINDED = "gap_opened", "gap_reminded"


@dataclass(frozen=True, slots=True)
class ByOperator:
    """The command line closes a gap for whoever holds the keys."""

    command: CloseGap


def tend(conn: Connection, tools: Tools, command: GapCommand | ByOperator) -> Outcome:
    """Take a gap, close it, or remind of it."""
    operator = isinstance(command, ByOperator)
    asked = command.command if isinstance(command, ByOperator) else command
    if isinstance(asked, GapDue) and not deadlines.settle(conn, asked.deadline, tools.now):
        return Refused(NoSuchGap(asked.gap))
    entry, gap = gaps.numbered(conn, asked.gap), load_gap(conn, asked.gap)
    if entry is None or gap is None:
        return Refused(NoSuchGap(asked.gap))
    roster = roster_at(conn, tools.house, tools.now)
    world = GapWorld(tools.now, roster, frozenset(tools.house.rulebook.clauses), operator=operator)
    verdict = decide(gap, asked, world)
    if not isinstance(verdict, tuple):
        return Refused(verdict)
    after = _write(conn, tools, gap, verdict, "clock" if isinstance(asked, GapDue) else asked.by)
    if isinstance(asked, CloseGap):
        _follow_close(conn, tools, entry, asked)
    return Tended(after)


def open_gap(conn: Connection, tools: Tools, entry: GapEntry, sort: GapSort, clause: str) -> int:
    """Show a gap from now on; its number. Raises `StreamMoved` where another replica was faster."""
    number = numbers.next_number(conn, GAP)
    if not gaps.show(conn, entry.id, number):
        raise StreamMoved
    tools.vault.create_key(conn, stream_of_gap(number))
    roster, promise = roster_at(conn, tools.house, tools.now), tools.house.casework.gaps
    first = opened(number, sort, tools.house.rulebook.clauses.get(clause), roster, promise, tools.now)
    _write(conn, tools, None, (first,), "clock")
    waits = [
        Deadline(f"{stream_of_gap(number)}/wait-{n}", stream_of_gap(number), GAP, due, {"gap": number, "rung": rung})
        for n, (rung, due) in enumerate(reminders(tools.now, promise))
    ]
    deadlines.start(conn, *waits)
    return number


def forget_old(conn: Connection, tools: Tools) -> None:
    """Erase the words of gaps that were closed long ago."""
    for entry, gap in standing(conn):
        if gap.closed is None or tools.now - gap.closed.at < KEPT:
            continue
        if not gap.forgotten:
            _write(conn, tools, gap, (GapForgotten(gap.number, tools.now),), "clock")
        erase(conn, tools, stream_of_gap(gap.number))
        tells.drop_about(conn, [about_gap(entry.id)])
        gaps.forget(conn, entry.id)


def erase(conn: Connection, tools: Tools, safe: str) -> None:
    """Destroy a key of the vault. The journal first, as for every erasure."""
    if tools.journal is not None:
        tools.journal.append(safe, tools.now)
    tools.vault.erase(conn, safe, tools.now)


def _follow_close(conn: Connection, tools: Tools, entry: GapEntry, command: CloseGap) -> None:
    stream = stream_of_gap(command.gap)
    deadlines.stop_all(conn, stream, f"{stream}/", tools.now)
    if command.how is HowClosed.OUT_OF_SCOPE:
        tools.vault.seal(conn, stream, REASON, command.reason.strip(), tools.now)
    tell_closed(conn, entry.id, command.gap, tools.now)


def _write(conn: Connection, tools: Tools, gap: Gap | None, events: tuple[GapEvent, ...], actor: str) -> Gap:
    """Append events with their notices. Raises `StreamMoved`."""
    for event in events:
        gap = evolve(gap, event)
        stream = stream_of_gap(gap.number)
        streams.append(conn, [to_stored(stream, gap.version, event, tools.now, actor)])
        if isinstance(event, GapOpened | GapReminded):
            _notify(conn, tools, gap, event)
        if not isinstance(event, GapForgotten):
            roster = roster_at(conn, tools.house, tools.now)
            touch(conn, tools, {*gap.told, *roster.holders((POLICY_OWNER, *gap.roles))})
    if gap is None:
        raise ValueError("nothing to write")
    return gap


def _notify(conn: Connection, tools: Tools, gap: Gap, event: GapOpened | GapReminded) -> None:
    kind, stream = (OPENED if isinstance(event, GapOpened) else REMINDED), stream_of_gap(gap.number)
    for person in event.told:
        notice = Delivery(
            id=f"{stream}.{gap.version}.{kind}.{person}",
            lane=f"{stream}:person:{person}",
            lane_class=int(LaneClass.DECISION),
            kind=kind,
            stream=stream,
            destination=f"person:{person}",
            payload={"gap": gap.number, "rung": event.rung if isinstance(event, GapReminded) else 0},
            next_try=tools.now,
        )
        outbox.enqueue(conn, notice, tools.now)

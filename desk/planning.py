"""Carrying out a change to who is on call, in one transaction."""

from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import Connection

from desk.codec import plan_event, to_stored
from desk.homes import planned
from desk.outcomes import Outcome, Planned, Refused, Shown
from desk.rosters import roster_at
from desk.tools import Tools, briefing
from desk.views import NoteFile
from domain.cases.briefing import Briefing
from domain.cases.notices import LaneClass
from domain.cases.overriding import MOMENT, decide
from domain.cases.plan_notices import PlanNotice, plan_notices
from domain.cases.planning import (
    EraseNote,
    HandOver,
    LeaveNote,
    NoteErased,
    NoteLeft,
    NoteRead,
    OverrideMade,
    OverrideWithdrawn,
    Plan,
    PlanCommand,
    PlanEvent,
    evolve,
    fold,
)
from domain.cases.roster import Override, Rotation
from storage import deadlines, outbox, overrides, receipts, streams
from storage.deadlines import Deadline
from storage.outbox import Delivery
from storage.overrides import OverrideRow
from storage.receipts import Receipt

PLAN = "roster"
ENTRY = "words"
HANDOVER, NOTE_KEPT = "handover", "note"
NOTES_KEPT = timedelta(days=30)


def plan(conn: Connection, tools: Tools, command: PlanCommand) -> Outcome:
    """Load, decide, write. A deadline row is settled, and the next one written, in the commit of what it caused."""
    if isinstance(command, HandOver | EraseNote) and not deadlines.settle(conn, command.deadline, tools.now):
        return Planned(None)
    if isinstance(command, HandOver) and (rotation := tools.house.roster.rotations.get(command.rotation)) is not None:
        deadlines.start(conn, handover_row(rotation, tools.now))
    form = _form(tools, command)
    if form is not None and receipts.find(conn, form) is not None:
        return Planned(None)
    before = load_plan(conn)
    verdict = decide(before, command, _world(conn, tools, command))
    if not isinstance(verdict, tuple):
        return Refused(verdict)
    after = before
    for event in verdict:
        after = evolve(after, event)
        streams.append(conn, [to_stored(PLAN, after.version, event, tools.now, _actor(command))])
        _follow(conn, tools, event, after, command)
        for number, notice in enumerate(plan_notices(event, after, tools.house.casework), start=1):
            outbox.enqueue(conn, _delivery(after, number, notice, tools), tools.now)
    if verdict:
        planned(conn, tools)
    if form is not None:
        receipts.remember(conn, Receipt(form, "", 0, tools.now))
    read = next((event for event in verdict if isinstance(event, NoteRead)), None)
    if read is not None:
        return Shown(_note_file(conn, tools, after, read.note))
    return Planned(verdict[-1] if verdict else None)


def _world(conn: Connection, tools: Tools, command: PlanCommand) -> Briefing:
    world = briefing(conn, tools, None)
    if not isinstance(command, HandOver):
        return world
    # Also with overrides that ended by the hand-over, for they say who was on call until then.
    return replace(world, roster=roster_at(conn, tools.house, command.due - MOMENT))


def load_plan(conn: Connection) -> Plan:
    """The plan as its record tells it."""
    return fold(plan_event(stored) for stored in streams.load(conn, PLAN))


def handover_row(rotation: Rotation, now: datetime) -> Deadline:
    """The deadline of a rotation's next hand-over after `now`; its payload says by which plan."""
    by = f"{rotation.first.isoformat()} {rotation.zone} {round(rotation.every.total_seconds())}"
    due = rotation.handover_after(now)
    return Deadline(f"{HANDOVER}/{rotation.name}", PLAN, HANDOVER, due, {"rotation": rotation.name, "by": by})


def override_row(override: Override) -> OverrideRow:
    """The projection of an override."""
    span = override.start, override.end
    return OverrideRow(override.number, override.rotation, override.rung.value, override.person, *span)


def note_safe(note: int) -> str:
    """The vault's name for a note's own key, which is destroyed with it."""
    return f"note-{note}"


def _follow(conn: Connection, tools: Tools, event: PlanEvent, after: Plan, command: PlanCommand) -> None:
    """Projection, vault and deadlines that follow from an event."""
    match event:
        case OverrideMade() | OverrideWithdrawn():
            overrides.put(conn, override_row(after.made[event.number].override))
        case NoteLeft() if isinstance(command, LeaveNote):
            safe = note_safe(event.note)
            tools.vault.create_key(conn, safe)
            tools.vault.seal(conn, safe, ENTRY, command.text, tools.now)
            payload: dict[str, str | int] = {"note": event.note}
            deadlines.start(conn, Deadline(f"{safe}/kept", PLAN, NOTE_KEPT, tools.now + NOTES_KEPT, payload))
        case NoteErased():
            if tools.journal is not None:
                tools.journal.append(note_safe(event.note), tools.now)
            tools.vault.erase(conn, note_safe(event.note), tools.now)
        case _:
            return


def _note_file(conn: Connection, tools: Tools, after: Plan, note: int) -> NoteFile:
    text = tools.vault.open(conn, note_safe(note), ENTRY)
    return NoteFile(note, after.notes[note].by, text or "")


def _form(tools: Tools, command: PlanCommand) -> str | None:
    """The receipt of a note's form: sent again it leaves nothing twice."""
    if not isinstance(command, LeaveNote):
        return None
    return f"{tools.vault.keyed('form', command.key)}:{tools.vault.keyed('words', command.text)}"


def _actor(command: PlanCommand) -> str:
    return "clock" if isinstance(command, HandOver | EraseNote) else command.by


def _delivery(after: Plan, number: int, notice: PlanNotice, tools: Tools) -> Delivery:
    return Delivery(
        id=f"{PLAN}.{after.version}.{number}.{notice.kind}.{notice.to}",
        lane=f"{PLAN}:{notice.to}",
        lane_class=int(LaneClass.DECISION),
        kind=notice.kind.value,
        stream=PLAN,
        destination=notice.to,
        payload=dict(notice.facts),
        next_try=tools.now,
    )

"""Who may plan, and what a change to who is on call does: the rules, as pure functions."""

from datetime import timedelta
from typing import assert_never

from domain.cases.authority import REVIEWING_ROLES
from domain.cases.briefing import Briefing
from domain.cases.filing import bad_text
from domain.cases.plan_refusals import (
    AlreadyOnCall,
    MayNotStandIn,
    NoSuchNote,
    NoSuchOverride,
    NoSuchRotation,
    NotInRotation,
    OverrideOver,
    WhichRotation,
)
from domain.cases.planning import (
    NOTE_LIMIT,
    EraseNote,
    HandOver,
    LeaveNote,
    MakeOverride,
    NoteErased,
    NoteLeft,
    NoteRead,
    OnCallHandedOver,
    OpenNote,
    OverrideMade,
    OverrideWithdrawn,
    Plan,
    PlanCommand,
    PlanEvent,
    WithdrawOverride,
)
from domain.cases.refusals import (
    BadField,
    Refusal,
)
from domain.cases.roster import Rotation, Rung
from domain.cases.shifts import replaced

PLANNING_ROLES = ("lead", "operator")
FURTHEST = timedelta(days=366)
MOMENT = timedelta(seconds=1)

PlanVerdict = tuple[PlanEvent, ...] | Refusal


def decide(plan: Plan, command: PlanCommand, briefing: Briefing) -> PlanVerdict:
    """The events that a command causes, or why it may not. An empty tuple: nothing was left to do."""
    match command:
        case MakeOverride():
            return _override(plan, command, briefing)
        case WithdrawOverride():
            return _withdraw(plan, command, briefing)
        case LeaveNote():
            return _leave(plan, command, briefing)
        case OpenNote():
            note = plan.notes.get(command.note)
            if note is None or command.by not in (note.to, note.by):
                return NoSuchNote()
            return (NoteRead(command.note, command.by, briefing.now),)
        case HandOver():
            return _hand_over(plan, command, briefing)
        case EraseNote():
            note = plan.notes.get(command.note)
            return () if note is None or note.erased else (NoteErased(command.note, briefing.now),)
        case _:
            assert_never(command)


def rotation_named(name: str, briefing: Briefing) -> Rotation | NoSuchRotation | WhichRotation:
    """A rotation by its name, or the only one where none is named."""
    known = briefing.roster.rotations
    if not name and len(known) == 1:
        return next(iter(known.values()))
    if not name:
        return WhichRotation(", ".join(sorted(known)))
    return known.get(name) or NoSuchRotation(name, ", ".join(sorted(known)))


def may_plan(person: str, rotation: Rotation, briefing: Briefing) -> NotInRotation | None:
    """None where `person` may change who is on call: whoever takes turns in the rotation, leads and operators."""
    known = person in rotation.members or briefing.roster.has_role(person, *PLANNING_ROLES)
    return None if known else NotInRotation(rotation.name)


def may_stand_in(person: str, rotation: Rotation, briefing: Briefing) -> MayNotStandIn | None:
    """None where `person` is staff who may review what the rotation answers for."""
    known = person in rotation.members or briefing.roster.has_role(person, *REVIEWING_ROLES)
    return None if known else MayNotStandIn(person)


def _override(plan: Plan, command: MakeOverride, briefing: Briefing) -> PlanVerdict:
    rotation = rotation_named(command.rotation, briefing)
    if not isinstance(rotation, Rotation):
        return rotation
    if (no := may_plan(command.by, rotation, briefing)) is not None:
        return no
    if (no_stand_in := may_stand_in(command.person, rotation, briefing)) is not None:
        return no_stand_in
    start = max(command.start, briefing.now)  # who was on call is not rewritten
    if command.end <= command.start:
        return BadField("end", "before_start")
    if command.end <= briefing.now:
        return BadField("end", "over")
    if command.end > briefing.now + FURTHEST:
        return BadField("end", "too_far")
    before = replaced(briefing.roster, rotation.name, command.rung, start, command.end)
    if before == (command.person,):
        return AlreadyOnCall(command.person)
    number = len(plan.made) + 1
    others = tuple(person for person in before if person != command.person)
    span = (start, command.end, others, command.by, briefing.now)
    return (OverrideMade(number, rotation.name, command.rung, command.person, *span),)


def _withdraw(plan: Plan, command: WithdrawOverride, briefing: Briefing) -> PlanVerdict:
    made = plan.made.get(command.number)
    if made is None:
        return NoSuchOverride(command.number)
    rotation = briefing.roster.rotations.get(made.override.rotation)
    concerned = command.by in (made.by, made.override.person)
    if not concerned:
        if rotation is None:
            return NoSuchRotation(made.override.rotation, ", ".join(sorted(briefing.roster.rotations)))
        if (no := may_plan(command.by, rotation, briefing)) is not None:
            return no
    if made.withdrawn or made.override.end <= briefing.now:
        return OverrideOver(command.number)
    return (OverrideWithdrawn(command.number, command.by, briefing.now),)


def _leave(plan: Plan, command: LeaveNote, briefing: Briefing) -> PlanVerdict:
    rotation = rotation_named(command.rotation, briefing)
    if not isinstance(rotation, Rotation):
        return rotation
    if may_stand_in(command.by, rotation, briefing) and (no := may_plan(command.by, rotation, briefing)) is not None:
        return no
    if (no_reader := may_stand_in(command.to, rotation, briefing)) is not None:
        return no_reader
    if (bad := bad_text("text", command.text, NOTE_LIMIT)) is not None:
        return bad
    return (NoteLeft(len(plan.notes) + 1, rotation.name, command.to, command.by, briefing.now),)


def _hand_over(plan: Plan, command: HandOver, briefing: Briefing) -> PlanVerdict:
    """The newest hand-over that has passed; those that Ombud was down over are not made up for."""
    known = briefing.roster.rotations.get(command.rotation)
    if known is None:
        return ()
    due, before = known.handover(known.turn(briefing.now)), plan.handed_over.get(command.rotation)
    outgoing = briefing.roster.on_call_at(command.rotation, Rung.PRIMARY, due - MOMENT)
    incoming = briefing.roster.on_call_at(command.rotation, Rung.PRIMARY, briefing.now)
    if outgoing == incoming or (before is not None and before >= due):
        return ()
    late_by = 0 if command.down_until is None else max(0, round((command.down_until - due).total_seconds()))
    return (OnCallHandedOver(command.rotation, outgoing, incoming, due, late_by, briefing.now),)

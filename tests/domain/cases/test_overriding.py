"""Who may plan whom, and what follows: the rules of overrides, hand-overs and notes."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from domain.cases.briefing import Briefing
from domain.cases.overriding import decide
from domain.cases.plan_notices import plan_notices
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
    EraseNote,
    HandOver,
    LeaveNote,
    MakeOverride,
    NoteErased,
    NoteRead,
    OnCallHandedOver,
    OpenNote,
    OverrideMade,
    OverrideWithdrawn,
    Plan,
    PlanCommand,
    WithdrawOverride,
    evolve,
    fold,
)
from domain.cases.refusals import (
    BadField,
)
from domain.cases.roster import Roster, Rung
from tests.domain.cases.people import ANA, BO, CAI, CASEWORK, DEE, FEN, GIL, HAL, HOUR, NOON, ROTATION, STAFF

EMI = "U0EMI"
ROSTER = replace(STAFF, roles={**STAFF.roles, EMI: frozenset({"reviewer"})})
ASKED = MakeOverride(BO, CAI, NOON + HOUR, NOON + 5 * HOUR)
MADE = OverrideMade(1, "desk", Rung.PRIMARY, CAI, NOON + HOUR, NOON + 5 * HOUR, (BO,), BO, NOON)


def world(roster: Roster = ROSTER, **more: Any) -> Briefing:
    return replace(Briefing(NOON, CASEWORK, roster, "1.0.0"), **more)


def planned(*commands: PlanCommand, at: Briefing | None = None) -> Plan:
    plan = Plan()
    for command in commands:
        verdict = decide(plan, command, at or world())
        assert isinstance(verdict, tuple), verdict
        plan = fold(verdict) if plan.version == 0 else evolve(plan, verdict[0])
    return plan


def test_a_member_puts_somebody_in_and_both_hear() -> None:
    assert decide(Plan(), ASKED, world()) == (MADE,)
    told = {(one.kind.value, one.to) for one in plan_notices(MADE, evolve(Plan(), MADE), CASEWORK)}
    assert told == {("stands_in", f"person:{CAI}")}  # Bo did it
    by_dee = replace(MADE, by=DEE)
    told = {(one.kind.value, one.to) for one in plan_notices(by_dee, evolve(Plan(), by_dee), CASEWORK)}
    assert told == {("stands_in", f"person:{CAI}"), ("replaced", f"person:{BO}")}


@pytest.mark.parametrize(
    ("change", "no"),
    [
        ({"by": ANA}, NotInRotation("desk")),
        ({"by": FEN}, NotInRotation("desk")),  # of the council, but no lead
        ({"by": EMI, "person": EMI}, NotInRotation("desk")),  # a reviewer who takes no turns
        ({"person": ANA}, MayNotStandIn(ANA)),
        ({"person": HAL}, MayNotStandIn(HAL)),
        ({"end": NOON + HOUR}, BadField("end", "before_start")),
        ({"start": NOON - 2 * HOUR, "end": NOON}, BadField("end", "over")),
        ({"end": NOON + timedelta(days=400)}, BadField("end", "too_far")),
        ({"person": BO}, AlreadyOnCall(BO)),
        ({"rotation": "night"}, NoSuchRotation("night", "desk")),
    ],
)
def test_what_may_not_be_planned(change: dict[str, Any], no: object) -> None:
    assert decide(Plan(), replace(ASKED, **change), world()) == no


@pytest.mark.parametrize("by", [BO, CAI, DEE, GIL])
def test_members_leads_and_operators_may_plan(by: str) -> None:
    verdict = decide(Plan(), replace(ASKED, by=by, person=EMI), world())
    assert isinstance(verdict, tuple)


def test_without_a_name_several_rotations_are_a_question() -> None:
    two = replace(ROSTER, rotations={"desk": ROTATION, "night": replace(ROTATION, name="night")})
    assert decide(Plan(), ASKED, world(two)) == WhichRotation("desk, night")


def test_who_was_on_call_is_not_rewritten() -> None:
    verdict = decide(Plan(), replace(ASKED, start=NOON - HOUR), world())
    assert isinstance(verdict, tuple)
    assert isinstance(verdict[0], OverrideMade)
    assert verdict[0].start == NOON


def test_what_is_withdrawn_ends_then() -> None:
    plan = planned(ASKED)
    later = world(now=NOON + 2 * HOUR)
    for by in (BO, CAI, DEE):
        assert decide(plan, WithdrawOverride(by, 1), later) == (OverrideWithdrawn(1, by, NOON + 2 * HOUR),)
    assert decide(plan, WithdrawOverride(ANA, 1), later) == NotInRotation("desk")
    assert decide(plan, WithdrawOverride(BO, 2), later) == NoSuchOverride(2)
    assert decide(plan, WithdrawOverride(BO, 1), world(now=NOON + 5 * HOUR)) == OverrideOver(1)
    gone = evolve(plan, OverrideWithdrawn(1, BO, NOON + 2 * HOUR))
    assert gone.overrides[0].end == NOON + 2 * HOUR
    assert decide(gone, WithdrawOverride(BO, 1), later) == OverrideOver(1)
    early = evolve(plan, OverrideWithdrawn(1, BO, NOON))
    assert early.overrides[0].start == early.overrides[0].end  # it never held
    told = plan_notices(OverrideWithdrawn(1, BO, NOON), early, CASEWORK)
    assert [one.to for one in told] == [f"person:{CAI}"]


def test_a_hand_over_is_recorded_once_and_only_where_somebody_changes() -> None:
    turns = replace(ROSTER, rotations={"desk": replace(ROTATION, people={Rung.PRIMARY: (BO, CAI)})})
    due = turns.rotations["desk"].handover_after(NOON)
    command = HandOver("handover/desk", "desk", due)
    at = world(turns, now=due)
    outgoing, incoming = (CAI, BO) if turns.on_call_at("desk", Rung.PRIMARY, NOON) == CAI else (BO, CAI)
    verdict = decide(Plan(), command, at)
    assert verdict == (OnCallHandedOver("desk", outgoing, incoming, due, 0, due),)
    assert isinstance(verdict, tuple)
    assert decide(fold(verdict), command, at) == ()
    assert decide(Plan(), command, world(now=due)) == ()  # Bo alone takes turns
    assert decide(Plan(), replace(command, rotation="gone"), at) == ()
    told = plan_notices(verdict[0], fold(verdict), CASEWORK)
    assert {one.to for one in told} == {f"person:{BO}", f"person:{CAI}", "queue:desk", "queue:urgent"}


def test_a_missed_hand_over_says_how_late_and_names_who_is_on_call_now() -> None:
    turns = replace(ROSTER, rotations={"desk": replace(ROTATION, people={Rung.PRIMARY: (BO, CAI, DEE)})})
    due = turns.rotations["desk"].handover_after(NOON)
    back = due + timedelta(days=8)
    verdict = decide(Plan(), HandOver("handover/desk", "desk", due, down_until=back), world(turns, now=back))
    assert isinstance(verdict, tuple)
    event = verdict[0]
    assert isinstance(event, OnCallHandedOver)
    assert event.incoming == turns.on_call_at("desk", Rung.PRIMARY, back)
    assert (event.due, event.late_by) == (due + timedelta(days=7), 86400)


def test_a_note_is_for_one_reader_and_goes() -> None:
    note = LeaveNote("nonce", BO, "", CAI, "Case 7 waits for the vendor.")
    assert decide(Plan(), replace(note, text=" "), world()) == BadField("text", "blank")
    assert decide(Plan(), replace(note, to=ANA), world()) == MayNotStandIn(ANA)
    assert decide(Plan(), replace(note, by=ANA), world()) == NotInRotation("desk")
    plan = planned(note)
    assert decide(plan, OpenNote(CAI, 1), world()) == (NoteRead(1, CAI, NOON),)
    assert decide(plan, OpenNote(DEE, 1), world()) == NoSuchNote()
    assert decide(plan, OpenNote(CAI, 2), world()) == NoSuchNote()
    erased = evolve(plan, NoteErased(1, NOON))
    assert decide(plan, EraseNote("note-1/kept", 1), world()) == (NoteErased(1, NOON),)
    assert decide(erased, EraseNote("note-1/kept", 1), world()) == ()

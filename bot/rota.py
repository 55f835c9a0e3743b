"""Keeps the rota going: each rotation's next hand-over is a row, and turns that nobody has are told ahead."""

from datetime import datetime

from sqlalchemy import Connection

from desk.house import House
from desk.planning import NOTE_KEPT, PLAN, handover_row
from desk.rosters import roster_at
from domain.cases.notices import LaneClass
from domain.cases.plan_notices import PlanNoticeKind
from domain.cases.planning import EraseNote, HandOver
from domain.cases.shifts import Shift, gaps
from storage import deadlines, outbox
from storage.deadlines import Deadline
from storage.outbox import Delivery


def keep_going(conn: Connection, house: House, now: datetime) -> None:
    """Write the hand-overs that are missing or planned anew in the file, and tell of gaps."""
    for rotation in house.roster.rotations.values():
        deadlines.keep_open(conn, handover_row(rotation, now), now)
    for gap in gaps(roster_at(conn, house, now), now):
        _tell(conn, house, gap, now)


def plan_command(deadline: Deadline, started: datetime) -> HandOver | EraseNote:
    """The command that a due row of the plan means. `started` is when this process began."""
    if deadline.kind == NOTE_KEPT:
        return EraseNote(deadline.id, int(deadline.payload["note"]))
    down_until = started if deadline.due < started else None
    return HandOver(deadline.id, str(deadline.payload["rotation"]), deadline.due, down_until)


def of_plan(deadline: Deadline) -> bool:
    """Whether a due row belongs to the plan of who is on call."""
    return deadline.stream == PLAN


def _tell(conn: Connection, house: House, gap: Shift, now: datetime) -> None:
    """Whoever runs Ombud, once per rotation, rung and turn, whatever part of it is open."""
    rotation = house.roster.rotations[gap.rotation]
    turn = rotation.handover(rotation.turn(gap.start))
    for operator in house.roster.holders(("operator",)):
        told = Delivery(
            id=f"{PLAN}.{PlanNoticeKind.GAP}.{gap.rotation}.{gap.rung}.{turn:%Y-%m-%dT%H:%M}.{operator}",
            lane=f"{PLAN}:person:{operator}",
            lane_class=int(LaneClass.SYNC),
            kind=PlanNoticeKind.GAP.value,
            stream=PLAN,
            destination=f"person:{operator}",
            payload={
                "rotation": gap.rotation,
                "rung": gap.rung.value,
                "start": round(gap.start.timestamp()),
                "end": round(gap.end.timestamp()),
            },
            next_try=now,
        )
        outbox.enqueue_once(conn, told, now)

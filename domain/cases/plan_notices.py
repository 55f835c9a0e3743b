"""Who must hear what after a change to who is on call. Says nothing of words."""

from dataclasses import dataclass
from enum import StrEnum
from typing import assert_never

from domain.cases.casework import Casework
from domain.cases.notices import Facts
from domain.cases.planning import (
    Made,
    NoteErased,
    NoteLeft,
    NoteRead,
    OnCallHandedOver,
    OverrideMade,
    OverrideWithdrawn,
    Plan,
    PlanEvent,
)


class PlanNoticeKind(StrEnum):
    """The sorts of messages about who is on call."""

    STANDS_IN = "stands_in"
    REPLACED = "replaced"
    WITHDRAWN = "override_withdrawn"
    HANDOVER = "handover"
    NOTE = "note"
    GAP = "gap"


@dataclass(frozen=True, slots=True)
class PlanNotice:
    """`to` is `queue:<name>` or `person:<user id>`; `facts` are what the words will need."""

    kind: PlanNoticeKind
    to: str
    facts: Facts


def plan_notices(event: PlanEvent, plan: Plan, casework: Casework) -> tuple[PlanNotice, ...]:
    """The notices that follow from `event`, given the plan after it. Nobody is told what they did themselves."""
    match event:
        case OverrideMade():
            facts: Facts = (("override", event.number), ("by", event.by))
            stands_in = _people(PlanNoticeKind.STANDS_IN, (event.person,), event.by, facts)
            return *stands_in, *_people(PlanNoticeKind.REPLACED, event.replaced, event.by, facts)
        case OverrideWithdrawn():
            return _withdrawn(event, plan.made[event.number])
        case OnCallHandedOver():
            return _handed_over(event, casework)
        case NoteLeft():
            return _people(PlanNoticeKind.NOTE, (event.to,), "", (("note", event.note), ("by", event.by)))
        case NoteRead() | NoteErased():
            return ()
        case _:
            assert_never(event)


def _withdrawn(event: OverrideWithdrawn, made: Made) -> tuple[PlanNotice, ...]:
    facts: Facts = (("override", event.number), ("by", event.by))
    return _people(PlanNoticeKind.WITHDRAWN, (made.override.person, *made.replaced), event.by, facts)


def _handed_over(event: OnCallHandedOver, casework: Casework) -> tuple[PlanNotice, ...]:
    facts: Facts = (
        ("rotation", event.rotation),
        ("outgoing", event.outgoing or ""),
        ("incoming", event.incoming or ""),
        ("due", round(event.due.timestamp())),
        ("late_by", event.late_by),
    )
    people = tuple(person for person in (event.incoming, event.outgoing) if person)
    # One message a channel, though several queues may share it.
    channels = {queue.channel: name for name, queue in casework.queues.items() if queue.rotation == event.rotation}
    posted = tuple(PlanNotice(PlanNoticeKind.HANDOVER, f"queue:{name}", facts) for name in sorted(channels.values()))
    return *_people(PlanNoticeKind.HANDOVER, people, "", facts), *posted


def _people(kind: PlanNoticeKind, people: tuple[str, ...], but: str, facts: Facts) -> tuple[PlanNotice, ...]:
    told = dict.fromkeys(person for person in people if person != but)
    return tuple(PlanNotice(kind, f"person:{person}", facts) for person in told)

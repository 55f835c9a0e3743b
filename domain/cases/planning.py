"""Changes to who is on call, made in Slack: what may be asked, what happened, and the plan that the record tells."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from types import MappingProxyType
from typing import assert_never

from domain.cases.roster import Override, Rung

NOTE_LIMIT = 3000


@dataclass(frozen=True, slots=True)
class MakeOverride:
    """`person` is to stand in from `start` until before `end` (aware instants). Without a `rotation` it is the
    only one there is.
    """

    by: str
    person: str
    start: datetime
    end: datetime
    rung: Rung = Rung.PRIMARY
    rotation: str = ""


@dataclass(frozen=True, slots=True)
class WithdrawOverride:
    by: str
    number: int


@dataclass(frozen=True, slots=True)
class LeaveNote:
    """Words for whoever is on call next; `key` is the form's nonce."""

    key: str
    by: str
    rotation: str
    to: str
    text: str


@dataclass(frozen=True, slots=True)
class OpenNote:
    """Somebody reads a note that was left."""

    by: str
    note: int


@dataclass(frozen=True, slots=True)
class HandOver:
    """The clock speaks: a hand-over was due at `due`. `down_until` is when Ombud came back if it was not running
    then.
    """

    deadline: str
    rotation: str
    due: datetime
    down_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class EraseNote:
    """The clock says that a note has been kept long enough."""

    deadline: str
    note: int


PlanCommand = MakeOverride | WithdrawOverride | LeaveNote | OpenNote | HandOver | EraseNote


@dataclass(frozen=True, slots=True)
class OverrideMade:
    """`person` stands in from `start` until before `end`; `replaced` would have held the rung."""

    number: int
    rotation: str
    rung: Rung
    person: str
    start: datetime
    end: datetime
    replaced: tuple[str, ...]
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class OverrideWithdrawn:
    """From now on the plan holds again."""

    number: int
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class OnCallHandedOver:
    """The primary changed by the plan. None: nobody. `late_by` is seconds that Ombud was down over the due time."""

    rotation: str
    outgoing: str | None
    incoming: str | None
    due: datetime
    late_by: int
    at: datetime


@dataclass(frozen=True, slots=True)
class NoteLeft:
    """Words for `to` lie in the vault, under a key of their own."""

    note: int
    rotation: str
    to: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class NoteRead:
    """Somebody read a note."""

    note: int
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class NoteErased:
    """The words of a note are gone; this tombstone stays."""

    note: int
    at: datetime


PlanEvent = OverrideMade | OverrideWithdrawn | OnCallHandedOver | NoteLeft | NoteRead | NoteErased


@dataclass(frozen=True, slots=True)
class Made:
    """An override, who made it, and whom it replaced."""

    override: Override
    by: str
    replaced: tuple[str, ...]
    withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class Note:
    """Who left a note for whom; `erased` once its words are gone."""

    rotation: str
    to: str
    by: str
    erased: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """What was planned in Slack: overrides and notes by number, and the newest hand-over of each rotation."""

    made: Mapping[int, Made] = field(default_factory=lambda: MappingProxyType({}))
    notes: Mapping[int, Note] = field(default_factory=lambda: MappingProxyType({}))
    handed_over: Mapping[str, datetime] = field(default_factory=lambda: MappingProxyType({}))
    version: int = 0

    @property
    def overrides(self) -> tuple[Override, ...]:
        """In the order in which they were made."""
        return tuple(self.made[number].override for number in sorted(self.made))


def evolve(plan: Plan, event: PlanEvent) -> Plan:
    """The plan after one more event."""
    return replace(_changed(plan, event), version=plan.version + 1)


def fold(events: Iterable[PlanEvent]) -> Plan:
    """The plan that a whole record tells."""
    plan = Plan()
    for event in events:
        plan = evolve(plan, event)
    return plan


def _changed(plan: Plan, event: PlanEvent) -> Plan:
    match event:
        case OverrideMade():
            span = Override(event.rotation, event.rung, event.person, event.start, event.end, event.number)
            return replace(plan, made={**plan.made, event.number: Made(span, event.by, event.replaced)})
        case OverrideWithdrawn():
            made = plan.made[event.number]
            ended = replace(made.override, end=max(made.override.start, min(made.override.end, event.at)))
            return replace(plan, made={**plan.made, event.number: replace(made, override=ended, withdrawn=True)})
        case OnCallHandedOver():
            return replace(plan, handed_over={**plan.handed_over, event.rotation: event.due})
        case NoteLeft():
            return replace(plan, notes={**plan.notes, event.note: Note(event.rotation, event.to, event.by)})
        case NoteRead():
            return plan
        case NoteErased():
            return replace(plan, notes={**plan.notes, event.note: replace(plan.notes[event.note], erased=True)})
        case _:
            assert_never(event)

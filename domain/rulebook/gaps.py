"""A gap of the rulebook that is shown: who answers for it, by when, and how it is closed. Knows no asker."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import assert_never

from domain.cases.casework import Promise
from domain.cases.refusals import AlreadyYours, BadField
from domain.cases.roster import Roster
from domain.rulebook.clauses import Clause
from domain.rulebook.gap_refusals import GapIsClosed, GapRefusal, NotGapOwner

SHOWN_FROM = 3  # askers, or votes: fewer are shown to nobody
REASON_LIMIT = 1000
POLICY_OWNER = "policy_owner"
LADDER = ((POLICY_OWNER,), ("lead",), ("council",))  # the roles that hear after the promised time, one after another


class GapSort(StrEnum):
    """What is missing: an answer, or one that helps."""

    QUESTION = "question"
    UNHELPFUL = "unhelpful"


class HowClosed(StrEnum):
    """What became of a gap."""

    ANSWERED = "answered"
    OUT_OF_SCOPE = "out_of_scope"


@dataclass(frozen=True, slots=True)
class GapOpened:
    """Enough people met it. `clause` is the nearest one, or the one that did not help; empty where there is none.
    `roles` answer for that clause; `told` are the people who hold them then.
    """

    gap: int
    sort: GapSort
    clause: str
    roles: tuple[str, ...]
    told: tuple[str, ...]
    due: datetime
    at: datetime


@dataclass(frozen=True, slots=True)
class GapTaken:
    """Somebody answers for it from now on."""

    gap: int
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class GapReminded:
    """Somebody hears that it waits: before the promised time (`rung` 0), or after it, rung by rung."""

    gap: int
    rung: int
    told: tuple[str, ...]
    at: datetime


@dataclass(frozen=True, slots=True)
class GapClosed:
    """It is over. `clause` answers it, or is empty; why it is out of scope lies in the vault."""

    gap: int
    how: HowClosed
    clause: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class GapForgotten:
    """Its words were erased."""

    gap: int
    at: datetime


GapEvent = GapOpened | GapTaken | GapReminded | GapClosed | GapForgotten


@dataclass(frozen=True, slots=True)
class TakeGap:
    """Somebody wants to answer for a gap."""

    gap: int
    by: str


@dataclass(frozen=True, slots=True)
class CloseGap:
    """A clause answers it, or it is out of scope for a reason that whoever wanted to hear reads."""

    gap: int
    by: str
    how: HowClosed
    clause: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class GapDue:
    """A deadline of a gap passed. `rung` 0 is before the promised time."""

    deadline: str
    gap: int
    rung: int


GapCommand = TakeGap | CloseGap | GapDue


@dataclass(frozen=True, slots=True)
class Gap:
    """A gap as its events tell it."""

    number: int
    sort: GapSort
    clause: str
    roles: tuple[str, ...]
    told: frozenset[str]
    due: datetime
    opened_at: datetime
    owner: str | None = None
    closed: GapClosed | None = None
    forgotten: bool = False
    version: int = 1


_Refused = GapRefusal | AlreadyYours | BadField


@dataclass(frozen=True, slots=True)
class GapWorld:
    """What a decision may see; `now` is aware UTC and `clauses` are the ids in force. `operator` is whether the command
    line asks, which whoever holds the keys may.
    """

    now: datetime
    roster: Roster
    clauses: frozenset[str]
    operator: bool = False


def roles_of(clause: Clause | None) -> tuple[str, ...]:
    """The roles that answer for a clause: its owner's and its deputy's."""
    return () if clause is None else tuple(role for role in (clause.owner, clause.deputy) if role)


def opened(
    gap: int, sort: GapSort, clause: Clause | None, roster: Roster, promise: Promise, now: datetime
) -> GapOpened:
    """The first event of a gap. Where nobody holds the clause's roles, policy owners are told."""
    roles = roles_of(clause)
    told = roster.holders(roles) or roster.holders((POLICY_OWNER,))
    return GapOpened(gap, sort, clause.id if clause else "", roles, told, now + promise.goal, now)


def may_tend(gap: Gap | None, person: str, roster: Roster) -> NotGapOwner | None:
    """None where `person` may read a gap's words and close it; without a gap, whether they are a policy owner."""
    roles = (POLICY_OWNER, *(gap.roles if gap else ()))
    asked = gap is not None and person in gap.told
    return None if asked or roster.has_role(person, *roles) else NotGapOwner()


def evolve(gap: Gap | None, event: GapEvent) -> Gap:
    """The gap after one more event."""
    if isinstance(event, GapOpened):
        told = frozenset(event.told)
        return Gap(event.gap, event.sort, event.clause, event.roles, told, event.due, event.at)
    if gap is None:
        raise ValueError("a gap begins with GapOpened")
    gap = replace(gap, version=gap.version + 1)
    match event:
        case GapTaken():
            return replace(gap, owner=event.by)
        case GapReminded():
            return replace(gap, told=gap.told | frozenset(event.told))
        case GapClosed():
            return replace(gap, closed=event)
        case GapForgotten():
            return replace(gap, forgotten=True)
        case _:
            assert_never(event)


def fold(events: Iterable[GapEvent]) -> Gap | None:
    """The gap that a record tells."""
    gap: Gap | None = None
    for event in events:
        gap = evolve(gap, event)
    return gap


def decide(gap: Gap, command: GapCommand, world: GapWorld) -> tuple[GapEvent, ...] | _Refused:
    """What a command causes."""
    if isinstance(command, GapDue):
        return _due(gap, command, world)
    if not world.operator and (no := may_tend(gap, command.by, world.roster)) is not None:
        return no
    if gap.closed is not None:
        return GapIsClosed(gap.closed.by, gap.closed.at)
    if isinstance(command, TakeGap):
        if gap.owner == command.by:
            return AlreadyYours(world.now)
        return (GapTaken(gap.number, command.by, world.now),)
    return _closed(gap, command, world)


def _closed(gap: Gap, command: CloseGap, world: GapWorld) -> tuple[GapEvent, ...] | _Refused:
    answered = command.how is HowClosed.ANSWERED
    if answered and command.clause not in world.clauses:
        return BadField("clauses", "unknown" if command.clause else "needed", command.clause)
    if not answered and not command.reason.strip():
        return BadField("reason", "blank")
    if len(command.reason) > REASON_LIMIT:
        return BadField("reason", "too_long", str(REASON_LIMIT))
    return (GapClosed(gap.number, command.how, command.clause if answered else "", command.by, world.now),)


def _due(gap: Gap, command: GapDue, world: GapWorld) -> tuple[GapEvent, ...]:
    if gap.closed is not None:
        return ()
    first = (gap.owner,) if gap.owner else world.roster.holders(gap.roles) or world.roster.holders((POLICY_OWNER,))
    told = world.roster.holders(LADDER[command.rung - 1]) if command.rung else first
    return (GapReminded(gap.number, command.rung, told, world.now),)


def reminders(opened_at: datetime, promise: Promise) -> tuple[tuple[int, datetime], ...]:
    """When somebody hears that a gap waits, and on which rung."""
    early = [(0, opened_at + promise.goal * share) for share in promise.nudges]
    late = [
        (rung, opened_at + promise.goal + promise.escalate_every * (rung - 1)) for rung in range(1, len(LADDER) + 1)
    ]
    return (*early, *late)

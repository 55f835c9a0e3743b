"""From when to when somebody is on call: shifts, who comes next, and gaps. Pure; every instant is aware."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

from domain.cases.roster import Roster, Rung

AHEAD = timedelta(weeks=2)  # how far gaps are looked for
HORIZON = timedelta(weeks=13)  # how far the next shift is looked for


@dataclass(frozen=True, slots=True)
class Shift:
    """`person` holds a rung from `start` until before `end`, instead of `instead_of` where that is somebody; nobody
    does where `person` is None. `start` and `end` are cut to the span that was asked for.
    """

    rotation: str
    rung: Rung
    person: str | None
    start: datetime
    end: datetime
    instead_of: str | None = None


@dataclass(frozen=True, slots=True)
class Duty:
    """A rung at an instant: the shift that runs, and the next one, None where nobody else comes within `HORIZON`."""

    now: Shift
    next: Shift | None


def shifts(roster: Roster, rotation: str, rung: Rung, start: datetime, end: datetime) -> tuple[Shift, ...]:
    """Who holds a rung from `start` until before `end`, in order and without holes; neighbours differ."""
    found: list[Shift] = []
    edges = [*_changes(roster, rotation, rung, start, end), end]
    for begins, ends in pairwise(edges):
        person, before = roster.on_call_at(rotation, rung, begins), _instead_of(roster, rotation, rung, begins)
        last = found[-1] if found else None
        if last is not None and (last.person, last.instead_of) == (person, before):
            found[-1] = Shift(rotation, rung, person, last.start, ends, before)
        else:
            found.append(Shift(rotation, rung, person, begins, ends, before))
    return tuple(found)


def duty_at(roster: Roster, rotation: str, rung: Rung, now: datetime) -> Duty:
    """Who holds a rung at `now` and until when, and who comes next."""
    running, *later = shifts(roster, rotation, rung, now, now + HORIZON)
    for follower in later:
        if follower.person != running.person:
            return Duty(running, follower)
        running = Shift(rotation, rung, running.person, running.start, follower.end, running.instead_of)
    return Duty(running, None)


def replaced(roster: Roster, rotation: str, rung: Rung, start: datetime, end: datetime) -> tuple[str, ...]:
    """Everybody who would hold a rung at some instant from `start` until before `end`, in order."""
    people = (shift.person for shift in shifts(roster, rotation, rung, start, end))
    return tuple(dict.fromkeys(person for person in people if person))


def gaps(roster: Roster, now: datetime, ahead: timedelta = AHEAD) -> tuple[Shift, ...]:
    """Spans still to come, or running, in which nobody holds a rung that is used, cut at each hand-over so that every
    turn is told once.
    """
    found: list[Shift] = []
    for rotation in roster.rotations.values():
        turns = range(rotation.turn(now), rotation.turn(now + ahead) + 1)
        for rung in rotation.people:
            for turn in turns:
                start, end = max(now, rotation.handover(turn)), min(now + ahead, rotation.handover(turn + 1))
                if start < end:
                    spans = shifts(roster, rotation.name, rung, start, end)
                    found += [span for span in spans if span.person is None]
    return tuple(found)


def _changes(roster: Roster, rotation: str, rung: Rung, start: datetime, end: datetime) -> list[datetime]:
    """The instants from `start` to before `end` at which who holds a rung may change."""
    edges = {start}
    for override in roster.overrides:
        if (override.rotation, override.rung) == (rotation, rung):
            edges |= {override.start, override.end}
    if (plan := roster.rotations.get(rotation)) is not None:
        edges |= {plan.handover(turn) for turn in range(plan.turn(start) + 1, plan.turn(end) + 1)}
    return sorted(edge for edge in edges if start <= edge < end)


def _instead_of(roster: Roster, rotation: str, rung: Rung, at: datetime) -> str | None:
    plan = roster.rotations.get(rotation)
    override = roster.override_at(rotation, rung, at)
    planned = plan.at_turn(rung, at) if plan else None
    return planned if override is not None and planned != override.person else None


def everybody_at(roster: Roster, now: datetime) -> Iterator[Duty]:
    """Every rung of every rotation that is used, by overrides too."""
    for rotation in roster.rotations.values():
        for rung in Rung:
            if rung in rotation.people or roster.on_call_at(rotation.name, rung, now):
                yield duty_at(roster, rotation.name, rung, now)

"""Who is on call at an instant, and who holds which role. Knows nothing of cases or Slack."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

WEEK = timedelta(weeks=1)


class Rung(StrEnum):
    """The steps of the ladder, first to last."""

    PRIMARY = "primary"
    SECONDARY = "secondary"
    LEAD = "lead"


@dataclass(frozen=True, slots=True)
class Override:
    """Somebody stands in on a rung from `start` until before `end` (aware instants). `number` is that of the record,
    or 0 for one that stands in the file.
    """

    rotation: str
    rung: Rung
    person: str
    start: datetime
    end: datetime
    number: int = 0

    def holds(self, now: datetime) -> bool:
        """Whether it is in force at `now`."""
        return self.start <= now < self.end


@dataclass(frozen=True, slots=True)
class Rotation:
    """People take turns of length `every` (whole days). `first` is the first hand-over as wall time in `zone`, so that
    daylight saving moves the instant and never the hour people see. A turn of None is one that nobody has taken yet; a
    rung that is not named is not used.
    """

    name: str
    zone: ZoneInfo
    first: datetime
    people: Mapping[Rung, tuple[str | None, ...]]
    every: timedelta = WEEK

    def handover(self, turn: int) -> datetime:
        """The instant (UTC) at which a turn begins. A wall time that comes twice is the first of them, and one that
        does not come counts with the offset before it, as in iCalendar.
        https://www.rfc-editor.org/rfc/rfc5545#section-3.3.5
        """
        return (self.first + self.every * turn).replace(tzinfo=self.zone).astimezone(UTC)

    def turn(self, now: datetime) -> int:
        """The number of hand-overs since `first` (negative before it)."""
        turn = (now.astimezone(self.zone).replace(tzinfo=None) - self.first) // self.every
        while self.handover(turn) > now:
            turn -= 1
        while self.handover(turn + 1) <= now:
            turn += 1
        return turn

    def handover_after(self, now: datetime) -> datetime:
        """The next hand-over after `now`, UTC."""
        return self.handover(self.turn(now) + 1)

    def at_turn(self, rung: Rung, now: datetime) -> str | None:
        """Whose turn it is by the plan alone."""
        people = self.people.get(rung, ())
        return people[self.turn(now) % len(people)] if people else None

    @property
    def members(self) -> frozenset[str]:
        """Everybody who takes turns, on any rung."""
        return frozenset(person for people in self.people.values() for person in people if person)


@dataclass(frozen=True, slots=True)
class Roster:
    """Rotations, stand-ins, roles, and conflicts of interest that people declared: with a person (a user id), a
    `team:<name>` or a `vendor:<name>`.
    """

    rotations: Mapping[str, Rotation]
    overrides: tuple[Override, ...] = ()
    roles: Mapping[str, frozenset[str]] = field(default_factory=dict)
    teams: Mapping[str, frozenset[str]] = field(default_factory=dict)
    conflicts: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def on_call_at(self, rotation: str, rung: Rung, now: datetime) -> str | None:
        """Who holds a rung at `now`; the override written last wins. None where nobody does."""
        override = self.override_at(rotation, rung, now)
        if override is not None:
            return override.person
        plan = self.rotations.get(rotation)
        return plan.at_turn(rung, now) if plan else None

    def override_at(self, rotation: str, rung: Rung, now: datetime) -> Override | None:
        """The override in force at `now`, if any."""
        for override in reversed(self.overrides):
            if (override.rotation, override.rung) == (rotation, rung) and override.holds(now):
                return override
        return None

    def ladder_at(self, rotation: str, now: datetime) -> tuple[str | None, ...]:
        """Everybody on call, from the first rung to the last."""
        return tuple(self.on_call_at(rotation, rung, now) for rung in Rung)

    def members(self, rotation: str) -> frozenset[str]:
        """Everybody who takes turns in a rotation, on any rung, or stands in."""
        plan = self.rotations.get(rotation)
        standing_in = frozenset(one.person for one in self.overrides if one.rotation == rotation)
        return (plan.members if plan else frozenset()) | standing_in

    def has_role(self, person: str, *roles: str) -> bool:
        """Whether `person` holds one of `roles`."""
        return not self.roles.get(person, frozenset()).isdisjoint(roles)

    def holders(self, roles: Iterable[str]) -> tuple[str, ...]:
        """Everybody who holds one of `roles`, in a steady order."""
        wanted = frozenset(roles)
        return tuple(sorted(person for person, held in self.roles.items() if held & wanted))

    def in_conflict(self, person: str, people: frozenset[str], vendors: Iterable[str]) -> bool:
        """Whether `person` declared a conflict with one of `people`, a team of theirs, or one of `vendors`."""
        declared = self.conflicts.get(person, frozenset())
        teams = {f"team:{name}" for name, members in self.teams.items() if members & people}
        return not declared.isdisjoint(people | teams | {f"vendor:{name}" for name in vendors})

"""Who is on call at an instant, and who holds which role. Knows nothing of cases or Slack."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
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
    """Somebody stands in on a rung from `start` until before `end` (aware instants)."""

    rotation: str
    rung: Rung
    person: str
    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True)
class Rotation:
    """People take weekly turns. `first` is the first hand-over as wall time in `zone`, so that daylight saving moves
    the instant and never the hour people see.
    """

    name: str
    zone: ZoneInfo
    first: datetime
    people: Mapping[Rung, tuple[str, ...]]

    def shift(self, now: datetime) -> int:
        """The number of hand-overs since `first` (negative before it)."""
        return (now.astimezone(self.zone).replace(tzinfo=None) - self.first) // WEEK

    def handover_after(self, now: datetime) -> datetime:
        """The next hand-over after `now`, aware."""
        wall = self.first + WEEK * (self.shift(now) + 1)
        return wall.replace(tzinfo=self.zone)


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
        for override in reversed(self.overrides):
            if (override.rotation, override.rung) == (rotation, rung) and override.start <= now < override.end:
                return override.person
        plan = self.rotations.get(rotation)
        people = plan.people.get(rung, ()) if plan else ()
        return people[plan.shift(now) % len(people)] if plan and people else None

    def ladder_at(self, rotation: str, now: datetime) -> tuple[str | None, ...]:
        """Everybody on call, from the first rung to the last."""
        return tuple(self.on_call_at(rotation, rung, now) for rung in Rung)

    def members(self, rotation: str) -> frozenset[str]:
        """Everybody who takes turns in a rotation, on any rung, or stands in."""
        plan = self.rotations.get(rotation)
        turns = {person for people in plan.people.values() for person in people} if plan else set()
        return frozenset(turns | {override.person for override in self.overrides if override.rotation == rotation})

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

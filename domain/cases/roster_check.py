"""What is wrong with a roster that can be read: steps that are never reached, people who are none, turns nobody has."""

import math
import re
from collections.abc import Iterator
from datetime import datetime, timedelta

from domain.cases.authority import REVIEWING_ROLES
from domain.cases.casework import Casework
from domain.cases.roster import Roster, Rotation, Rung
from domain.cases.shifts import gaps

AHEAD = timedelta(weeks=8)
LONGEST_CYCLE = 400  # turns
_USER = re.compile(r"[UW][A-Z0-9]{2,}")


def check_roster(roster: Roster, casework: Casework, now: datetime) -> Iterator[str]:
    """Each finding as a sentence that says what to do. `now` is aware; gaps are looked for eight weeks ahead."""
    yield from _queues(roster, casework)
    for rotation in roster.rotations.values():
        if not any(rotation.people.get(Rung.PRIMARY, ())):
            yield f"rotation {rotation.name} has no primary, so its cases begin further up the ladder; name somebody"
        yield from _unreached(rotation)
    yield from _people(roster)
    told = set[tuple[str, Rung]]()
    for gap in gaps(roster, now, AHEAD):
        if (gap.rotation, gap.rung) not in told:
            told.add((gap.rotation, gap.rung))
            zone = roster.rotations[gap.rotation].zone
            start, end = (f"{at.astimezone(zone):%Y-%m-%d %H:%M}" for at in (gap.start, gap.end))
            yield (
                f"rotation {gap.rotation}: nobody is {gap.rung} from {start} until {end}; name somebody, or leave "
                "the rung out where it is not used"
            )


def _queues(roster: Roster, casework: Casework) -> Iterator[str]:
    for queue in casework.queues.values():
        if queue.rotation not in roster.rotations:
            yield f"queue {queue.name}: roster.yml has no rotation {queue.rotation}; add it, or name another one"
    for name in sorted(set(roster.rotations) - {queue.rotation for queue in casework.queues.values()}):
        yield f"rotation {name} answers for no queue of casework.yml; give it one, or take it out"


def _unreached(rotation: Rotation) -> Iterator[str]:
    """A rung on which everybody is on an earlier one in the same turn, whichever turn it is."""
    used = [rung for rung in Rung if any(rotation.people.get(rung, ()))]
    cycle = math.lcm(*(len(rotation.people[rung]) for rung in used)) if used else 0
    for at, rung in enumerate(used[1:], start=1):
        turns = range(min(cycle, LONGEST_CYCLE))
        if all(_holder(rotation, rung, n) in {_holder(rotation, one, n) for one in used[:at]} | {None} for n in turns):
            yield (
                f"rotation {rotation.name}: {rung} is never reached, for in every turn whoever holds it is on an "
                "earlier rung already; name somebody else"
            )


def _holder(rotation: Rotation, rung: Rung, turn: int) -> str | None:
    people = rotation.people[rung]
    return people[turn % len(people)]


def _people(roster: Roster) -> Iterator[str]:
    on_call = {person for rotation in roster.rotations.values() for person in rotation.members}
    standing_in = {override.person for override in roster.overrides}
    named = on_call | standing_in | set(roster.roles) | set(roster.conflicts)
    for person in sorted(one for one in named if not _USER.fullmatch(one)):
        yield f"{person!r} is no Slack user id; open the person's profile and copy their member ID, for instance U0BO"
    for person in sorted(standing_in - on_call):
        if not roster.has_role(person, *REVIEWING_ROLES):
            yield f"overrides: {person} stands in and is no reviewer; give them the role, or name somebody else"

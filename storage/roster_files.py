"""Reads `roster.yml`. Every problem comes back at once, in words that say what to do."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from domain.cases.durations import parse_duration
from domain.cases.roster import WEEK, Override, Roster, Rotation, Rung
from storage.file_keys import ROSTER_KEYS
from storage.reading import Reading


def read_roster(file: Path) -> Roster:
    """Rotations, stand-ins and roles of a file. Raises `BrokenCasework`."""
    reading = Reading(file)
    rotations = {
        str(name): _rotation(reading, str(name), reading.mapping(raw, f"rotations.{name}"))
        for name, raw in reading.mapping(reading.content.get("rotations"), "rotations").items()
    }
    overrides = tuple(
        override
        for n, raw in enumerate(reading.content.get("overrides") or (), start=1)
        if (override := _override(reading, rotations, reading.mapping(raw, f"overrides {n}"), n)) is not None
    )
    roles: dict[str, set[str]] = {}
    for role, people in reading.mapping(reading.content.get("roles") or {}, "roles").items():
        for person in people or ():
            roles.setdefault(str(person), set()).add(str(role))
    teams = {
        str(name): reading.names(people, f"teams.{name}")
        for name, people in reading.mapping(reading.content.get("teams") or {}, "teams").items()
    }
    conflicts = {
        str(person): reading.names(declared, f"conflicts.{person}")
        for person, declared in reading.mapping(reading.content.get("conflicts") or {}, "conflicts").items()
    }
    for person, declared in conflicts.items():
        for team in sorted(one for one in declared if one.startswith("team:") and one[5:] not in teams):
            reading.say(f"conflicts.{person}: there is no team {team[5:]!r} under teams")
    reading.finish(ROSTER_KEYS)
    held_by = {person: frozenset(held) for person, held in roles.items()}
    return Roster(rotations, overrides, held_by, teams, conflicts)


def _wall(value: Any) -> datetime:
    """A wall time, written as `2026-01-05 09:00`."""
    if isinstance(value, datetime) and value.tzinfo is None:
        return value
    if isinstance(value, date) and not isinstance(value, datetime):
        return datetime(value.year, value.month, value.day)  # noqa: DTZ001 -- wall time in the rotation's zone
    wall = datetime.fromisoformat(str(value))
    if wall.tzinfo is not None:
        raise ValueError("write wall time without an offset; the rotation's zone applies")
    return wall


def _rotation(reading: Reading, name: str, raw: Mapping[str, Any]) -> Rotation:
    people = {rung: _turns(reading, raw[rung.value], f"rotations.{name}.{rung}") for rung in Rung if rung.value in raw}
    if not any(person for turns in people.values() for person in turns):
        reading.say(f"rotations.{name} names nobody; give primary, secondary or lead a list of user ids")
    return Rotation(
        name=name,
        zone=reading.one(ZoneInfo, raw.get("zone", "UTC"), f"rotations.{name}.zone", ZoneInfo("UTC")),
        first=reading.one(_wall, raw.get("first"), f"rotations.{name}.first", datetime(2026, 1, 5, 9)),  # noqa: DTZ001
        people=people,
        every=reading.one(_every, raw.get("every", "1w"), f"rotations.{name}.every", WEEK),
    )


def _turns(reading: Reading, raw: Any, where: str) -> tuple[str | None, ...]:
    """User ids in the order of their turns; `~` is a turn that nobody has taken yet."""
    if raw is not None and not isinstance(raw, list):
        reading.say(f"{where} must be a list of user ids; write `~` for a turn that nobody has taken yet")
        return ()
    return tuple(None if person is None else str(person) for person in raw or ())


def _every(value: Any) -> timedelta:
    """The length of a turn, in whole days: hand-overs keep their hour on the wall."""
    every = parse_duration(value)
    if every % timedelta(days=1):
        raise ValueError(f"{value!r} is not a number of whole days; write for instance 1d, 1w or 2w")
    return every


def _override(
    reading: Reading, rotations: Mapping[str, Rotation], raw: Mapping[str, Any], number: int
) -> Override | None:
    where = f"overrides {number}"
    rotation = rotations.get(str(raw.get("rotation")))
    if rotation is None:
        reading.say(f"{where}: there is no rotation {raw.get('rotation')!r}")
        return None
    early = datetime(2000, 1, 1)  # noqa: DTZ001 -- wall time in the rotation's zone
    start = reading.one(_wall, raw.get("from"), f"{where}.from", early).replace(tzinfo=rotation.zone).astimezone(UTC)
    end = reading.one(_wall, raw.get("to"), f"{where}.to", early).replace(tzinfo=rotation.zone).astimezone(UTC)
    if not raw.get("person") or start >= end:
        reading.say(f"{where} needs a person and a `from` before its `to`")
    rung = reading.one(Rung, raw.get("rung", "primary"), f"{where}.rung", Rung.PRIMARY)
    return Override(rotation.name, rung, str(raw.get("person")), start, end)

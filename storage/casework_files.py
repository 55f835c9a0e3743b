"""Reads `casework.yml` and `roster.yml`. Every problem comes back at once, in words that say what to do."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import yaml

from domain.cases.casework import Casework, Promise, Queue, Route
from domain.cases.durations import parse_duration
from domain.cases.roster import Override, Roster, Rotation, Rung
from domain.cases.words import ClockName, Kind, Severity

T = TypeVar("T")


class BrokenCasework(Exception):
    """A file that says who works cases and by when cannot be used. Each argument is one problem."""


class _Reading:
    """One file being read; collects problems instead of stopping at the first."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.problems: list[str] = []
        try:
            content = yaml.safe_load(file.read_text(encoding="utf-8"))
        except OSError as error:
            raise BrokenCasework(f"{file}: cannot be read ({error.strerror})") from error
        except yaml.YAMLError as error:
            raise BrokenCasework(f"{file}: is no YAML: {' '.join(str(error).split())}") from error
        self.content = self.mapping(content, "the file")

    def say(self, problem: str) -> None:
        self.problems.append(f"{self.file}: {problem}")

    def mapping(self, value: Any, where: str) -> Mapping[str, Any]:
        if isinstance(value, Mapping):
            return value
        self.say(f"{where} must be a mapping")
        return {}

    def one(self, make: Callable[[Any], T], value: Any, where: str, default: T) -> T:
        try:
            return make(value)
        except (ValueError, TypeError, KeyError, ZoneInfoNotFoundError) as error:
            known: list[str] = [str(member) for member in make] if isinstance(make, Iterable) else []
            self.say(f"{where}: " + (f"{value!r} is none of {', '.join(known)}" if known else str(error)))
            return default

    def finish(self) -> None:
        if self.problems:
            raise BrokenCasework(*self.problems)


def read_casework(file: Path) -> Casework:
    """The promises of a file. Raises `BrokenCasework`."""
    reading = _Reading(file)
    content = reading.content
    queues = {
        str(name): Queue(str(name), str(queue.get("channel", "")), str(queue.get("rotation", "")))
        for name, raw in reading.mapping(content.get("queues"), "queues").items()
        for queue in [reading.mapping(raw, f"queues.{name}")]
    }
    for queue in queues.values():
        if not queue.channel or not queue.rotation:
            reading.say(f"queues.{queue.name} needs a channel and a rotation")
    casework = Casework(
        emergency=str(content.get("emergency", "")).strip(),
        at_risk=reading.one(Severity, content.get("at_risk", "critical"), "at_risk", Severity.CRITICAL),
        fallback=str(content.get("fallback") or ""),
        queues=queues,
        routes=_routes(reading, queues),
        promises=_promises(reading),
    )
    reading.finish()
    return casework


def _routes(reading: _Reading, queues: Mapping[str, Queue]) -> dict[Kind, Route]:
    kinds = reading.mapping(reading.content.get("kinds"), "kinds")
    routes: dict[Kind, Route] = {}
    for kind in Kind:
        where = f"kinds.{kind}"
        raw = reading.mapping(kinds.get(kind.value), where)
        more = {
            reading.one(Severity, severity, f"{where}.queues", Severity.LOW): str(queue)
            for severity, queue in reading.mapping(raw.get("queues") or {}, f"{where}.queues").items()
        }
        queue = str(raw.get("queue", ""))
        for name in {queue, *more.values()} - set(queues):
            reading.say(f"{where}: there is no queue {name!r}")
        routes[kind] = Route(queue, reading.one(Severity, raw.get("severity"), f"{where}.severity", Severity.LOW), more)
    return routes


def _promises(reading: _Reading) -> dict[Severity, dict[ClockName, Promise]]:
    severities = reading.mapping(reading.content.get("severities"), "severities")
    return {
        severity: {
            clock: _promise(reading, reading.mapping(severities.get(severity.value), f"severities.{severity}"), clock)
            for clock in ClockName
        }
        for severity in Severity
    }


def _promise(reading: _Reading, severity: Mapping[str, Any], clock: ClockName) -> Promise:
    raw = reading.mapping(severity.get(clock.value), f"severities: {clock}")
    hour = parse_duration("1h")
    shares = tuple(sorted(float(share) for share in raw.get("nudges", ()) if isinstance(share, int | float)))
    if len(shares) != len(raw.get("nudges", ())) or any(not 0 < share < 1 for share in shares):
        reading.say(f"severities: {clock}.nudges must be shares between 0 and 1")
        shares = ()
    return Promise(
        goal=reading.one(parse_duration, raw.get("within"), f"severities: {clock}.within", hour),
        nudges=shares,
        escalate_every=reading.one(
            parse_duration, raw.get("escalate_every", "1h"), f"severities: {clock}.escalate_every", hour
        ),
    )


def read_roster(file: Path) -> Roster:
    """Rotations, stand-ins and roles of a file. Raises `BrokenCasework`."""
    reading = _Reading(file)
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
    reading.finish()
    return Roster(rotations, overrides, {person: frozenset(held) for person, held in roles.items()})


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


def _rotation(reading: _Reading, name: str, raw: Mapping[str, Any]) -> Rotation:
    people = {rung: tuple(str(person) for person in raw.get(rung.value) or ()) for rung in Rung}
    if not any(people.values()):
        reading.say(f"rotations.{name} names nobody; give primary, secondary or lead a list of user ids")
    return Rotation(
        name=name,
        zone=reading.one(ZoneInfo, raw.get("zone", "UTC"), f"rotations.{name}.zone", ZoneInfo("UTC")),
        first=reading.one(_wall, raw.get("first"), f"rotations.{name}.first", datetime(2026, 1, 5, 9)),  # noqa: DTZ001
        people=people,
    )


def _override(
    reading: _Reading, rotations: Mapping[str, Rotation], raw: Mapping[str, Any], number: int
) -> Override | None:
    where = f"overrides {number}"
    rotation = rotations.get(str(raw.get("rotation")))
    if rotation is None:
        reading.say(f"{where}: there is no rotation {raw.get('rotation')!r}")
        return None
    early = datetime(2000, 1, 1)  # noqa: DTZ001 -- wall time in the rotation's zone
    start = reading.one(_wall, raw.get("from"), f"{where}.from", early).replace(tzinfo=rotation.zone)
    end = reading.one(_wall, raw.get("to"), f"{where}.to", early).replace(tzinfo=rotation.zone)
    if not raw.get("person") or start >= end:
        reading.say(f"{where} needs a person and a `from` before its `to`")
    rung = reading.one(Rung, raw.get("rung", "primary"), f"{where}.rung", Rung.PRIMARY)
    return Override(rotation.name, rung, str(raw.get("person")), start, end)

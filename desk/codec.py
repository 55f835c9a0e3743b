"""Events as the bytes that count (RFC 8785), and back, with type versions."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, get_args

import rfc8785
from pydantic import TypeAdapter

from domain.cases.events import CaseEvent
from domain.cases.looking import CaseViewed
from domain.cases.planning import PlanEvent
from domain.house import Restored
from domain.rulebook.gaps import GapEvent
from domain.rulebook.releases import ReleaseEvent
from domain.rulebook.versions import RulebookPublished
from storage.streams import StoredEvent

Recorded = CaseEvent | CaseViewed | PlanEvent | Restored | RulebookPublished | ReleaseEvent | GapEvent
# The version of each type's fields; what is not named here is at its first.
_VERSIONS: Mapping[str, int] = {"ReportFiled": 2, "NobodyOnCall": 2, "CaseDecided": 2}
_TYPES: Mapping[str, tuple[TypeAdapter[Any], int]] = {
    kind.__name__: (TypeAdapter(kind), _VERSIONS.get(kind.__name__, 1)) for kind in get_args(Recorded)
}
# (type, version) -> what turns the fields of that version into those of the next one.
UPCASTERS: Mapping[tuple[str, int], Callable[[dict[str, Any]], dict[str, Any]]] = {
    ("ReportFiled", 1): lambda fields: {**fields, "mode": "by_name", "subjects": []},
    ("NobodyOnCall", 1): lambda fields: {**fields, "told": []},
    ("CaseDecided", 1): lambda fields: {**fields, "approved_by": None, "digest": ""},
}


class UnknownEvent(Exception):
    """The record holds an event that this release does not know. Run the release that wrote it, or a newer one."""


def type_version(name: str) -> int:
    """The version in which events of a type are written today."""
    return _TYPES[name][1]


def to_stored(stream: str, version: int, event: Recorded, at: datetime, actor: str) -> StoredEvent:
    """An event as it is written. `at` is aware UTC; `actor` is a user id, `party:…` or `clock`."""
    name = type(event).__name__
    adapter, type_version = _TYPES[name]
    body = rfc8785.dumps(adapter.dump_python(event, mode="json"))
    return StoredEvent(stream, version, name, type_version, at, actor, body)


def from_stored(stored: StoredEvent) -> Recorded:
    """The event that was written, brought to today's version. Raises `UnknownEvent`."""
    if stored.type not in _TYPES or stored.type_version > _TYPES[stored.type][1]:
        raise UnknownEvent
    adapter, current = _TYPES[stored.type]
    if stored.type_version == current:
        return _typed(adapter.validate_json(stored.body))
    fields: dict[str, Any] = TypeAdapter(dict[str, Any]).validate_json(stored.body)
    for version in range(stored.type_version, current):
        fields = UPCASTERS[stored.type, version](fields)
    return _typed(adapter.validate_python(fields))


def case_event(stored: StoredEvent) -> CaseEvent:
    """An event of a case's own stream. Raises `UnknownEvent`."""
    event = from_stored(stored)
    if isinstance(event, CaseViewed | Restored | PlanEvent | RulebookPublished | ReleaseEvent | GapEvent):
        raise UnknownEvent
    return event


def plan_event(stored: StoredEvent) -> PlanEvent:
    """An event of the plan's own stream. Raises `UnknownEvent`."""
    event = from_stored(stored)
    if not isinstance(event, PlanEvent):
        raise UnknownEvent
    return event


def rulebook_event(stored: StoredEvent) -> RulebookPublished:
    """An event of the rulebook's own stream. Raises `UnknownEvent`."""
    event = from_stored(stored)
    if not isinstance(event, RulebookPublished):
        raise UnknownEvent
    return event


def release_event(stored: StoredEvent) -> ReleaseEvent:
    """An event of the stream of releases. Raises `UnknownEvent`."""
    event = from_stored(stored)
    if not isinstance(event, ReleaseEvent):
        raise UnknownEvent
    return event


def gap_event(stored: StoredEvent) -> GapEvent:
    """An event of a gap's own stream. Raises `UnknownEvent`."""
    event = from_stored(stored)
    if not isinstance(event, GapEvent):
        raise UnknownEvent
    return event


def _typed(event: Any) -> Recorded:
    return event  # type: ignore[no-any-return]

"""Events as the bytes that count (RFC 8785), and back, with type versions."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

import rfc8785
from pydantic import TypeAdapter

from domain.cases import events
from domain.cases.events import CaseEvent
from storage.streams import StoredEvent

_TYPES: Mapping[str, tuple[TypeAdapter[Any], int]] = {
    kind.__name__: (TypeAdapter(kind), 1)
    for kind in (
        events.ReportFiled,
        events.AdditionFiled,
        events.CasePaged,
        events.NobodyOnCall,
        events.CaseAcknowledged,
        events.CaseTakenOver,
        events.CaseDecided,
        events.CaseNudged,
        events.CaseEscalated,
    )
}
# (type, version) -> what turns the fields of that version into those of the next one.
UPCASTERS: Mapping[tuple[str, int], Callable[[dict[str, Any]], dict[str, Any]]] = {}


class UnknownEvent(Exception):
    """The record holds an event that this release does not know. Run the release that wrote it, or a newer one."""


def to_stored(stream: str, version: int, event: CaseEvent, at: datetime, actor: str) -> StoredEvent:
    """An event as it is written. `at` is aware UTC; `actor` is a user id, `party:…` or `clock`."""
    name = type(event).__name__
    adapter, type_version = _TYPES[name]
    body = rfc8785.dumps(adapter.dump_python(event, mode="json"))
    return StoredEvent(stream, version, name, type_version, at, actor, body)


def from_stored(stored: StoredEvent) -> CaseEvent:
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


def _typed(event: Any) -> CaseEvent:
    return event  # type: ignore[no-any-return]

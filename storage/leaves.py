"""What of an event is sealed: the fields of its leaf, and their hash."""

import base64
from typing import Any

import rfc8785

from storage.merkle import leaf_hash
from storage.streams import StoredEvent


def leaf_fields(event: StoredEvent) -> dict[str, Any]:
    """Everything about an event that its leaf speaks for: strings and whole numbers. `at` is ISO 8601 in UTC; `body` is
    the canonical JSON as text (`body_base64` where somebody made it something that is no text).
    """
    fields: dict[str, Any] = {
        "stream": event.stream,
        "version": event.version,
        "type": event.type,
        "type_version": event.type_version,
        "at": event.at.isoformat(),
        "actor": event.actor,
    }
    try:
        return {**fields, "body": event.body.decode()}
    except UnicodeDecodeError:
        return {**fields, "body_base64": base64.b64encode(event.body).decode()}


def digest_of(event: StoredEvent) -> bytes:
    """The leaf hash of an event, over the canonical JSON (RFC 8785) of its fields."""
    return leaf_hash(rfc8785.dumps(leaf_fields(event)))

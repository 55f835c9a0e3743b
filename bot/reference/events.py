"""The page of events: what the record may hold."""

import enum
import typing
from collections.abc import Iterable
from dataclasses import fields
from datetime import datetime

from bot.reference.tables import page, said, table
from desk.codec import Recorded, type_version

_INTRO = """
The record of a case is the stream `case-<number>`. Every event is canonical JSON (RFC 8785) with a type version. None
holds what people wrote, nor the name of a reporter or a subject: these are party ids that mean something only within
the case, and names of entries in the vault. Times are UTC.
"""


def events() -> str:
    """Every event, with its fields."""
    rows = [
        (f"`{kind.__name__}`", str(type_version(kind.__name__)), said(kind), ", ".join(_fields(kind)))
        for kind in typing.get_args(Recorded)
    ]
    return page("Events", _INTRO, table(("event", "version", "fact", "fields"), rows))


def _fields(kind: type) -> Iterable[str]:
    for one in fields(kind):
        yield f"`{one.name}` {_called(one.type)}"


def _called(kind: object) -> str:
    """What a type is called where people read it."""
    plain = {str: "text", int: "number", bool: "yes or no", datetime: "time", float: "number", type(None): "nothing"}
    if kind in plain:
        return plain[kind]
    if isinstance(kind, type) and issubclass(kind, enum.Enum):
        return kind.__name__.lower()
    inner = typing.get_args(kind)
    if typing.get_origin(kind) is tuple:
        return f"list of {_called(inner[0])}"
    return " or ".join(_called(one) for one in inner) if inner else getattr(kind, "__name__", str(kind))

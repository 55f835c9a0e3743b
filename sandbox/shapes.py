"""A small language for the shapes of Block Kit: each shape reports what Slack would say about a value and where."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any


class Problems:
    """What is wrong with a payload, in the words of Slack's `response_metadata.messages`."""

    def __init__(self) -> None:
        self.messages: list[str] = []

    def add(self, where: str, what: str) -> None:
        self.messages.append(f"{what} [json-pointer:{where}]")


Shape = Callable[[Any, str, Problems], None]


@dataclass(frozen=True, slots=True)
class Field:
    shape: Shape
    required: bool = False


def required(shape: Shape) -> Field:
    return Field(shape, required=True)


def string(most: int, least: int = 0) -> Shape:
    def check(value: Any, where: str, problems: Problems) -> None:
        if not isinstance(value, str):
            problems.add(where, "must provide a string")
        elif len(value) > most:
            problems.add(where, f"must be less than {most + 1} characters")
        elif len(value) < least:
            problems.add(where, f"must be more than {least - 1} characters")

    return check


def boolean(value: Any, where: str, problems: Problems) -> None:
    if not isinstance(value, bool):
        problems.add(where, "must provide a boolean")


def whole(least: int, most: int) -> Shape:
    def check(value: Any, where: str, problems: Problems) -> None:
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            problems.add(where, f"must be an integer from {least} to {most}")

    return check


def anything(value: Any, where: str, problems: Problems) -> None:
    """A part that no rule of ours concerns yet."""


def one_of(*allowed: str) -> Shape:
    def check(value: Any, where: str, problems: Problems) -> None:
        if value not in allowed:
            problems.add(where, f"must be one of: {', '.join(allowed)}")

    return check


def array(shape: Shape, most: int, least: int = 1) -> Shape:
    def check(value: Any, where: str, problems: Problems) -> None:
        if not isinstance(value, list):
            problems.add(where, "must provide an array")
            return
        if len(value) > most:
            problems.add(where, f"no more than {most} items allowed")
        if len(value) < least:
            problems.add(where, f"no less than {least} items allowed")
        for index, item in enumerate(value):
            shape(item, f"{where}/{index}", problems)

    return check


def fields(known: Mapping[str, Field | Shape]) -> Shape:
    """An object with these fields and no others."""
    wanted = {name: shape if isinstance(shape, Field) else Field(shape) for name, shape in known.items()}

    def check(value: Any, where: str, problems: Problems) -> None:
        if not isinstance(value, dict):
            problems.add(where, "must provide an object")
            return
        for name in value.keys() - wanted.keys():
            problems.add(where, f"invalid additional property: {name}")
        for name, field in wanted.items():
            if value.get(name) is not None:
                field.shape(value[name], f"{where}/{name}", problems)
            elif field.required:
                problems.add(where, f"missing required field: {name}")

    return check


def by_type(shapes: Mapping[str, Shape], allowed: Iterable[str] | None = None) -> Shape:
    """An object whose `type` says which shape it has."""
    known = frozenset(shapes if allowed is None else allowed)

    def check(value: Any, where: str, problems: Problems) -> None:
        if not isinstance(value, dict):
            problems.add(where, "must provide an object")
        elif "type" not in value:
            problems.add(where, "missing required field: type")
        elif not isinstance(value["type"], str) or value["type"] not in known:
            problems.add(f"{where}/type", f"unsupported type: {value['type']}")
        else:
            shapes[value["type"]](value, where, problems)

    return check

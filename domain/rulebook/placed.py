"""YAML together with where each value stands, so that a problem can point at it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml

from domain.rulebook.problems import Problem

_Base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_TEXT = "tag:yaml.org,2002:str"
Path = tuple[str | int, ...]
DEEPEST = 12


class Loader(_Base):  # type: ignore[misc]
    """A safe loader. Nearly every value is text, and the general way asks a dozen questions before it says so."""

    def construct_object(self, node: Any, deep: bool = False) -> Any:  # noqa: FBT001, FBT002 -- as PyYAML names it
        """What a node says."""
        if type(node) is yaml.ScalarNode and node.tag == _TEXT:
            return node.value
        return super().construct_object(node, deep=deep)


@dataclass(frozen=True, slots=True)
class Placed:
    """What a YAML file says. `places` has line and column (from 1) of every key and entry by its path."""

    file: str
    content: Mapping[str, Any] = field(default_factory=dict)
    places: Mapping[Path, tuple[int, int]] = field(default_factory=dict)

    def problem(self, path: Path, message: str, code: str = "invalid") -> Problem:
        """A problem at a value, or at the nearest around it."""
        while path and path not in self.places:
            path = path[:-1]
        line, column = self.places.get(path, (1, 1))
        return Problem(self.file, line, message, code, column)


def load(text: str) -> Any:
    """What a YAML text says; as `yaml.safe_load`, only faster. Raises `yaml.YAMLError`."""
    return yaml.load(text, Loader=Loader)  # noqa: S506 -- it is a safe loader


def placed(text: str, file: str) -> tuple[Placed, list[Problem]]:
    """A YAML file of fields, read; what cannot be read comes back as problems."""
    try:
        content = load(text)
        node = yaml.compose(text, Loader=Loader)
    except (yaml.YAMLError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        why = getattr(error, "problem", None) or "it cannot be read"
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        return Placed(file), [Problem(file, line, f"is no YAML: {why}", "unreadable", column)]
    if not isinstance(content, Mapping):
        return Placed(file), [Problem(file, 1, "must be fields, one `name: value` a line", "unreadable")]
    places: dict[Path, tuple[int, int]] = {}
    _walk(node, (), places)
    return Placed(file, content, places), []


def _walk(node: Any, path: Path, places: dict[Path, tuple[int, int]]) -> None:
    if len(path) > DEEPEST:  # an anchor that holds itself
        return
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            inner = (*path, str(key.value))
            places[inner] = (key.start_mark.line + 1, key.start_mark.column + 1)
            _walk(value, inner, places)
    elif isinstance(node, yaml.SequenceNode):
        for number, value in enumerate(node.value):
            inner = (*path, number)
            places[inner] = (value.start_mark.line + 1, value.start_mark.column + 1)
            _walk(value, inner, places)

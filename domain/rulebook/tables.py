"""Finite tables of conditions: every cell can be enumerated, so that holes and steps down are found, not guessed."""

import itertools
import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from domain.rulebook.placed import Path, Placed
from domain.rulebook.problems import Problem

MOST_CELLS = 20_000
Cell = tuple[str, ...]
When = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Axis:
    """One dimension; where it is `ordered`, its values stand from the least to the most worrying. `titles` belong to
    `values` one by one.
    """

    name: str
    values: tuple[str, ...]
    titles: tuple[str, ...] = ()
    ordered: bool = True

    def title(self, value: str) -> str:
        """What people call a value."""
        return dict(zip(self.values, self.titles, strict=False)).get(value) or value


def cells(axes: Sequence[Axis]) -> Iterator[Cell]:
    """Every combination of values."""
    return itertools.product(*(axis.values for axis in axes))


def too_many(axes: Sequence[Axis]) -> bool:
    """Whether enumerating would take too long."""
    return math.prod(len(axis.values) for axis in axes) > MOST_CELLS


def steps(axes: Sequence[Axis]) -> Iterator[tuple[Cell, Cell]]:
    """Every pair of cells one step apart on one ordered axis, the less worrying first. A table that never goes down in
    one step never goes down at all.
    """
    for number, axis in enumerate(axes):
        if axis.ordered:
            after = dict(itertools.pairwise(axis.values))
            for cell in cells(axes):
                if cell[number] in after:
                    yield cell, (*cell[:number], after[cell[number]], *cell[number + 1 :])


def applies(when: When, cell: Cell) -> bool:
    """Whether a row's conditions hold for a cell; an empty condition holds for every value."""
    return all(not allowed or value in allowed for allowed, value in zip(when, cell, strict=True))


def hole(axes: Sequence[Axis], rules: Callable[[Cell], object]) -> tuple[Cell, str, str] | None:
    """The first situation for which a table has no rule, its conditions as a row would write them, and a sentence on
    how many more there are; None where there is none.
    """
    holes = [cell for cell in cells(axes) if rules(cell) is None]
    if not holes:
        return None
    names = ", ".join(f"{axis.name}: {value}" for axis, value in zip(axes, holes[0], strict=True))
    return holes[0], names, f" {len(holes) - 1} more are like it." if len(holes) > 1 else ""


def read_when(read: Placed, path: Path, raw: Any, axes: Sequence[Axis]) -> tuple[When, list[Problem]]:
    """A row's conditions: by axis one value or a list; an axis that is left out holds for every value."""
    if raw is None:
        raw = {}
    if not isinstance(raw, Mapping):
        return tuple(() for _ in axes), [read.problem(path, "`when` must name values by dimension")]
    known = {axis.name: axis for axis in axes}
    problems = [
        read.problem((*path, str(name)), f"there is no dimension {str(name)!r}; there are {', '.join(known)}")
        for name in raw
        if str(name) not in known
    ]
    when: list[tuple[str, ...]] = []
    for axis in axes:
        given = listed(raw.get(axis.name))
        wrong = [value for value in given if value not in axis.values]
        problems += [
            read.problem((*path, axis.name), f"{axis.name} {value!r} is none of {', '.join(axis.values)}")
            for value in wrong
        ]
        kept = tuple(value for value in given if value in axis.values)
        when.append(kept if kept or not wrong else ("",))  # a row of unknown values holds for nothing
    return tuple(when), problems


def read_axis(read: Placed, name: str, *, ordered: bool = True) -> tuple[Axis, list[Problem]]:
    """A dimension: a mapping of ids to titles, or a list of ids."""
    raw = read.content.get(name)
    titles = {str(key): str(title or key) for key, title in raw.items()} if isinstance(raw, Mapping) else {}
    if isinstance(raw, list):
        titles = {str(value): str(value) for value in raw}
    axis = Axis(name, tuple(titles), tuple(titles.values()), ordered)
    return axis, [] if titles else [read.problem((name,), f"{name} must list its values, each with a title")]


def read_rows(read: Placed, name: str) -> tuple[list[tuple[int, Mapping[str, Any]]], list[Problem]]:
    """The entries of a list, numbered from 0 as they are written; entries that are no fields come back as problems."""
    raw = read.content.get(name)
    if not isinstance(raw, list) or not raw:
        return [], [read.problem((name,), f"{name} must be a list with at least one entry")]
    rows = [(number, row) for number, row in enumerate(raw) if isinstance(row, Mapping)]
    wrong = [
        read.problem((name, number), "must be fields, one `name: value` a line")
        for number, row in enumerate(raw)
        if not isinstance(row, Mapping)
    ]
    return rows, wrong


def listed(value: Any) -> tuple[str, ...]:
    """One value or a list of them, as text."""
    if isinstance(value, list):
        return tuple(str(one) for one in value)
    return () if value is None else (str(value),)


def texts_of(value: Any) -> tuple[str, ...]:
    """The same without space around each; nothing where it is empty."""
    if isinstance(value, list):
        return tuple(str(part).strip() for part in value)
    return () if not value else (str(value).strip(),)


def unknown_fields(read: Placed, path: Path, raw: Mapping[str, Any], known: Sequence[str]) -> list[Problem]:
    """A problem for each field that nobody reads."""
    return [
        read.problem(
            (*path, str(name)), f"there is no field {str(name)!r}; there are {', '.join(known)}", "field-unknown"
        )
        for name in raw
        if str(name) not in known
    ]

"""The decision matrix: intent, data sensitivity and risk lead to a ruling.

Where several rows apply, the strictest counts.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from domain.rulebook.placed import Placed
from domain.rulebook.problems import Problem
from domain.rulebook.tables import (
    Axis,
    Cell,
    When,
    applies,
    cells,
    hole,
    listed,
    read_axis,
    read_rows,
    read_when,
    steps,
    too_many,
    unknown_fields,
)

AXES = ("intent", "sensitivity", "risk")
FIELDS = (*AXES, "unordered", "controls", "rows")
ROW_FIELDS = ("when", "ruling", "controls", "clauses", "why")


class Ruling(StrEnum):
    """What may be done, from the laxest to the strictest."""

    ALLOW = "allow"
    CONTROLS = "allow_with_controls"
    COUNCIL = "council"
    PROHIBITED = "prohibited"


STRICTNESS = {ruling: number for number, ruling in enumerate(Ruling)}


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the matrix. `number` counts from 0 as written."""

    number: int
    when: When
    ruling: Ruling
    controls: tuple[str, ...] = ()
    clauses: tuple[str, ...] = ()
    why: str = ""


@dataclass(frozen=True, slots=True)
class Ruled:
    """What the matrix says of a situation. `rows` are those that decided."""

    ruling: Ruling
    controls: tuple[str, ...]
    clauses: tuple[str, ...]
    why: tuple[str, ...] = ()
    rows: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Matrix:
    """`axes` are intent, sensitivity and risk; `controls` are (id, sentence)."""

    axes: tuple[Axis, ...]
    rows: tuple[Row, ...]
    controls: tuple[tuple[str, str], ...] = ()

    def rule(self, cell: Cell) -> Ruled | None:
        """The ruling of (intent, sensitivity, risk); None where no row applies.

        The strictest row decides, and its clauses are cited. The controls of every row that applies add up.
        """
        found = [row for row in self.rows if applies(row.when, cell)]
        if not found:
            return None
        strictest = max((row.ruling for row in found), key=STRICTNESS.__getitem__)
        deciding = [row for row in found if row.ruling is strictest]
        asked = found if strictest in (Ruling.CONTROLS, Ruling.COUNCIL) else []
        return Ruled(
            strictest,
            _once(control for row in asked for control in row.controls),
            _once(clause for row in deciding for clause in row.clauses),
            _once(row.why for row in deciding if row.why),
            tuple(row.number for row in deciding),
        )

    def control(self, name: str) -> str:
        """The sentence of a control."""
        return dict(self.controls).get(name) or name

    def told(self, cell: Cell) -> str:
        """A situation, as a person would tell it."""
        intent, sensitivity, risk = (f"“{axis.title(value)}”" for axis, value in zip(self.axes, cell, strict=True))
        return f"{intent} with data {sensitivity} at risk {risk}"


def _once(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))


def parse_matrix(read: Placed) -> tuple[Matrix, list[Problem]]:
    """A matrix as far as it can be read, and what is wrong with its shape."""
    unordered = listed(read.content.get("unordered"))
    problems = unknown_fields(read, (), read.content, FIELDS)
    problems += [
        read.problem(("unordered",), f"{name!r} is no dimension; there are {', '.join(AXES)}")
        for name in unordered
        if name not in AXES
    ]
    axes = []
    for name in AXES:
        axis, wrong = read_axis(read, name, ordered=name not in unordered)
        axes.append(axis)
        problems += wrong
    if too_many(axes):
        return Matrix((), ()), [*problems, read.problem(("intent",), "has too many values to be enumerated")]
    raw = read.content.get("controls") or {}
    controls = {str(key): str(text or key) for key, text in raw.items()} if isinstance(raw, Mapping) else {}
    if not isinstance(raw, Mapping):
        problems.append(read.problem(("controls",), "controls must be ids, each with a sentence"))
    rows, wrong = _rows(read, axes, controls)
    return Matrix(tuple(axes), tuple(rows), tuple(controls.items())), problems + wrong


def _rows(read: Placed, axes: list[Axis], controls: Mapping[str, str]) -> tuple[list[Row], list[Problem]]:
    written, problems = read_rows(read, "rows")
    rows = []
    for number, raw in written:
        path = ("rows", number)
        when, wrong = read_when(read, (*path, "when"), raw.get("when"), axes)
        problems += wrong + unknown_fields(read, path, raw, ROW_FIELDS)
        named = listed(raw.get("controls"))
        problems += [
            read.problem((*path, "controls"), f"control {name!r} is not among the controls above")
            for name in named
            if name not in controls
        ]
        ruling = str(raw.get("ruling"))
        if ruling not in list(Ruling):
            problems.append(read.problem((*path, "ruling"), f"ruling {ruling!r} is none of {', '.join(Ruling)}"))
            continue
        if (ruling == Ruling.CONTROLS) != bool(named) and ruling != Ruling.COUNCIL:
            says = "allow_with_controls names its controls" if not named else f"{ruling} has no controls"
            problems.append(read.problem((*path, "ruling"), says))
        clauses = listed(raw.get("clauses"))
        rows.append(Row(number, when, Ruling(ruling), named, clauses, str(raw.get("why") or "").strip()))
    return rows, problems


def judge_matrix(matrix: Matrix, read: Placed) -> list[Problem]:
    """Holes, steps to the laxer, and rows that decide nothing, by enumeration of every situation."""
    return [*_holes(matrix, read), *_laxer(matrix, read), *_idle(matrix, read)]


def _holes(matrix: Matrix, read: Placed) -> Iterator[Problem]:
    found = hole(matrix.axes, matrix.rule) if matrix.rows else None
    if found is None:
        return
    cell, names, more = found
    story = f"Somebody asks for {matrix.told(cell)}.\n    No row applies, so nobody can tell them.{more}"
    draft = f"To close it, for instance: - {{when: {{{names}}}, ruling: council}}"
    yield read.problem(("rows",), f"has a hole\n    {story}\n    {draft}", "matrix-hole")


def _laxer(matrix: Matrix, read: Placed) -> Iterator[Problem]:
    told: set[tuple[tuple[int, ...], tuple[int, ...]]] = set()
    for less, more in steps(matrix.axes):
        first, then = matrix.rule(less), matrix.rule(more)
        if first is None or then is None or (first.rows, then.rows) in told:
            continue
        lost = set(first.controls) - set(then.controls) if first.ruling is then.ruling else set()
        if STRICTNESS[then.ruling] >= STRICTNESS[first.ruling] and not lost:
            continue
        told.add((first.rows, then.rows))
        without = f" without {', '.join(sorted(lost))}" if lost else ""
        story = (
            f"{matrix.told(less)}: {first.ruling} (row {_rows_told(first)}).\n"
            f"    {matrix.told(more)}, which is worse: {then.ruling}{without} (row {_rows_told(then)})."
        )
        yield read.problem(("rows", then.rows[0]), f"is laxer where more is at stake\n    {story}", "matrix-laxer")


def _rows_told(ruled: Ruled) -> str:
    return ", ".join(str(number + 1) for number in ruled.rows)


def _idle(matrix: Matrix, read: Placed) -> Iterator[Problem]:
    busy: set[int] = set()
    for cell in cells(matrix.axes):
        ruled = matrix.rule(cell)
        if ruled is not None:
            busy |= set(ruled.rows)
            asked = set(ruled.controls)
            busy |= {row.number for row in matrix.rows if asked.intersection(row.controls) and applies(row.when, cell)}
    for row in matrix.rows:
        if row.number not in busy:
            yield read.problem(("rows", row.number), f"row {row.number + 1} decides nothing", "matrix-idle")

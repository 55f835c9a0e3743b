"""The ladder of consequences: severity, intent and recurrence lead to measures.

Where several rungs apply, the heaviest counts.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from domain.cases.words import Intent, Severity
from domain.rulebook.placed import Placed
from domain.rulebook.problems import Problem
from domain.rulebook.tables import (
    Axis,
    Cell,
    When,
    applies,
    hole,
    listed,
    read_axis,
    read_rows,
    read_when,
    steps,
    too_many,
    unknown_fields,
)

FIELDS = ("recurrence", "measures", "rungs")
RUNG_FIELDS = ("when", "measures", "clauses")


@dataclass(frozen=True, slots=True)
class LadderRung:
    """One line of the ladder. `number` counts from 0 as written."""

    number: int
    when: When
    measures: tuple[str, ...]
    clauses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Ladder:
    """`axes` are severity, intent and recurrence; `measures` are (id, title) from the mildest to the heaviest."""

    axes: tuple[Axis, ...]
    measures: tuple[tuple[str, str], ...]
    rungs: tuple[LadderRung, ...]

    def weight(self, rung: LadderRung) -> int:
        """How heavy a rung is: the place of its heaviest measure."""
        order = [name for name, _ in self.measures]
        return max((order.index(name) for name in rung.measures), default=-1)

    def rung(self, cell: Cell) -> LadderRung | None:
        """The rung for (severity, intent, recurrence): the heaviest that applies; None where none does."""
        found = [rung for rung in self.rungs if applies(rung.when, cell)]
        return max(found, key=self.weight) if found else None

    def told(self, cell: Cell) -> str:
        """A violation, as a person would tell it."""
        severity, intent, recurrence = (axis.title(value) for axis, value in zip(self.axes, cell, strict=True))
        return f"{'An' if intent[0] in 'aeiou' else 'A'} {intent} violation of severity {severity}, “{recurrence}”"


def parse_ladder(read: Placed) -> tuple[Ladder, list[Problem]]:
    """A ladder as far as it can be read, and what is wrong with its shape."""
    problems = unknown_fields(read, (), read.content, FIELDS)
    recurrence, wrong = read_axis(read, "recurrence")
    problems += wrong
    axes = (Axis("severity", tuple(map(str, Severity))), Axis("intent", tuple(map(str, Intent))), recurrence)
    raw = read.content.get("measures")
    measures = {str(key): str(title or key) for key, title in raw.items()} if isinstance(raw, Mapping) else {}
    if not measures:
        problems.append(read.problem(("measures",), "measures must be ids, each with a title, the mildest first"))
    if too_many(axes):
        return Ladder((), (), ()), [*problems, read.problem(("recurrence",), "has too many values to be enumerated")]
    written, wrong = read_rows(read, "rungs")
    problems += wrong
    rungs = []
    for number, row in written:
        path = ("rungs", number)
        when, wrong = read_when(read, (*path, "when"), row.get("when"), axes)
        problems += wrong + unknown_fields(read, path, row, RUNG_FIELDS)
        named = listed(row.get("measures"))
        missing = [name for name in named if name not in measures]
        problems += [
            read.problem((*path, "measures"), f"measure {name!r} is not among the measures above") for name in missing
        ]
        if not named:
            problems.append(read.problem(path, "a rung names at least one measure"))
        elif not missing:
            rungs.append(LadderRung(number, when, named, listed(row.get("clauses"))))
    return Ladder(axes, tuple(measures.items()), tuple(rungs)), problems


def judge_ladder(ladder: Ladder, read: Placed) -> list[Problem]:
    """Holes and steps down, by enumeration of every violation."""
    return [*_holes(ladder, read), *_down(ladder, read)]


def _holes(ladder: Ladder, read: Placed) -> Iterator[Problem]:
    found = hole(ladder.axes, ladder.rung) if ladder.rungs else None
    if found is None:
        return
    cell, names, more = found
    story = f"{ladder.told(cell)}, was found.\n    No rung applies, so its reviewer has to invent one.{more}"
    draft = f"To close it, for instance: - {{when: {{{names}}}, measures: [{ladder.measures[0][0]}]}}"
    yield read.problem(("rungs",), f"has a hole\n    {story}\n    {draft}", "ladder-hole")


def _down(ladder: Ladder, read: Placed) -> Iterator[Problem]:
    told: set[tuple[int, int]] = set()
    for less, more in steps(ladder.axes):
        first, then = ladder.rung(less), ladder.rung(more)
        if first is None or then is None or (first.number, then.number) in told:
            continue
        if ladder.weight(then) < ladder.weight(first):
            told.add((first.number, then.number))
            story = (
                f"{ladder.told(less)}: {', '.join(first.measures)} (rung {first.number + 1}).\n"
                f"    {ladder.told(more)}, which is worse: {', '.join(then.measures)} (rung {then.number + 1})."
            )
            yield read.problem(("rungs", then.number), f"steps down\n    {story}", "ladder-step-down")

"""Whether the rules bear out what their scenarios expect."""

from collections.abc import Callable, Iterator, Sequence

from domain.rulebook.answers import Answer
from domain.rulebook.matrix import Matrix, Ruling
from domain.rulebook.placed import Placed
from domain.rulebook.problems import Problem
from domain.rulebook.scenarios import NOTHING, Scenario


def judge_scenarios(
    scenarios: Sequence[Scenario], matrix: Matrix | None, ask: Callable[[str], Answer], read: Placed
) -> list[Problem]:
    """Every scenario that the rules do not bear out."""
    return [problem for one in scenarios for problem in (*_by_matrix(one, matrix, read), *_by_question(one, ask, read))]


def _by_matrix(one: Scenario, matrix: Matrix | None, read: Placed) -> Iterator[Problem]:
    path = ("scenarios", one.number)
    if not one.situation or one.ruling not in list(Ruling):
        return
    if matrix is None:
        yield read.problem((*path, "situation"), "there is no matrix to rule on this situation", "scenario-ruling")
        return
    unknown = [
        f"{axis.name} {value!r} is none of {', '.join(axis.values)}"
        for axis, value in zip(matrix.axes, one.situation, strict=False)
        if value not in axis.values
    ]
    if unknown or not matrix.axes:
        yield from (read.problem((*path, "situation"), says) for says in unknown)
        return
    ruled = matrix.rule(one.situation)
    said = ruled.ruling.value if ruled else "nothing"
    if said != one.ruling:
        says = f"{one.id!r} expects {one.ruling}, and the matrix says {said}"
        yield read.problem((*path, "ruling"), says, "scenario-ruling")
    elif ruled and one.controls and set(one.controls) != set(ruled.controls):
        says = f"{one.id!r} expects the controls {', '.join(one.controls)}, and the matrix names "
        yield read.problem((*path, "controls"), says + (", ".join(ruled.controls) or "none"), "scenario-ruling")
    elif ruled and one.clause not in ("", NOTHING, *ruled.clauses) and not one.question:
        says = f"{one.id!r} expects clause {one.clause}, and the matrix cites {', '.join(ruled.clauses) or 'none'}"
        yield read.problem((*path, "clause"), says, "scenario-ruling")


def _by_question(one: Scenario, ask: Callable[[str], Answer], read: Placed) -> Iterator[Problem]:
    if not one.question or not one.clause:
        return
    found = ask(one.question)
    shown = [clause.id for clause in found.shown]
    if one.clause == NOTHING and not shown:
        return
    if one.clause in shown:
        return
    wanted = "nothing" if one.clause == NOTHING else one.clause
    says = f"“{one.question}” should find {wanted}, and finds {', '.join(shown) or 'nothing'}"
    yield read.problem(("scenarios", one.number, "clause"), says, "scenario-clause")

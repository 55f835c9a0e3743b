"""Total and monotone: what enumeration says of any matrix and any ladder is what a reader of the cells would say."""

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from domain.cases.words import Intent, Severity
from domain.rulebook.ladder import Ladder, LadderRung, judge_ladder
from domain.rulebook.matrix import STRICTNESS, Matrix, Row, Ruling, judge_matrix
from domain.rulebook.placed import Placed
from domain.rulebook.tables import Axis, cells, steps

AXES = (Axis("intent", ("a", "b")), Axis("sensitivity", ("c", "d", "e")), Axis("risk", ("f", "g")))
SEVERITY, INTENT = (Axis(name, tuple(map(str, kind))) for name, kind in (("severity", Severity), ("intent", Intent)))
VIOLATIONS = (SEVERITY, INTENT, Axis("recurrence", ("1", "2")))
MEASURES = (("warning", "Warning"), ("limit", "Limit"), ("end", "End"))


def some(axis: Axis) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(axis.values), unique=True).map(tuple)


def whens(axes: tuple[Axis, ...]) -> st.SearchStrategy[tuple[tuple[str, ...], ...]]:
    return st.tuples(*map(some, axes))


@st.composite
def matrices(draw: st.DrawFn) -> Matrix:
    rows = draw(st.lists(st.tuples(whens(AXES), st.sampled_from(Ruling)), min_size=1, max_size=6))
    controls = st.lists(st.sampled_from(["x", "y"]), unique=True, min_size=1).map(tuple)
    return Matrix(
        AXES,
        tuple(
            Row(number, when, ruling, draw(controls) if ruling is Ruling.CONTROLS else ())
            for number, (when, ruling) in enumerate(rows)
        ),
    )


@st.composite
def ladders(draw: st.DrawFn) -> Ladder:
    named = st.lists(st.sampled_from([name for name, _ in MEASURES]), unique=True, min_size=1).map(tuple)
    rungs = draw(st.lists(st.tuples(whens(VIOLATIONS), named), min_size=1, max_size=6))
    return Ladder(VIOLATIONS, MEASURES, tuple(LadderRung(number, *one) for number, one in enumerate(rungs)))


def worse(axes: tuple[Axis, ...], first: tuple[str, ...], then: tuple[str, ...]) -> bool:
    """At least as worrying on every axis."""
    return all(axis.values.index(a) <= axis.values.index(b) for axis, a, b in zip(axes, first, then, strict=True))


@given(matrices())
def test_a_matrix_without_a_finding_is_total_and_never_laxer(matrix: Matrix) -> None:
    found = {one.code for one in judge_matrix(matrix, Placed("matrix.yml"))}
    ruled = {cell: matrix.rule(cell) for cell in cells(AXES)}
    assert ("matrix-hole" in found) == any(one is None for one in ruled.values())
    if found.isdisjoint({"matrix-hole", "matrix-laxer"}):
        for first, then in product(ruled, ruled):
            if worse(AXES, first, then):
                less, more = ruled[first], ruled[then]
                assert less is not None
                assert more is not None
                assert STRICTNESS[less.ruling] <= STRICTNESS[more.ruling]
                assert less.ruling is not more.ruling or set(less.controls) <= set(more.controls)


@given(matrices())
def test_a_step_to_the_laxer_is_found_exactly_where_there_is_one(matrix: Matrix) -> None:
    found = any(one.code == "matrix-laxer" for one in judge_matrix(matrix, Placed("matrix.yml")))
    laxer = False
    for first, then in steps(AXES):
        less, more = matrix.rule(first), matrix.rule(then)
        if less and more:
            lost = less.ruling is more.ruling and not set(less.controls) <= set(more.controls)
            laxer |= STRICTNESS[less.ruling] > STRICTNESS[more.ruling] or lost
    assert found == laxer


@given(matrices())
def test_an_idle_row_can_be_taken_out_without_a_change_of_any_ruling(matrix: Matrix) -> None:
    idle = {one.message for one in judge_matrix(matrix, Placed("matrix.yml")) if one.code == "matrix-idle"}
    left = Matrix(AXES, tuple(row for row in matrix.rows if f"row {row.number + 1} decides nothing" not in idle))
    for cell in cells(AXES):
        before, after = matrix.rule(cell), left.rule(cell)
        assert (before and (before.ruling, set(before.controls))) == (after and (after.ruling, set(after.controls)))


@given(ladders())
def test_a_ladder_without_a_finding_is_total_and_never_milder(ladder: Ladder) -> None:
    found = {one.code for one in judge_ladder(ladder, Placed("ladder.yml"))}
    rungs = {cell: ladder.rung(cell) for cell in cells(VIOLATIONS)}
    assert ("ladder-hole" in found) == any(one is None for one in rungs.values())
    if not found:
        for first, then in product(rungs, rungs):
            if worse(VIOLATIONS, first, then):
                less, more = rungs[first], rungs[then]
                assert less is not None
                assert more is not None
                assert ladder.weight(less) <= ladder.weight(more)

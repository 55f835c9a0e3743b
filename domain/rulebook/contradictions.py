"""Rules of which whoever obeys one breaks the other, as far as that can be decided by enumeration.

Three sorts: a prohibition and a permission with the same words in action and scope and a situation in common; a clause
with conditions that the matrix rules the other way; a sentence that is an allowed example here and a prohibited one
there.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from typing import Any

from domain.rulebook.check import Written
from domain.rulebook.matrix import AXES, Matrix, Ruling
from domain.rulebook.problems import Problem
from domain.rulebook.tables import Axis, When, applies, cells, listed

_WORD = re.compile(r"\w+")
_FILLING = frozenset(
    ("a", "all", "an", "and", "any", "every", "for", "in", "into", "of", "on", "or", "our", "the", "to", "with", "your")
)


def judge_contradictions(written: Sequence[Written], matrix: Matrix | None) -> Iterator[Problem]:
    """Every contradiction that can be decided."""
    axes = matrix.axes if matrix is not None else ()
    conditions: dict[str, When] = {}
    for one in written:
        when, problems = conditions_of(one, axes)
        yield from problems
        conditions[one.clause.file] = when
    yield from _between(written, conditions, axes)
    if matrix is not None and axes:
        yield from _with_matrix(written, conditions, matrix)
    yield from _examples(written)


def conditions_of(one: Written, axes: Sequence[Axis]) -> tuple[When, list[Problem]]:
    """The situations that a clause holds for: its field `when`, empty for every one."""
    raw = one.front.get("when")
    if raw is None:
        return (), []
    if not isinstance(raw, Mapping) or not axes:
        says = "`when` needs a matrix.yml" if isinstance(raw, Mapping) else "`when` must name values by dimension"
        return (), [one.at("when", says, "value-unknown")]
    problems = [one.at("when", f"{name!r} is no dimension", "value-unknown") for name in raw if str(name) not in AXES]
    for axis in axes:
        for value in listed(raw.get(axis.name)):
            if value not in axis.values:
                says = f"{axis.name} {value!r} is none of {', '.join(axis.values)}"
                problems.append(one.at("when", says, "value-unknown"))
    return tuple(listed(raw.get(axis.name)) for axis in axes), problems


def _same(value: Any) -> frozenset[str]:
    return frozenset(_WORD.findall(str(value).casefold())) - _FILLING


def _between(written: Sequence[Written], conditions: Mapping[str, When], axes: Sequence[Axis]) -> Iterator[Problem]:
    by_action: dict[frozenset[str], list[Written]] = {}
    for one in written:
        if one.clause.kind in ("prohibition", "permission") and _same(one.clause.action):
            by_action.setdefault(_same(one.clause.action), []).append(one)
    for alike in by_action.values():
        forbids = [one for one in alike if one.clause.kind == "prohibition"]
        permits = [one for one in alike if one.clause.kind == "permission"]
        for no, yes in product(forbids, permits):
            scopes = [found for found in (_same(no.clause.scope), _same(yes.clause.scope)) if found]
            if len(set(scopes)) > 1 or no.clause.audience != yes.clause.audience:
                continue
            situation = _common(conditions[no.clause.file], conditions[yes.clause.file], axes)
            if situation is not None:
                where = f" ({', '.join(situation)})" if situation else ""
                says = (
                    f"“{yes.clause.action}” is permitted here\n"
                    f"    and prohibited by {no.clause.id}, for the same scope and situation{where}."
                )
                yield yes.at("action", says, "contradiction")


def _common(first: When, second: When, axes: Sequence[Axis]) -> tuple[str, ...] | None:
    """A situation that both hold for; empty where neither has conditions, None where there is none."""
    if not axes or not (first or second):
        return ()
    whole: When = tuple(() for _ in axes)
    return next((one for one in cells(axes) if applies(first or whole, one) and applies(second or whole, one)), None)


def _with_matrix(written: Sequence[Written], conditions: Mapping[str, When], matrix: Matrix) -> Iterator[Problem]:
    against = {"prohibition": (Ruling.ALLOW, "prohibits"), "permission": (Ruling.PROHIBITED, "permits")}
    ruled = {cell: found for cell in cells(matrix.axes) if (found := matrix.rule(cell)) is not None}
    opposing = {ruling: [cell for cell, one in ruled.items() if one.ruling is ruling] for ruling, _ in against.values()}
    for one in written:
        when = conditions[one.clause.file]
        if not when or one.clause.kind not in against:
            continue
        opposite, does = against[one.clause.kind]
        cell = next((cell for cell in opposing[opposite] if applies(when, cell)), None)
        if cell is not None:
            rows = ", ".join(str(number + 1) for number in ruled[cell].rows)
            says = f"{matrix.told(cell)}: this clause {does} it,\n    and the matrix says {opposite} (row {rows})."
            yield one.at("when", says, "contradiction")


def _examples(written: Sequence[Written]) -> Iterator[Problem]:
    allowed = {" ".join(text.casefold().split()): one.clause.id for one in written for text in one.clause.allowed}
    for one in written:
        for text in one.clause.prohibited:
            other = allowed.get(" ".join(text.casefold().split()))
            if other is not None:
                says = f"“{text}” is a prohibited example here\n    and an allowed one of {other}."
                yield one.at_offset(max(0, one.text.find(text.split("\n")[0])), says, "contradiction")

"""Scenarios: questions and situations with what is expected of the rules, so that the examples can be run."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from domain.rulebook.matrix import AXES, Ruling
from domain.rulebook.placed import Placed
from domain.rulebook.problems import Problem
from domain.rulebook.tables import listed, read_rows, unknown_fields

FIELDS = ("id", "story", "question", "situation", "ruling", "controls", "clause")
NOTHING = "none"


@dataclass(frozen=True, slots=True)
class Scenario:
    """What somebody wants, and what is to be said to it. `situation` is intent, sensitivity and risk, or empty."""

    id: str
    number: int = 0
    story: str = ""
    question: str = ""
    situation: tuple[str, ...] = ()
    ruling: str = ""
    controls: tuple[str, ...] = ()
    clause: str = ""


def parse_scenarios(read: Placed) -> tuple[tuple[Scenario, ...], list[Problem]]:
    """The scenarios of a file, and what is wrong with their shape."""
    written, problems = read_rows(read, "scenarios")
    problems += unknown_fields(read, (), read.content, ("scenarios",))
    made: dict[str, Scenario] = {}
    for number, raw in written:
        path = ("scenarios", number)
        problems += unknown_fields(read, path, raw, FIELDS)
        situation = raw.get("situation") or {}
        if not isinstance(situation, Mapping) or (situation and {str(one) for one in situation} != set(AXES)):
            problems.append(read.problem((*path, "situation"), f"a situation names {', '.join(AXES)}"))
            situation = {}
        one = Scenario(
            id=str(raw.get("id") or ""),
            number=number,
            story=str(raw.get("story") or ""),
            question=str(raw.get("question") or ""),
            situation=tuple(str(situation[name]) for name in AXES) if situation else (),
            ruling=str(raw.get("ruling") or ""),
            controls=listed(raw.get("controls")),
            clause=str(raw.get("clause") or ""),
        )
        problems += [read.problem(path, says) for says in _shape(one)]
        if one.id in made:
            problems.append(read.problem((*path, "id"), f"id {one.id!r} is taken", "id-taken"))
        made.setdefault(one.id or f"#{number}", one)
    return tuple(made.values()), problems


def _shape(one: Scenario) -> Iterator[str]:
    if not one.id:
        yield "a scenario needs an id"
    if not one.question and not one.situation:
        yield "a scenario needs a question, a situation, or both"
    if bool(one.situation) != bool(one.ruling):
        yield "a situation and its expected ruling go together"
    if one.ruling and one.ruling not in list(Ruling):
        yield f"ruling {one.ruling!r} is none of {', '.join(Ruling)}"
    if one.question and not one.clause:
        yield f"a question needs the clause that it should find, or `clause: {NOTHING}`"

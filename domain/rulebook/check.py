"""What is vague, missing or broken in a rulebook, with file and line."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from domain.rulebook.clauses import Clause
from domain.rulebook.parse import Problem

KINDS = ("prohibition", "obligation", "permission", "process")
AUDIENCES = ("user", "developer")
SEVERITIES = ("low", "medium", "high", "critical")
NEEDED = ("id", "title", "kind", "audience", "owner", "action", "threshold", "outcome")
KNOWN = {*NEEDED, "deputy", "scope", "severity", "norms", "related", "keywords"}
VAGUE = (
    "appropriate", "appropriately", "reasonable", "reasonably", "as needed", "as necessary", "where possible",
    "if possible", "adequate", "adequately", "suitable", "in a timely manner", "from time to time", "best efforts",
    "due care", "sensible", "excessive", "significant", "and so on", "etc.", "generally", "normally", "try to",
)  # fmt: skip
_VAGUE = re.compile(r"(?<!\w)(" + "|".join(re.escape(word) for word in VAGUE) + r")(?!\w)", re.IGNORECASE)
_NOTED = re.compile(r"^\w+\s*:(?P<field>.*?)\s#\s*also in the text:(?P<numbers>.*)$")


@dataclass(frozen=True, slots=True)
class Written:
    """A clause with the text and the front matter that it came from."""

    clause: Clause
    text: str
    front: Mapping[str, Any]


def check_clauses(written: Sequence[Written]) -> list[Problem]:
    """Every problem of every clause."""
    ids = {one.clause.id for one in written}
    problems: list[Problem] = []
    seen: dict[str, str] = {}
    for one in written:
        file = one.clause.file
        if one.clause.id in seen:
            problems.append(_at(one, "id", f"id {one.clause.id!r} is taken by {seen[one.clause.id]}"))
        seen.setdefault(one.clause.id, file)
        problems += _fields(one) + _links(one, ids) + _wording(one) + _examples(one) + _numbers(one)
    return problems


def _line(text: str, field: str) -> int:
    lines = text.splitlines()
    return next((n for n, line in enumerate(lines, start=1) if re.match(rf"{re.escape(field)}\s*:", line)), 1)


def _at(one: Written, field: str, message: str) -> Problem:
    return Problem(one.clause.file, _line(one.text, field), message)


def _fields(one: Written) -> list[Problem]:
    problems = [_at(one, name, f"{name} is missing") for name in NEEDED if not str(one.front.get(name) or "").strip()]
    problems += [_at(one, name, f"{name} is no field of a clause") for name in map(str, one.front) if name not in KNOWN]
    for name, allowed in (("kind", KINDS), ("audience", AUDIENCES), ("severity", SEVERITIES)):
        value = one.front.get(name)
        if value and value not in allowed:
            problems.append(_at(one, name, f"{name} {value!r} is none of {', '.join(allowed)}"))
    return problems


def _links(one: Written, ids: set[str]) -> list[Problem]:
    return [
        _at(one, "related", f"related clause {name!r} does not exist") for name in one.clause.related if name not in ids
    ]


def _wording(one: Written) -> list[Problem]:
    return [
        Problem(one.clause.file, number, f"vague wording {found.group(1)!r}: say what, how much, by when")
        for number, line in enumerate(one.text.splitlines(), start=1)
        for found in _VAGUE.finditer(line)
    ]


def _examples(one: Written) -> list[Problem]:
    last = len(one.text.splitlines()) or 1
    problems = []
    if not one.clause.body or one.clause.body.startswith("### "):
        problems.append(Problem(one.clause.file, last, "the rule sentence is missing: begin the text with it"))
    for name, examples in (("Allowed", one.clause.allowed), ("Prohibited", one.clause.prohibited)):
        if one.clause.kind in ("prohibition", "permission", "obligation") and not examples:
            problems.append(Problem(one.clause.file, last, f"### {name} needs at least one example"))
    return problems


def _numbers(one: Written) -> list[Problem]:
    """A field's comment `# also in the text: 30 day; two click` is a promise: each stands in both, field and text."""
    front, text = (part.lower() for part in (one.text.split("\n---", maxsplit=1)[0], one.clause.body))
    rule = " ".join(text.split("\n### ", maxsplit=1)[0].split())
    return [
        Problem(one.clause.file, number, f"{said!r} is to stand in this field and in the text, and {where} lacks it")
        for number, line in enumerate(front.splitlines(), start=1)
        for noted in _NOTED.finditer(line)
        for said in filter(None, map(str.strip, noted["numbers"].split(";")))
        for where, words in (("the field", noted["field"]), ("the text", rule))
        if not re.search(rf"(?<![\w.,]){re.escape(said)}", words)
    ]

"""What a check of a rulebook found, for people, programs, GitHub and code scanning."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import Any

from bot.release import RELEASE
from domain.rulebook.codes import CODES, Code, Weight
from domain.rulebook.problems import Problem

HOW_TO = "docs/reference/rulebook-codes.md"
_SARIF = "https://json.schemastore.org/sarif-2.1.0.json"


class Format(StrEnum):
    """How problems are told."""

    TEXT = "text"
    JSON = "json"
    GITHUB = "github"
    SARIF = "sarif"


def within(folder: Path, problems: Iterable[Problem]) -> list[Problem]:
    """The problems with files as seen from where the command runs, so that an editor can open them."""
    return [replace(one, file=(folder / one.file).as_posix()) for one in problems]


def text(problems: Sequence[Problem], summary: str) -> str:
    """A line each, a story indented below it, and what it comes to."""
    return "\n".join([*map(_line, problems), summary])


def _line(one: Problem) -> str:
    return str(one) if one.weight is Weight.ERROR else str(one).replace(f" {one.code} ", f" {one.code} (warning) ", 1)


def as_json(problems: Sequence[Problem], summary: str) -> str:
    """A document with every problem."""
    rows = [
        {"file": one.file, "line": one.line, "column": one.column, "code": one.code, "weight": one.weight.value,
         "message": one.message, "help": f"{HOW_TO}#{one.code}"}
        for one in problems
    ]  # fmt: skip
    return json.dumps({"problems": rows, "summary": summary}, ensure_ascii=False, indent=2)


def github(problems: Sequence[Problem], summary: str) -> str:
    """Workflow commands, which GitHub draws beside the lines of a pull request."""
    return "\n".join([*map(_annotation, problems), summary])


def _annotation(one: Problem) -> str:
    at = f"file={_property(one.file)},line={one.line},col={one.column},title={_property(one.code)}"
    return f"::{one.weight} {at}::{_value(one.message)}"


def _value(said: str) -> str:
    return said.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(said: str) -> str:
    return _value(said).replace(":", "%3A").replace(",", "%2C")


def sarif(problems: Sequence[Problem], _summary: str) -> str:
    """SARIF 2.1.0, as code scanning takes it."""
    used = sorted({one.code for one in problems})
    driver = {
        "name": "ombud rulebook check", "version": RELEASE, "rules": [_rule(CODES[name]) for name in used],
    }  # fmt: skip
    results = [_result(one, used.index(one.code)) for one in problems]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return json.dumps({"$schema": _SARIF, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2)


def _rule(code: Code) -> dict[str, Any]:
    return {
        "id": code.name,
        "shortDescription": {"text": code.title},
        "fullDescription": {"text": code.why},
        "help": {"text": f"{code.mend} See {HOW_TO}."},
        "defaultConfiguration": {"level": code.weight.value},
    }


def _result(one: Problem, index: int) -> dict[str, Any]:
    place = {
        "artifactLocation": {"uri": one.file},
        "region": {"startLine": one.line, "startColumn": one.column},
    }
    return {
        "ruleId": one.code,
        "ruleIndex": index,
        "level": one.weight.value,
        "message": {"text": one.message},
        "locations": [{"physicalLocation": place}],
    }


WRITERS: Mapping[Format, Callable[[Sequence[Problem], str], str]] = {
    Format.TEXT: text,
    Format.JSON: as_json,
    Format.GITHUB: github,
    Format.SARIF: sarif,
}

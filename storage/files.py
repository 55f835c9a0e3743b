"""Reads rulebook folders. A folder with only `rulebook.yml` and `clauses/` can be asked, even where `check` fails."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import yaml

from domain.rulebook.check import Written, check_clauses
from domain.rulebook.clauses import Rulebook, digest_of
from domain.rulebook.parse import Problem, parse_clause


class BrokenFiles(Exception):
    """A rulebook's folder cannot be read at all."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__(*problems)
        self.problems = problems

    def __str__(self) -> str:
        return "\n".join(map(str, self.problems))


def _settings(folder: Path) -> tuple[Mapping[str, Any], list[Problem]]:
    file = folder / "rulebook.yml"
    try:
        content = yaml.safe_load(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "is no UTF-8 text"
        return {}, [Problem(file.name, 1, f"cannot be read in {folder}: {reason}")]
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        return {}, [Problem(file.name, mark.line + 1 if mark else 1, "is no YAML")]
    if isinstance(content, Mapping):
        return content, []
    return {}, [Problem(file.name, 1, "must be fields, one `name: value` a line")]


def _clauses(folder: Path) -> tuple[list[Written], list[Problem]]:
    written: list[Written] = []
    problems: list[Problem] = []
    for file in sorted((folder / "clauses").rglob("*.md")):
        name = file.relative_to(folder).as_posix()
        try:
            text = file.read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError):
            problems.append(Problem(name, 1, "cannot be read as UTF-8 text"))
            continue
        clause, front, found = parse_clause(text.replace("\r\n", "\n"), name)
        problems += found
        written.append(Written(clause, text, front))
    if not written:
        problems.append(Problem("clauses", 1, f"there is no clause (*.md) in {folder / 'clauses'}"))
    return written, problems


def _texts(value: Any) -> tuple[str, ...]:
    if isinstance(value, list):
        return tuple(str(part).strip() for part in value)
    return () if not value else (str(value).strip(),)


def read_rulebook(folder: Path) -> Rulebook:
    """The rulebook of a folder, as far as it can be read. Raises `BrokenFiles` where it can't be asked at all."""
    settings, broken = _settings(folder)
    written, unread = _clauses(folder)
    if broken or not written:
        raise BrokenFiles(*broken, *unread)
    clauses = {}
    for one in written:  # two clauses of one id: both can be asked, `check` names them
        key = one.clause.id if one.clause.id not in clauses else f"{one.clause.id}~{one.clause.chapter}"
        clauses[key] = replace(one.clause, id=key)
    rulebook = Rulebook(
        name=str(settings.get("name") or folder.name),
        version=str(settings.get("version") or "0"),
        clauses=clauses,
        scope=" ".join(_texts(settings.get("scope"))),
        languages=_texts(settings.get("languages")) or ("en",),
        commitments=_texts(settings.get("commitments")),
        summary=_texts(settings.get("summary")),
    )
    return replace(rulebook, digest=digest_of(rulebook))


def check_rulebook(folder: Path) -> tuple[Problem, ...]:
    """Every problem of a folder at once, by file and line."""
    settings, problems = _settings(folder)
    needed = ("name", "version", "scope")
    if not problems:
        problems += [Problem("rulebook.yml", 1, f"{name} is missing") for name in needed if not settings.get(name)]
    written, unread = _clauses(folder)
    return tuple(sorted({*problems, *unread, *check_clauses(written)}))

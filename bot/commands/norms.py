"""`ombud rulebook norms`: which parts of outside norms have clauses, and which clauses name no norm."""

import csv
import io
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from enum import StrEnum
from itertools import groupby
from pathlib import Path
from typing import Annotated

import typer

from bot.commands.stopping import FAILED, stop
from bot.places import STARTER
from domain.rulebook.clauses import Rulebook
from domain.rulebook.norms import Covered, coverage
from storage.files import BrokenFiles, read_rulebook


class Form(StrEnum):
    """How coverage is told."""

    TEXT = "text"
    JSON = "json"
    CSV = "csv"


def norms(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The rulebook's folder.")] = STARTER,
    form: Annotated[Form, typer.Option("--format", help="text, json or csv.")] = Form.TEXT,
) -> None:
    """Show coverage both ways: each part of the norms in norms.yml with its clauses, and clauses that name no norm.

    Example:
      ombud rulebook norms our-policy --format csv > coverage.csv

    """
    try:
        rules = read_rulebook(folder)
    except BrokenFiles as error:
        stop(f"The rulebook cannot be read. {error}", FAILED)
    typer.echo(_WRITERS[form](rules, coverage(rules.clauses.values(), rules.norms)))


def _text(rules: Rulebook, rows: Sequence[Covered]) -> str:
    lines = []
    titles = {one.name: one.title for one in rules.norms}
    for norm, parts in groupby(rows, key=lambda one: one.norm):
        lines.append(f"{norm}  {titles.get(norm, '')}".rstrip())
        lines += [f"  {_called(one)}: {_said(one)}" for one in parts]
    bare = _bare(rules)
    gaps, left = sum(one.is_gap for one in rows), sum(bool(one.not_ours) for one in rows)
    held = sum(bool(one.clauses) for one in rows)
    lines.append(f"Parts with a clause: {held}; without: {gaps}; not ours: {left}.")
    lines.append(
        f"Clauses that name no norm: {len(bare)} of {len(rules.clauses)}{'. ' + ', '.join(bare) if bare else ''}."
    )
    return "\n".join(lines)


def _called(one: Covered) -> str:
    return f"{one.part} {one.title}".strip() if one.part else "as a whole"


def _said(one: Covered) -> str:
    told = [", ".join(one.clauses)] if one.clauses else []
    told += [f"not ours: {one.not_ours}"] if one.not_ours else []
    return "; ".join(told) or "NO CLAUSE"


def _bare(rules: Rulebook) -> list[str]:
    return [one.id for one in rules.clauses.values() if not one.norms]


def _json(rules: Rulebook, rows: Sequence[Covered]) -> str:
    told = {
        "name": rules.name,
        "version": rules.version,
        "parts": [asdict(one) for one in rows],
        "clauses": {one.id: list(one.norms) for one in rules.clauses.values()},
    }
    return json.dumps(told, ensure_ascii=False, indent=2)


def _csv(rules: Rulebook, rows: Sequence[Covered]) -> str:
    """One row for each part and clause; a part without a clause and a clause without a norm have one as well."""
    made = io.StringIO()
    writer = csv.writer(made, lineterminator="\n")
    writer.writerow(("norm", "part", "title", "clause", "not_ours"))
    for one in rows:
        writer.writerows((one.norm, one.part, one.title, clause, one.not_ours) for clause in one.clauses or ("",))
    writer.writerows(("", "", "", clause, "") for clause in _bare(rules))
    return made.getvalue().rstrip("\n")


_WRITERS: Mapping[Form, Callable[[Rulebook, Sequence[Covered]], str]] = {
    Form.TEXT: _text,
    Form.JSON: _json,
    Form.CSV: _csv,
}

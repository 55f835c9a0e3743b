"""`ombud rulebook check`: everything that is wrong with a folder, before it is merged."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from bot.check_output import WRITERS, Format, within
from bot.commands.stopping import stop
from bot.places import STARTER
from domain.rulebook.clauses import Rulebook
from domain.rulebook.codes import Weight
from domain.rulebook.problems import Problem
from domain.rulebook.ranking import Ranker
from handlers.locale.catalogue import wording_problems
from storage.files import BrokenFiles, check_folder, read_rulebook

_SAID = re.compile(r"(?P<file>[^:]+):(?P<line>\d+): (?P<message>.*)", re.DOTALL)


def check(
    folder: Annotated[Path, typer.Argument(help="The rulebook's folder.")] = STARTER,
    form: Annotated[
        Format, typer.Option("--format", help="text, json, github (annotations) or sarif (2.1.0).")
    ] = Format.TEXT,
    strict: Annotated[bool, typer.Option("--strict", help="Warnings fail too.")] = False,  # noqa: FBT002 -- an option
    against: Annotated[
        Path | None, typer.Option(help="The folder of the last release: a change of meaning raises the version.")
    ] = None,
    ranking: Annotated[
        str,
        typer.Option(
            help="How questions of scenarios are asked: lexical, which is quick, or meaning, as the bot does."
        ),
    ] = "lexical",
) -> None:
    """Name every problem as `file:line:column: CODE message`; exits 1 where there is an error.

    Example:
      ombud rulebook check rulebooks/starter
      ombud rulebook check our-policy --strict --against ../released/our-policy
      ombud rulebook check our-policy --ranking meaning

    """
    try:
        before = read_rulebook(against) if against else None
    except BrokenFiles as error:
        stop(f"--against: {error}")
    shown = _near(folder)
    found, what = check_folder(folder, before, _ranker_of(ranking))
    problems = within(shown, sorted([*found, *_wordings(folder), *_on_call(folder)]))
    errors = sum(one.weight is Weight.ERROR for one in problems)
    typer.echo(WRITERS[form](problems, _summary(what, errors, len(problems) - errors)))
    if errors or (strict and problems):
        raise typer.Exit(1)


def _ranker_of(ranking: str) -> Callable[[Rulebook], Ranker]:
    if ranking == "lexical":  # known without reading settings, which would import the database's library
        return Ranker
    from bot.commands.reading import a_ranker

    return lambda rules: a_ranker(rules, ranking)


def _near(folder: Path) -> Path:
    """A folder as seen from here; absolute where it lies elsewhere."""
    here = Path.cwd()
    return folder.resolve().relative_to(here) if folder.resolve().is_relative_to(here) else folder


def _summary(what: str, errors: int, warnings: int) -> str:
    if errors or warnings:
        counted = [
            f"{count} {word}{'' if count == 1 else 's'}" for count, word in ((errors, "error"), (warnings, "warning"))
        ]
        return f"{' and '.join(counted)}. What each code means: docs/reference/rulebook-codes.md"
    return f"{what}, no problems."


def _wordings(folder: Path) -> list[Problem]:
    """What is wrong with the house's own wordings, which come as `file:line: message`."""
    found = [_SAID.fullmatch(one) for one in wording_problems(folder / "notices")]
    return [Problem(one["file"], int(one["line"]), one["message"], "notice-wording") for one in found if one]


def _on_call(folder: Path) -> list[Problem]:
    """What is wrong with queues and roster, where the folder holds them."""
    casework, roster = folder / "casework.yml", folder / "roster.yml"
    if not (casework.is_file() and roster.is_file()):
        return []
    from bot.clock import Clock
    from domain.cases.roster_check import check_roster
    from storage.casework_files import read_casework
    from storage.reading import BrokenCasework
    from storage.roster_files import read_roster

    try:
        found = [
            (roster.name, one) for one in check_roster(read_roster(roster), read_casework(casework), Clock().now())
        ]
    except BrokenCasework as error:
        said = [str(one) for one in error.args]
        found = [(roster.name if one.startswith(str(roster)) else casework.name, one) for one in said]
    return [Problem(name, 1, one.removeprefix(f"{folder / name}: "), "casework-broken") for name, one in found]

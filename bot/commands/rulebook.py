"""`ombud rulebook`: what policy owners run before they merge."""

from pathlib import Path
from typing import Annotated

import typer

from bot.clock import Clock
from bot.places import STARTER
from domain.cases.roster_check import check_roster
from handlers.locale.catalogue import wording_problems
from storage.casework_files import read_casework
from storage.files import check_rulebook, read_rulebook
from storage.reading import BrokenCasework
from storage.roster_files import read_roster

app = typer.Typer(help="Check the files of a rulebook.", no_args_is_help=True)


@app.callback()
def _group() -> None:
    """Keeps `check` a sub-command while it is the only one."""


def _on_call(folder: Path) -> list[str]:
    """What is wrong with queues and roster, where the folder holds them."""
    casework, roster = folder / "casework.yml", folder / "roster.yml"
    if not (casework.is_file() and roster.is_file()):
        return []
    try:
        found = check_roster(read_roster(roster), read_casework(casework), Clock().now())
        return [f"{roster}: {finding}" for finding in found]
    except BrokenCasework as error:
        return list(map(str, error.args))


@app.command()
def check(folder: Annotated[Path, typer.Argument(help="The rulebook's folder.")] = STARTER) -> None:
    """Name every problem as `file:line: message`; exits 1 where there is any.

    Example:
      ombud rulebook check rulebooks/starter

    """
    problems = [*map(str, check_rulebook(folder)), *_on_call(folder), *wording_problems(folder / "notices")]
    for problem in problems:
        typer.echo(problem)
    if problems:
        raise typer.Exit(1)
    rules = read_rulebook(folder)
    typer.echo(f"{rules.name} {rules.version}: {len(rules.clauses)} clauses, no problems.")

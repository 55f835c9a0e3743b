"""`ombud rulebook`: what policy owners run before they merge."""

from pathlib import Path
from typing import Annotated

import typer

from bot.places import STARTER
from storage.files import check_rulebook, read_rulebook

app = typer.Typer(help="Check the files of a rulebook.", no_args_is_help=True)


@app.callback()
def _group() -> None:
    """Keeps `check` a sub-command while it is the only one."""


@app.command()
def check(folder: Annotated[Path, typer.Argument(help="The rulebook's folder.")] = STARTER) -> None:
    """Name every problem as `file:line: message`; exits 1 where there is any.

    Example:
      ombud rulebook check rulebooks/starter

    """
    problems = check_rulebook(folder)
    for problem in problems:
        typer.echo(str(problem))
    if problems:
        raise typer.Exit(1)
    rules = read_rulebook(folder)
    typer.echo(f"{rules.name} {rules.version}: {len(rules.clauses)} clauses, no problems.")

"""`ombud case`: what whoever runs Ombud can do for the reviewers of a case."""

from pathlib import Path
from typing import Annotated

import typer

from bot.clock import Clock
from bot.commands.opening import opened, unlocked
from bot.commands.stopping import FAILED, stop
from desk.evidence import take_out
from desk.restoring import OPERATOR

app = typer.Typer(help="Help the reviewers of a case.", no_args_is_help=True)


@app.callback()
def _() -> None:
    """Keep `evidence` a sub-command although it is the only one."""


@app.command()
def evidence(
    case: Annotated[int, typer.Argument(help="The number of the case.")],
    name: Annotated[str, typer.Argument(help="The piece, as the case's window names it: `evidence-1`.")],
    out: Annotated[Path, typer.Option(help="Where to write it; must not be there yet.")],
) -> None:
    """Take a copy of a piece of evidence out of the vault. It stands in the chain of custody from then on.

    Example:
      ombud case evidence 7 evidence-1 --out log.zip

    """
    if out.exists():
        stop(f"{out} is there already.")
    with opened() as database:
        vault = unlocked(database)
        found = database.write_now(lambda conn: take_out(conn, vault, case, name, OPERATOR, Clock().now()))
    if found is None:
        stop(f"Case {case} keeps nothing under the name {name}.", FAILED)
    if found.content is None:
        stop("It is erased, or not what was attached: nothing was written. `ombud audit verify` says more.", FAILED)
    try:
        out.write_bytes(found.content)
    except OSError as error:
        stop(f"{out} cannot be written ({type(error).__name__}).", FAILED)
    typer.echo(f"{out} holds {len(found.content)} bytes, exactly as they were attached.")

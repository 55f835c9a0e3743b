"""`ombud audit`: does the record hold?"""

from pathlib import Path
from typing import Annotated

import typer

from bot.commands.opening import FAILED, opened, stop, unlocked
from storage import seals
from storage.notes import BadNote, Signer, Verifier

app = typer.Typer(help="Verify the record.", no_args_is_help=True)


@app.command()
def key() -> None:
    """Print the public key that checkpoints are checked with."""
    with opened() as database:
        typer.echo(Signer(unlocked(database).seal_seed).verifier.text)


@app.command()
def checkpoint() -> None:
    """Print the newest checkpoint, to be kept elsewhere."""
    with opened() as database:
        typer.echo(database.write_now(seals.latest) or "Nothing is sealed yet.", nl=False)


@app.command()
def verify(
    against: Annotated[Path | None, typer.Option(help="A checkpoint kept elsewhere.")] = None,
    public: Annotated[str | None, typer.Option("--key", help="The public key, for whoever has no master key.")] = None,
) -> None:
    """Recompute the whole log and compare; exits 1 where anything was edited, dropped or cut off.

    Example:
      ombud audit verify --against checkpoint.txt

    """
    try:
        verifier = Verifier.from_text(public) if public else None
        outside = against.read_text(encoding="utf-8") if against else None
    except (BadNote, OSError) as error:
        stop(str(error))
    with opened() as database:
        verifier = verifier or Signer(unlocked(database).seal_seed).verifier
        found = database.write_now(lambda conn: seals.verify(conn, verifier, outside))
    for problem in found.problems:
        typer.echo(f"BROKEN: {problem}")
    if not found.ok:
        stop("The record does not verify.", FAILED)
    typer.echo(f"The record verifies: {found.size} events sealed, {found.unsealed} not sealed yet.")

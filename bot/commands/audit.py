"""`ombud audit`: does the record hold?"""

from pathlib import Path
from typing import Annotated

import typer

from bot.commands.opening import opened, unlocked
from bot.commands.progress import watched
from bot.commands.record import access, note_from, prove, verifier_from
from bot.commands.stopping import FAILED, stop
from storage import seals, verification
from storage.notes import Signer

app = typer.Typer(help="Verify the record.", no_args_is_help=True)
app.command()(prove)
app.command()(access)


@app.command()
def key() -> None:
    """Print the public key that checkpoints are checked with."""
    with opened() as database:
        typer.echo(Signer(unlocked(database).seal_seed).verifier.text)


@app.command()
def checkpoint() -> None:
    """Print the newest checkpoint, to be kept elsewhere."""
    with opened() as database:
        note = database.read_now(seals.latest)
    if note is None:
        stop("Nothing is sealed yet. A running Ombud seals within a minute; try again then.", FAILED)
    typer.echo(note, nl=False)


@app.command()
def verify(
    against: Annotated[Path | None, typer.Option(help="A checkpoint kept elsewhere.")] = None,
    public: Annotated[str | None, typer.Option("--key", help="The public key, for whoever has no master key.")] = None,
) -> None:
    """Recompute the whole log and compare; exits 1 where anything was edited, dropped or cut off.

    Example:
      ombud audit verify --against checkpoint.txt

    """
    outside = note_from(against)
    with opened() as database:
        verifier = verifier_from(public, database)
        with watched("Recomputing the record") as told:
            found = database.read_now(lambda conn: verification.verify(conn, verifier, outside, told))
    for problem in found.problems:
        typer.echo(f"BROKEN: {problem}")
    if not found.ok:
        stop("The record does not verify.", FAILED)
    typer.echo(f"The record verifies: {found.size} events sealed, {found.unsealed} not sealed yet.")

"""`ombud keys`: the master key of the vault."""

from typing import Annotated

import typer

from bot.commands.opening import opened, unlocked
from storage.rotation import rotate as rotate_keys
from storage.vault import new_master_key

app = typer.Typer(help="Make and rotate the master key.", no_args_is_help=True)


@app.command()
def new() -> None:
    """Print a fresh master key. Keep it outside the database and its backups.

    Example:
      ombud keys new > key.txt

    """
    typer.echo(new_master_key())


@app.command()
def rotate(batch: Annotated[int, typer.Option(hidden=True, min=1, help="Keys a transaction.")] = 100) -> None:
    """Wrap every key of the vault with OMBUD_MASTER_KEY, which so far only OMBUD_MASTER_KEY_BEFORE opens.

    Replicas that hold both keys go on working. Interrupted, run it again: it goes on.

    Example:
      OMBUD_MASTER_KEY_FILE=new.txt OMBUD_MASTER_KEY_BEFORE_FILE=old.txt ombud keys rotate

    """
    changed = 0
    with opened() as database:
        for progress in rotate_keys(database, unlocked(database).wrapping, batch):
            changed = progress.wrapped
            typer.echo(f"{progress.seen} of {progress.total} keys seen, {changed} wrapped anew")
    typer.echo(f"Done: OMBUD_MASTER_KEY alone opens everything ({changed} wrapped anew in this run).")
    typer.echo("OMBUD_MASTER_KEY_BEFORE can be removed; backups made until now still open with that key alone.")

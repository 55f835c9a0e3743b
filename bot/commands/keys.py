"""`ombud key`: the master key of the vault."""

import typer

from storage.vault import new_master_key

app = typer.Typer(help="Make a master key.", no_args_is_help=True)


@app.callback()
def _group() -> None:
    """Keeps `new` a sub-command while it is the only one."""


@app.command()
def new() -> None:
    """Print a fresh master key. Keep it outside the database and its backups.

    Example:
      ombud key new > key.txt

    """
    typer.echo(new_master_key())

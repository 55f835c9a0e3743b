"""`ombud db`: the schema."""

import typer

from bot.commands.stopping import FAILED, stop
from bot.settings import database_url, environment
from storage.exceptions import StoreBusy
from storage.migrate import head
from storage.migrate import upgrade as migrate

app = typer.Typer(help="Bring the database to this release.", no_args_is_help=True)


@app.callback()
def _group() -> None:
    """Keeps `upgrade` a sub-command while it is the only one."""


@app.command()
def upgrade() -> None:
    """Migrate the database, whole or not at all.

    Example:
      OMBUD_DATABASE_URL=postgresql+psycopg://ombud@db/ombud ombud db upgrade

    """
    try:
        migrate(database_url(environment()))
    except StoreBusy as busy:
        stop(f"The database cannot be reached or written. Check OMBUD_DATABASE_URL. {busy}", FAILED)
    typer.echo(f"The database is at revision {head()}.")

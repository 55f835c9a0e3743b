"""`ombud projections`: do the tables say what the record says?"""

import typer

from bot.commands.opening import FAILED, opened, stop, unlocked
from bot.commands.progress import watched
from desk import projections, reporters

app = typer.Typer(help="Compare the tables with the record, or build them anew.", no_args_is_help=True)


@app.command()
def check() -> None:
    """Compare the table of cases with the record; exits 1 where they differ. Prints nobody's words."""
    with opened() as database, watched("Reading the record") as told:
        found = database.read_now(lambda conn: projections.differences(conn, told))
    for one in found:
        typer.echo(f"case {one.case}, {one.column}: the record says {one.record}, the table says {one.table}")
    if found:
        stop("The table of cases does not say what the record says. `ombud projections rebuild` mends it.", FAILED)
    typer.echo("The table of cases says what the record says.")


@app.command()
def rebuild() -> None:
    """Write the table of cases anew from the record, whole or not at all; Ombud may be running."""
    with opened() as database, watched("Reading the record") as told:
        cases = database.write_now(lambda conn: projections.rebuild(conn, told))
        if database.read_now(reporters.missing) or database.read_now(reporters.stray):  # the names are in the vault
            safe = unlocked(database)
            database.write_now(lambda conn: reporters.mend(conn, safe))
    typer.echo(f"The table of cases holds {cases} cases, as the record says.")

"""`ombud projections`: do the tables say what the record says?"""

import typer

from bot.commands.opening import opened, unlocked
from bot.commands.progress import watched
from bot.commands.stopping import FAILED, stop
from desk import override_rows, projections, reporters

app = typer.Typer(help="Compare the tables with the record, or build them anew.", no_args_is_help=True)


@app.command()
def check() -> None:
    """Compare the tables of cases and overrides with the record; exits 1 where they differ. Prints nobody's words."""
    with opened() as database, watched("Reading the record") as told:
        found = database.read_now(lambda conn: projections.differences(conn, told))
        departures = database.read_now(override_rows.departures)
    for one in found:
        typer.echo(f"case {one.case}, {one.column}: the record says {one.record}, the table says {one.table}")
    for other in departures:
        typer.echo(f"override {other.number}: the record says {other.record}, the table says {other.table}")
    if found or departures:
        stop("The tables do not say what the record says. `ombud projections rebuild` mends them.", FAILED)
    typer.echo("The tables of cases and overrides say what the record says.")


@app.command()
def rebuild() -> None:
    """Write the tables of cases and overrides anew from the record, whole or not at all; Ombud may be running."""
    with opened() as database, watched("Reading the record") as told:
        cases, overrides = database.write_now(
            lambda conn: (projections.rebuild(conn, told), override_rows.rebuild(conn))
        )
        if database.read_now(reporters.missing) or database.read_now(reporters.stray):  # the names are in the vault
            safe = unlocked(database)
            database.write_now(lambda conn: reporters.mend(conn, safe))
    typer.echo(f"The tables hold {cases} cases and {overrides} overrides, as the record says.")

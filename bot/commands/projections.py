"""`ombud projections`: do the tables say what the record says?"""

import typer

from bot.commands.opening import opened, unlocked
from bot.commands.progress import watched
from bot.commands.stopping import FAILED, stop
from desk import gap_rows, override_rows, projections, reporters

app = typer.Typer(help="Compare the tables with the record, or build them anew.", no_args_is_help=True)


@app.command()
def check() -> None:
    """Compare the tables of cases, overrides and gaps with the record; exits 1 where they differ. Prints no words."""
    with opened() as database, watched("Reading the record") as told:
        found = database.read_now(lambda conn: projections.differences(conn, told))
        departures = database.read_now(override_rows.departures)
        missing, stray = database.read_now(gap_rows.missing), database.read_now(gap_rows.stray)
    for one in found:
        typer.echo(f"case {one.case}, {one.column}: the record says {one.record}, the table says {one.table}")
    for other in departures:
        typer.echo(f"override {other.number}: the record says {other.record}, the table says {other.table}")
    for number in missing:
        typer.echo(f"gap {number}: the record knows it, the table does not")
    for number in stray:
        typer.echo(f"gap {number}: the table has it, the record does not, or says that it is forgotten")
    if found or departures or missing or stray:
        stop("The tables do not say what the record says. `ombud projections rebuild` mends them.", FAILED)
    typer.echo("The tables of cases, overrides and gaps say what the record says.")


@app.command()
def rebuild() -> None:
    """Write the tables of cases, overrides and gaps anew from the record, whole or not at all; Ombud may be running."""
    with opened() as database, watched("Reading the record") as told:
        cases, overrides, gaps = database.write_now(
            lambda conn: (projections.rebuild(conn, told), override_rows.rebuild(conn), gap_rows.mend(conn))
        )
        if database.read_now(reporters.missing) or database.read_now(reporters.stray):  # the names are in the vault
            safe = unlocked(database)
            database.write_now(lambda conn: reporters.mend(conn, safe))
    typer.echo(f"The tables hold {cases} cases, {overrides} overrides and {gaps} gaps, as the record says.")

"""`ombud outbox`: what waits, what died, and what to do about it."""

from typing import Annotated

import typer

from bot.clock import Clock
from bot.commands.opening import opened
from bot.commands.stopping import FAILED, stop
from storage import outbox

app = typer.Typer(help="See and mend deliveries.", no_args_is_help=True)


@app.command("list")
def list_() -> None:
    """Every delivery that has not arrived: its state, and when it is tried next."""
    with opened() as database:
        found = database.write_now(lambda conn: outbox.listing(conn, (*outbox.OPEN, "dead")))
    for one in found:
        typer.echo(
            f"{one.id}  {one.state}  attempts {one.attempts}  next {one.next_try:%Y-%m-%d %H:%M:%SZ}  {one.error or ''}"
        )
    typer.echo(f"{len(found)} deliveries have not arrived.")


@app.command()
def retry(delivery: str) -> None:
    """Send a dead or waiting delivery again.

    Example:
      ombud outbox retry case-7.2.1.card.queue:desk

    """
    with opened() as database:
        if not database.write_now(lambda conn: outbox.revive(conn, delivery, Clock().now())):
            stop("There is no dead or waiting delivery of that id; `ombud outbox list` shows them.", FAILED)
    typer.echo("It will be sent with the next round.")


@app.command()
def drop(delivery: str, why: Annotated[str, typer.Option(help="Why it is not needed any more.")]) -> None:
    """Give a delivery up, with a reason that stays beside it."""
    with opened() as database:
        if not database.write_now(lambda conn: outbox.drop(conn, delivery, why)):
            stop("There is no open or dead delivery of that id; `ombud outbox list` shows them.", FAILED)
    typer.echo("Dropped.")

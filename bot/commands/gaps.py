"""`ombud gaps`: for policy owners who live in git, what people ask and no clause answers."""

import json
from datetime import UTC
from pathlib import Path
from typing import Annotated

import typer
from sqlalchemy import Connection

from bot.commands.opening import case_clock, opened, unlocked
from bot.commands.stopping import FAILED, stop
from bot.in_force import at_start
from bot.places import STARTER
from bot.settings import environment
from desk.gaps import GapView, every_view
from desk.house import House
from desk.outcomes import Refused
from desk.tending import ByOperator, tend
from desk.tools import Tools
from desk.wishes import forget_person
from domain.rulebook.gap_refusals import GapIsClosed
from domain.rulebook.gaps import CloseGap, HowClosed
from storage.casework_files import read_casework
from storage.database import Database
from storage.files import BrokenFiles
from storage.reading import BrokenCasework
from storage.roster_files import read_roster

app = typer.Typer(help="See and close gaps of the rulebook.", no_args_is_help=True)


@app.command("list")
def list_(
    *, as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line, for programs.")] = False
) -> None:
    """List the gaps that wait, the nearest due first, in the words that people shared.

    Example:
      ombud gaps list --json

    """
    with opened() as database:
        tools = _tools(database)
        found = database.read_now(lambda conn: every_view(conn, tools))
    for gap in found:
        typer.echo(json.dumps(_plain(gap), ensure_ascii=False) if as_json else _line(gap))
    if not as_json:
        typer.echo(f"Gaps that wait: {len(found)}.")


@app.command()
def close(
    gap: Annotated[int, typer.Argument(help="The number of the gap.")],
    clause: Annotated[str, typer.Option(help="The id of the clause that answers it now.")] = "",
    out_of_scope: Annotated[str, typer.Option(help="Why the rulebook does not answer it; people read this.")] = "",
    by: Annotated[str, typer.Option(help="Who acts for the house; it is kept in the record.")] = "operator",
) -> None:
    """Close a gap: a clause answers it now, or it is out of scope. Whoever wanted to hear of it is told.

    Example:
      ombud gaps close 3 --clause data-secrets

    """
    if bool(clause) == bool(out_of_scope):
        stop("Say either --clause ID or --out-of-scope REASON.")
    how = HowClosed.ANSWERED if clause else HowClosed.OUT_OF_SCOPE
    command = ByOperator(CloseGap(gap, by, how, clause, out_of_scope))
    with opened() as database:
        tools = _tools(database)
        found = database.write_now(lambda conn: tend(conn, tools, command))
    if isinstance(found, Refused) and isinstance(found.why, GapIsClosed):
        stop(f"Gap {gap} was closed before, by {found.why.by}.", FAILED)
    if isinstance(found, Refused):
        stop("There is no such gap, or no such clause in force; `ombud gaps list` and `ombud ask` show them.", FAILED)
    typer.echo(f"Gap {gap} is closed.")


@app.command()
def forget(person: Annotated[str, typer.Argument(help="A Slack user id.")]) -> None:
    """Erase that somebody asked, voted on clauses or wants to hear of something, as far as it is still kept.

    Example:
      ombud gaps forget U0ANA

    """

    def erase(conn: Connection) -> int:
        return forget_person(conn, safe, person)

    with opened() as database:
        safe = unlocked(database)
        rows = database.write_now(erase)
    typer.echo(f"Erased rows: {rows}.")


def _tools(database: Database) -> Tools:
    env = environment()
    folder = Path(env.get("OMBUD_RULEBOOK") or STARTER)
    safe = unlocked(database)
    try:
        casework = read_casework(Path(env.get("OMBUD_CASEWORK") or folder / "casework.yml"))
        roster = read_roster(Path(env.get("OMBUD_ROSTER") or folder / "roster.yml"))
        rulebook, _ = at_start(database, folder)
    except (BrokenCasework, BrokenFiles) as error:
        stop("\n".join(map(str, error.args)))
    return Tools(House(casework, roster, rulebook), safe, case_clock().now())


def _plain(gap: GapView) -> dict[str, object]:
    return {
        "gap": gap.number,
        "sort": gap.sort.value,
        "words": gap.words,
        "askers_at_least": gap.askers,
        "clause": gap.clause or None,
        "owner": gap.owner,
        "due": gap.due.astimezone(UTC).isoformat(),
        "late": gap.late,
    }


def _line(gap: GapView) -> str:
    words = f"  {gap.words}" if gap.words else ""
    late = "  late" if gap.late else ""
    head = f"{gap.number}  {gap.sort}  {gap.askers} or more  due {gap.due:%Y-%m-%d}{late}  {gap.owner or 'nobody yet'}"
    return f"{head}  {gap.clause or 'no clause'}{words}"

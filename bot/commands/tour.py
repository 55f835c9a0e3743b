"""`ombud tour`: the whole story on a throwaway database and its own sandbox."""

import asyncio
import tempfile
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from bot.commands.stopping import FAILED, stop


class Chapter(StrEnum):
    """The stories there are."""

    MAIN = "main"
    TRUST = "trust"
    PEOPLE = "people"
    RULES = "rules"


def tour(
    *,
    socket: Annotated[bool, typer.Option("--socket", help="Over Socket Mode.")] = False,
    chapter: Annotated[Chapter, typer.Option(help="Which story.")] = Chapter.MAIN,
) -> None:
    """Walk through everything that Ombud promises; exits 1 at the first promise broken. Answers are ranked as
    OMBUD_RANKING says.

    Examples:
      ombud tour --socket
      ombud tour --chapter trust
      ombud tour --chapter people
      ombud tour --chapter rules

    """
    from bot.practice import PromiseBroken

    try:
        asyncio.run(_tell("socket" if socket else "http", chapter))
    except PromiseBroken as broken:
        stop(f"PROMISE BROKEN: {broken}", FAILED)
    typer.echo("Every promise was kept.")


async def _tell(mode: str, chapter: Chapter) -> None:
    from bot.practice import PromiseBroken, practice
    from bot.settings import environment
    from bot.tour import people, rules, story, trust

    told = {Chapter.MAIN: story, Chapter.TRUST: trust, Chapter.PEOPLE: people, Chapter.RULES: rules}[chapter]
    ranking = {name: value for name, value in environment().items() if name == "OMBUD_RANKING"}
    with tempfile.TemporaryDirectory(prefix="ombud-tour-") as room:
        url, tongues = f"sqlite:///{room}/ombud.db", told is rules
        async with practice(Path(room), url, mode=mode, own_tongues=tongues, **ranking) as town:
            await told.tell_all(town, lambda line: typer.echo(f"✓ {line}"))
        if errors := town.errors():
            raise PromiseBroken(f"nothing unexpected is logged, but: {errors[0]}")

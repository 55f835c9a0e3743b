"""Gets a command its ranker, and says on standard error what takes long."""

import sys

import typer

from bot.ranking import ranker_now
from bot.settings import BadSettings, cache, environment, ranking
from domain.rulebook.clauses import Rulebook
from domain.rulebook.ranking import Ranker

BAD_INPUT = 2


def a_ranker(rules: Rulebook, wanted: str | None) -> Ranker:
    """A ranker over a rulebook, by the option or else the setting."""
    env = environment()
    try:
        chosen = ranking({**env, "OMBUD_RANKING": wanted} if wanted else env)
    except BadSettings as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(BAD_INPUT) from error
    return ranker_now(rules, chosen, cache(env), _heard)


def _heard(what: str, done: int, of: int) -> None:
    """Only where somebody watches, and only what takes long enough to wonder."""
    if sys.stderr.isatty():
        end = "\n" if done == of else "\r"
        typer.echo(f"Reading the clauses for the first time ({what}): {done} of {of} texts", err=True, nl=False)
        sys.stderr.write(end)

"""Every command of `ombud`, gathered."""

import gc

import typer

from bot.commands.on_demand import on_demand

COMMANDS = {
    "ask": "bot.commands.ask:ask",
    "try": "bot.commands.tries:try_",
    "tour": "bot.commands.tour:tour",
    "init": "bot.commands.init:init",
    "doctor": "bot.commands.doctor:doctor",
    "serve": "bot.commands.serve:serve",
    "backup": "bot.commands.backup:backup",
    "restore": "bot.commands.backup:restore",
    "manifest": "bot.commands.manifest:manifest",
    "rulebook": "bot.commands.rulebook:app",
    "answers": "bot.commands.answers:app",
    "audit": "bot.commands.audit:app",
    "case": "bot.commands.case:app",
    "db": "bot.commands.database:app",
    "gaps": "bot.commands.gaps:app",
    "keys": "bot.commands.keys:app",
    "key": "bot.commands.keys:app",  # as release 0.1 called it
    "outbox": "bot.commands.outbox:app",
    "projections": "bot.commands.projections:app",
    "release": "bot.commands.release:app",
}

app = typer.Typer(
    cls=on_demand(COMMANDS, hidden=frozenset({"key"})), no_args_is_help=True, pretty_exceptions_show_locals=False
)


@app.callback()
def ombud() -> None:
    """Ombud makes an AI usage policy live: answers, reports, decisions, promised times."""
    gc.enable()  # the command is imported by now; `bot.__main__` began without

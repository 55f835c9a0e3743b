"""`ombud rulebook`: what policy owners run before they merge, and when they publish."""

import typer

from bot.commands.on_demand import on_demand

COMMANDS = {
    "check": "bot.commands.rulebook_check:check",
    "schema": "bot.commands.rulebook_schema:schema",
    "norms": "bot.commands.norms:norms",
    "translations": "bot.commands.rulebook_translations:translations",
    "publish": "bot.commands.versions:publish_",
    "versions": "bot.commands.versions:versions",
    "diff": "bot.commands.versions:diff_",
    "history": "bot.commands.versions:history",
    "site": "bot.commands.site:site",
    "export": "bot.commands.export:export",
}

app = typer.Typer(cls=on_demand(COMMANDS), no_args_is_help=True)


@app.callback()
def rulebook() -> None:
    """Check, publish and compare the files of a rulebook."""

"""`ombud rulebook`: what policy owners run before they merge."""

import typer

from bot.commands.norms import norms
from bot.commands.rulebook_check import check
from bot.commands.rulebook_schema import schema

app = typer.Typer(help="Check the files of a rulebook.", no_args_is_help=True)
app.command()(check)
app.command()(schema)
app.command()(norms)

"""`ombud`: the command line."""

from bot.cli import app

app(prog_name="ombud")

"""`ombud`: the command line."""

import gc

gc.disable()  # what a start makes stays: looking through it again and again costs a tenth of the start

from bot.cli import app  # noqa: E402 -- after the line above

app(prog_name="ombud")

"""The page of `ombud`'s commands, as `--help` tells them."""

import inspect
from collections.abc import Iterator
from typing import Any

import typer

from bot.cli import app
from bot.reference.tables import page, table

_INTRO = """
`ombud COMMAND --help` says the same. Every command exits 0 where it did what it was asked, 1 where something is wrong
with the world or with what was checked, and 2 where it was misused. [In Slack](commands.md) there are others.
"""


def command_line() -> str:
    """Every command with its arguments and options."""
    root = typer.main.get_command(app)
    return page("Command line", _INTRO, *_pages("ombud", root))


def _pages(name: str, command: Any) -> Iterator[str]:
    inner = getattr(command, "commands", None)
    if inner is not None:
        for one, made in inner.items():
            if not made.hidden:
                yield from _pages(f"{name} {one}", made)
        return
    what, _, example = inspect.cleandoc(command.help or "").replace("Examples:", "Example:").partition("Example:")
    parameters = [one for one in command.params if one.name != "help"]
    arguments = [one for one in parameters if one.param_type_name == "argument"]
    options = [one for one in parameters if one.param_type_name == "option"]
    usage = [name, *(["[OPTIONS]"] if options else []), *map(_argument, arguments)]
    parts = [f"## `{name}`", f"```sh\n{' '.join(usage)}\n```", " ".join(what.split())]
    if options:
        rows = [(", ".join(f"`{flag}`" for flag in one.opts), " ".join((one.help or "").split())) for one in options]
        parts.append(table(("option", "meaning"), rows))
    if example.strip():
        parts.append(f"For example:\n\n```sh\n{inspect.cleandoc(example)}\n```")
    yield "\n\n".join(parts)


def _argument(one: Any) -> str:
    name = str(one.name).upper()
    return name if one.required else f"[{name}]"

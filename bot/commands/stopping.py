"""Ending a command with a sentence."""

from typing import NoReturn

import typer

FAILED, MISUSED = 1, 2


def stop(sentence: str, code: int = MISUSED) -> NoReturn:
    """End a command with one sentence."""
    typer.echo(sentence, err=True)
    raise typer.Exit(code)

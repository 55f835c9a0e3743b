"""How far long work is, on standard error and only where somebody watches, so that output can be piped."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import typer

from storage.steps import Told


@contextmanager
def watched(label: str) -> Iterator[Told]:
    """Gives what is to be called with (done, of how many). Draws a bar where standard error is a terminal."""
    if not sys.stderr.isatty():
        yield lambda _done, _total: None
        return
    with typer.progressbar(length=1, label=label, file=sys.stderr) as bar:

        def told(done: int, total: int) -> None:
            bar.length = max(total, 1)
            bar.update(done - bar.pos)

        yield told

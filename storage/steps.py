"""Counting along long work, for whoever waits."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from sqlalchemy import Connection, Table, func, select

Told = Callable[[int, int], None]
_EVERY = 500
T = TypeVar("T")


def unheard(_done: int, _total: int) -> None:
    """Nobody waits."""


def rows(conn: Connection, of: Table) -> int:
    """How many rows a table has."""
    return int(conn.execute(select(func.count()).select_from(of)).scalar_one())


class Steps:
    """So many steps, of which `told` hears every five hundred and the last."""

    def __init__(self, total: int, told: Told) -> None:
        self._total, self._told, self._done = total, told, 0

    def along(self, things: Iterable[T]) -> Iterator[T]:
        """The same things, counted."""
        for thing in things:
            yield thing
            self._done += 1
            if self._done % _EVERY == 0 or self._done == self._total:
                self._told(self._done, self._total)

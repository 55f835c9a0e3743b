"""Turns at something that serves one at a time, where a person's question goes before work that nobody waits for."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager


class Turns:
    """A lock with two sorts of callers. Work between whose turns a question came in waits until it is answered."""

    def __init__(self) -> None:
        self._free = threading.Condition()
        self._taken = False
        self._questions = 0

    @property
    def waiting(self) -> int:
        """How many questions wait for their turn."""
        return self._questions

    @contextmanager
    def question(self) -> Iterator[None]:
        """A turn for somebody who waits."""
        with self._free:
            self._questions += 1
            self._free.wait_for(lambda: not self._taken)
            self._questions -= 1
            self._taken = True
        yield from self._turn()

    @contextmanager
    def work(self) -> Iterator[None]:
        """A turn for what can wait. Keep it short."""
        with self._free:
            self._free.wait_for(lambda: not self._taken and not self._questions)
            self._taken = True
        yield from self._turn()

    def _turn(self) -> Iterator[None]:
        try:
            yield
        finally:
            with self._free:
                self._taken = False
                self._free.notify_all()

"""What a loop says while the database is away: why it waits, once, and that it goes on."""

import logging
from types import TracebackType

from storage.exceptions import StoreBusy


class Outage:
    """`with outage:` around a round of a loop: a round that the database does not answer is over, and the next tries
    again. `who` is the loop, at the beginning of a sentence.
    """

    def __init__(self, log: logging.Logger, who: str) -> None:
        self._log, self._who = log, who
        self._said = ""

    def __enter__(self) -> None:
        """A round begins."""

    def __exit__(self, _: type[BaseException] | None, error: BaseException | None, __: TracebackType | None) -> bool:
        if isinstance(error, StoreBusy):
            if str(error) != self._said:
                self._said = str(error)
                self._log.warning("%s waits: %s", self._who, self._said)
            return True
        if error is None and self._said:
            self._said = ""
            self._log.info("%s goes on", self._who)
        return False

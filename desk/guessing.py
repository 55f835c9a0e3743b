"""Wrong receipt codes are slowed down for everybody together, so that nobody who guesses needs to be remembered."""

from datetime import datetime, timedelta

ROOM = 30
REFILL = timedelta(seconds=2)  # a wrong code is forgotten


class Guesses:
    """At most thirty wrong codes at once and one more each two seconds; in memory, without a trace of who."""

    def __init__(self) -> None:
        self._wrong, self._since = 0.0, None  # type: float, datetime | None

    def allowed(self, now: datetime) -> bool:
        """Whether a code may be looked up at `now`."""
        if self._since is not None:
            self._wrong = max(0.0, self._wrong - max(0.0, (now - self._since) / REFILL))
        self._since = now
        return self._wrong < ROOM

    def wrong(self) -> None:
        """A well-formed code led nowhere."""
        self._wrong += 1

"""The one clock. Only case time moves, and only where a sandbox was said to be there."""

from datetime import UTC, datetime, timedelta


class Clock:
    """Case time: real time and an offset that a sandbox may advance."""

    def __init__(self) -> None:
        self.offset = timedelta()

    def now(self) -> datetime:
        """Now, aware UTC."""
        return datetime.now(UTC) + self.offset

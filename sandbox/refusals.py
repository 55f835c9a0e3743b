"""How a call of the Web API is refused, and how a person is. https://docs.slack.dev/apis/web-api/#responses"""

from collections.abc import Sequence
from typing import Any


class Refused(Exception):
    """Slack answered no."""

    def __init__(self, error: str, messages: Sequence[str] = (), **extra: Any) -> None:
        super().__init__(error)
        self.error = error
        self.answer: dict[str, Any] = {"ok": False, "error": error, **extra}
        if messages:
            self.answer["response_metadata"] = {"messages": [f"[ERROR] {message}" for message in messages]}


class NoSuch(Exception):
    """There is nothing like that for this person."""

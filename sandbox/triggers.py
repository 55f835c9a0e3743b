"""Trigger ids: each opens one view, within three seconds of the interaction it came with."""

import secrets
from collections.abc import Callable

from sandbox.refusals import Refused
from sandbox.rules import Clock, Rules


class Triggers:
    """https://docs.slack.dev/interactivity/handling-user-interaction#modal_responses"""

    def __init__(self, rules: Rules, clock: Clock) -> None:
        self._rules = rules
        self._clock = clock
        self._issued: dict[str, tuple[str, float]] = {}
        self._used: set[str] = set()

    def issue(self, user: str) -> str:
        now = self._clock()
        trigger = f"{int(now * 1000)}.{secrets.randbelow(10**10):010d}.{secrets.token_hex(16)}"
        self._issued[trigger] = (user, now)
        return trigger

    def holder(self, trigger: str) -> tuple[str, Callable[[], None]]:
        """Who the trigger belongs to, and how to use it up. Refused when unknown, late or used."""
        if trigger not in self._issued:
            raise Refused("invalid_trigger_id")
        if trigger in self._used:
            raise Refused("exchanged_trigger_id")
        user, at = self._issued[trigger]
        if self._clock() - at > self._rules.trigger_seconds:
            raise Refused("expired_trigger_id")
        return user, lambda: self._used.add(trigger)

"""How often a method may be called, and how long to wait after that. https://docs.slack.dev/apis/web-api/rate-limits"""

import math
from collections import deque

# chat.postMessage: one message a second in a channel, with short bursts forgiven.
POSTS_BURST = 5
POSTS_PER_SECOND = 1.0
WINDOW_SECONDS = 60.0
PER_MINUTE_DEFAULT = 50

# The tier of each method as its page under https://docs.slack.dev/reference/methods names it.
PER_MINUTE = {
    "apps.connections.open": 20,
    "assistant.threads.setStatus": 600,
    "assistant.threads.setSuggestedPrompts": 100,
    "auth.test": 300,
    "chat.getPermalink": 300,
    "chat.postEphemeral": 100,
    "chat.update": 50,
    "conversations.list": 20,
    "conversations.members": 100,
    "conversations.open": 50,
    "files.info": 100,
    "reactions.remove": 20,
    "users.info": 100,
    "users.list": 20,
    "views.open": 100,
    "views.publish": 100,
    "views.push": 100,
    "views.update": 100,
}


class Limits:
    def __init__(self) -> None:
        self._windows: dict[str, deque[float]] = {}
        self._buckets: dict[str, tuple[float, float]] = {}

    def wait(self, method: str, channel: str, now: float) -> int | None:
        """Seconds that Slack asks the caller to wait, or None if the call may pass (it is then counted)."""
        return self._post(channel, now) if method == "chat.postMessage" else self._call(method, now)

    def _post(self, channel: str, now: float) -> int | None:
        left, since = self._buckets.get(channel, (float(POSTS_BURST), now))
        left = min(POSTS_BURST, left + (now - since) * POSTS_PER_SECOND)
        if left < 1:
            self._buckets[channel] = (left, now)
            return max(1, math.ceil((1 - left) / POSTS_PER_SECOND))
        self._buckets[channel] = (left - 1, now)
        return None

    def _call(self, method: str, now: float) -> int | None:
        window = self._windows.setdefault(method, deque())
        while window and now - window[0] >= WINDOW_SECONDS:
            window.popleft()
        if len(window) >= PER_MINUTE.get(method, PER_MINUTE_DEFAULT):
            return max(1, math.ceil(window[0] + WINDOW_SECONDS - now))
        window.append(now)
        return None

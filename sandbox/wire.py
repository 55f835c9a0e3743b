"""The wire as it was: what the sandbox sent to the bot and what the bot called, newest last, for the curious."""

import time
from collections import deque
from dataclasses import dataclass, field

from sandbox.guide import Guide
from sandbox.town import Json

KEPT = 300


@dataclass(slots=True)
class Wire:
    """`newest` is the number of the last entry; the oldest are forgotten."""

    newest: int = 0
    entries: deque[Json] = field(default_factory=lambda: deque(maxlen=KEPT))
    guide: Guide = field(default_factory=Guide)

    def to_bot(self, kind: str, payload: Json, status: str, ms: float, body: object) -> None:
        """A delivery and its ack: `status` is ok, timeout or error, `ms` real milliseconds."""
        if status == "ok":
            self.guide.happened(kind, payload, body)
        self._add(way="to_bot", what=_named(kind, payload), kind=kind, status=status, ms=ms, sent=payload, answer=body)

    def from_bot(self, method: str, args: Json, status: str, answer: object, ms: float = 0.0) -> None:
        """A call of the Web API or of a response_url: `status` is ok or Slack's error."""
        self._add(way="from_bot", what=method, kind="call", status=status, ms=ms, sent=args, answer=answer)

    def _add(self, **entry: object) -> None:
        self.newest += 1
        self.entries.append({"n": self.newest, "at": time.time(), **entry})

    def since(self, number: int) -> list[Json]:
        return [entry for entry in self.entries if entry["n"] > number]


def _named(kind: str, payload: Json) -> str:
    """What a delivery is about, in one line."""
    match kind:
        case "slash_commands":
            return f"{payload['command']} {payload['text']}".strip()
        case "events_api":
            return str(payload["event"]["type"])
    if payload.get("actions"):
        return f"{payload['type']}: {payload['actions'][0].get('action_id')}"
    called = payload.get("callback_id") or (payload.get("view") or {}).get("callback_id") or payload.get("action_id")
    return f"{payload['type']}: {called}"

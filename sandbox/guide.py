"""What has happened so far that a guide to first steps can tick off: commands answered and forms taken, by anybody."""

from dataclasses import dataclass, field

from sandbox.town import Json


@dataclass(slots=True)
class Guide:
    """`done` holds `command:/name word` and `form:callback_id`."""

    done: set[str] = field(default_factory=set)

    def happened(self, kind: str, payload: Json, body: object) -> None:
        """The bot acked a delivery in time; `body` is what the ack carried."""
        if kind == "slash_commands":
            word = (str(payload["text"]).split() or [""])[0]
            self.done.add(f"command:{payload['command']} {word}".strip())
        elif payload.get("type") == "view_submission":
            refused = isinstance(body, dict) and body.get("response_action") == "errors"
            if not refused:
                self.done.add(f"form:{payload['view']['callback_id']}")

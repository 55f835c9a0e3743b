"""Questions in a direct message or by mention: one answer each, in thread."""

import html
import re
from collections import OrderedDict
from typing import Any

from slack_bolt.async_app import AsyncApp

from handlers.slack.kit import Kit
from handlers.slack.policy import ask

_MENTION = re.compile(r"<@[A-Z0-9]+(?:\|[^>]*)?>")
_REMEMBERED = 5000


class Once:
    """Remembers the latest things seen, so that one message that arrives twice is answered once."""

    def __init__(self, room: int = _REMEMBERED) -> None:
        self._seen: OrderedDict[str, None] = OrderedDict()
        self._room = room

    def first(self, thing: str) -> bool:
        """Whether `thing` is new."""
        if thing in self._seen:
            return False
        self._seen[thing] = None
        if len(self._seen) > self._room:
            self._seen.popitem(last=False)
        return True


def register(app: AsyncApp, kit: Kit) -> None:
    """Answer direct messages and mentions."""
    once = Once()

    async def asked(event: dict[str, Any], ack: Any) -> None:
        question = html.unescape(_MENTION.sub(" ", event.get("text") or "")).strip()
        ours = event.get("bot_id") or event.get("subtype")
        direct = event["type"] == "app_mention" or event.get("channel_type") == "im"
        if question and direct and not ours and once.first(f"{event['channel']}:{event['ts']}"):
            text, blocks = ask(kit, question)
            thread = event.get("thread_ts") or event["ts"]
            kit.later(kit.client.chat_postMessage(channel=event["channel"], thread_ts=thread, text=text, blocks=blocks))
        await ack()

    app.event("message")(asked)
    app.event("app_mention")(asked)

"""Questions by direct message or mention: one answer each, in thread; and reporters who answer in theirs."""

import html
import re
from collections import OrderedDict
from typing import Any

from slack_bolt.async_app import AsyncApp

from domain.cases.commands import ReplyToReviewer
from handlers.cards.blocks import section
from handlers.slack.door import REFUSED
from handlers.slack.kit import Kit
from handlers.slack.policy import Said, ask
from handlers.slack.talk import written_sentence

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

    async def asked(event: dict[str, Any], context: Any, ack: Any) -> None:
        question = html.unescape(_MENTION.sub(" ", event.get("text") or "")).strip()
        ours = event.get("bot_id") or event.get("subtype")
        direct = event["type"] == "app_mention" or event.get("channel_type") == "im"
        if question and direct and not ours and once.first(f"{event['channel']}:{event['ts']}"):
            no = context.get(REFUSED)
            text, blocks = _said(no) if no else await _replied(kit, event) or ask(kit, question)
            thread = event.get("thread_ts") or event["ts"]
            kit.later(kit.client.chat_postMessage(channel=event["channel"], thread_ts=thread, text=text, blocks=blocks))
        await ack()

    app.event("message")(asked)
    app.event("app_mention")(asked)


def _said(sentence: str) -> Said:
    return sentence, [section("replied", sentence)]


async def _replied(kit: Kit, event: dict[str, Any]) -> Said | None:
    """What to say to a reporter who answered in the thread of a message about their report; None for a question."""
    if event.get("channel_type") != "im" or not event.get("thread_ts"):
        return None
    case = await kit.queries.case_of_thread(event["channel"], event["thread_ts"])
    if case is None:
        return None
    words = html.unescape(event.get("text") or "")
    key = f"{event['channel']}:{event['ts']}"
    return _said(written_sentence(await kit.desk.handle(ReplyToReviewer(key, case, event["user"], words))))

"""Questions by direct message or mention: one answer each, in thread; and reporters who answer in theirs."""

import asyncio
import html
import re
from typing import Any

from slack_bolt.async_app import AsyncApp

from domain.cases.commands import ReplyToReviewer
from handlers.slack.kit import Kit
from handlers.slack.policy import Said, ask
from handlers.slack.talk import written_sentence

PATIENCE = 2.5  # seconds, of the 3 in which Slack wants its ack
_MENTION = re.compile(r"<@[A-Z0-9]+(?:\|[^>]*)?>")


def register(app: AsyncApp, kit: Kit) -> None:
    """Answer direct messages and mentions."""

    async def asked(event: dict[str, Any], body: dict[str, Any], ack: Any) -> None:
        question = html.unescape(_MENTION.sub(" ", event.get("text") or "")).strip()
        ours = event.get("bot_id") or event.get("subtype")
        direct = event["type"] == "app_mention" or event.get("channel_type") == "im"
        key = f"{body.get('team_id')}:{event.get('channel')}:{event.get('ts')}"
        if question and direct and not ours and await kit.once.begin(key):
            # The ack waits for the answer: if we die before, Slack delivers the event again.
            await asyncio.wait({kit.later(_answer(kit, event, question, key))}, timeout=PATIENCE)
        await ack()

    app.event("message")(asked)
    app.event("app_mention")(asked)


async def _answer(kit: Kit, event: dict[str, Any], question: str, key: str) -> None:
    text, blocks = await _replied(kit, event) or ask(kit, question)
    thread = event.get("thread_ts") or event["ts"]
    await kit.client.chat_postMessage(channel=event["channel"], thread_ts=thread, text=text, blocks=blocks)
    await kit.once.done(key)


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

"""Questions by direct message or mention: one answer each, in thread; and reporters who answer in theirs."""

import asyncio
import html
import logging
import re
from enum import StrEnum
from typing import Any

import aiohttp
from slack_bolt.async_app import AsyncApp
from slack_bolt.response import BoltResponse
from slack_sdk.errors import SlackApiError

from desk.once import Once, Turn
from desk.outcomes import NotConfirmed
from domain.cases.commands import ReplyToReviewer
from handlers.cards.blocks import section
from handlers.locale.catalogue import Words
from handlers.slack.door import REFUSED
from handlers.slack.errors import slack_said
from handlers.slack.kit import Kit, words_of
from handlers.slack.policy import Said, ask
from handlers.slack.talk import written_sentence

log = logging.getLogger("ombud.handlers")
_MENTION = re.compile(r"<@[A-Z0-9]+(?:\|[^>]*)?>")
_AGAIN, _SERVER_ERROR = 503, 500
_LOOKS, _PAUSE = 8, 0.2  # seconds of real time


class _Post(StrEnum):
    """What became of an answer."""

    ARRIVED = "arrived"
    REFUSED = "refused"
    IN_DOUBT = "in doubt"


def register(app: AsyncApp, kit: Kit) -> None:
    """Answer direct messages and mentions. Slack delivers an event again where it is not acked: at once, after a minute
    and after five.
    """

    async def asked(event: dict[str, Any], body: dict[str, Any], context: Any, ack: Any) -> BoltResponse | None:
        question = html.unescape(_MENTION.sub(" ", event.get("text") or "")).strip()
        ours = event.get("bot_id") or event.get("subtype")
        direct = event["type"] == "app_mention" or event.get("channel_type") == "im"
        if question and direct and not ours:
            named = f"{body['team_id']}:{event['channel']}:{event['ts']}"
            if not await _answered(kit, words_of(context), named, event, question, context.get(REFUSED)):
                return BoltResponse(status=_AGAIN, body="")
        await ack()
        return None

    app.event("message")(asked)
    app.event("app_mention")(asked)


async def _answered(kit: Kit, say: Words, named: str, event: dict[str, Any], question: str, no: str | None) -> bool:
    """Answer an event where nobody has, with `no` where its sender is not let in; whether it is answered now."""
    turn = await _turn(kit.once, named, kept=no is None)
    if turn is not Turn.FIRST:
        return turn is Turn.DONE
    post = _Post.IN_DOUBT
    try:
        said = _said(no) if no else await _replied(kit, say, event, question) or ask(kit, say, question)
        post = await _posted(kit, event, said)
    finally:
        if post is _Post.IN_DOUBT:
            kit.once.leave(named)
    if post is _Post.REFUSED:
        await kit.once.give_back(named)
    elif post is _Post.ARRIVED:
        await kit.once.done(named)
    return post is _Post.ARRIVED


async def _turn(once: Once, named: str, *, kept: bool) -> Turn:
    """Whose turn it is; whoever comes second waits a moment for the first. Nothing is kept of whom we turn away."""
    for _ in range(_LOOKS):
        if (turn := await once.begin(named, kept=kept)) is not Turn.UNDER_WAY:
            return turn
        await asyncio.sleep(_PAUSE)
    return Turn.UNDER_WAY


async def _posted(kit: Kit, event: dict[str, Any], said: Said) -> _Post:
    text, blocks = said
    thread = event.get("thread_ts") or event["ts"]
    try:
        await kit.client.chat_postMessage(channel=event["channel"], thread_ts=thread, text=text, blocks=blocks)
    except SlackApiError as error:
        log.warning("an answer was refused: %s", slack_said(error))
        return _Post.IN_DOUBT if error.response.status_code >= _SERVER_ERROR else _Post.REFUSED
    except (aiohttp.ClientError, TimeoutError) as error:
        log.warning("an answer may not have arrived: %s", type(error).__name__)
        return _Post.REFUSED if isinstance(error, aiohttp.ClientConnectorError) else _Post.IN_DOUBT
    return _Post.ARRIVED


async def _replied(kit: Kit, say: Words, event: dict[str, Any], question: str) -> Said | None:
    """What to say to a reporter who answered in the thread of a message about their report; None for a question."""
    if event.get("channel_type") != "im" or not event.get("thread_ts"):
        return None
    case = await kit.queries.case_of_thread(event["channel"], event["thread_ts"])
    if case is None:
        return None
    if isinstance(case, NotConfirmed):
        text, blocks = ask(kit, say, question)
        maybe = say("talk.maybe_reply")
        return f"{maybe} {text}", [section("maybe-reply", maybe), *blocks]
    words = html.unescape(event.get("text") or "")
    key = f"{event['channel']}:{event['ts']}"
    outcome = await kit.desk.handle(ReplyToReviewer(key, case, event["user"], words))
    return _said(written_sentence(say, outcome))


def _said(sentence: str) -> Said:
    return sentence, [section("replied", sentence)]

"""Messages to Ombud, direct, by name or in a thread of two: exactly one answer each, in thread, however often and as
what they arrive. An edit changes the answer in place.
"""

import asyncio
import logging
from dataclasses import replace
from enum import StrEnum
from typing import Any

import aiohttp
from slack_bolt.async_app import AsyncApp
from slack_bolt.response import BoltResponse
from slack_sdk.errors import SlackApiError

from desk.once import Turn
from domain.rulebook.reading import question_in
from handlers.cards.blocks import section, stamped
from handlers.cards.conversing import Said as Answer
from handlers.locale.catalogue import Words
from handlers.slack.addressed import Said, said_to_us
from handlers.slack.answering import answer_to
from handlers.slack.door import REFUSED
from handlers.slack.errors import slack_said
from handlers.slack.kit import Kit, words_of
from handlers.slack.threads import Thread, stamp, thread_of

log = logging.getLogger("ombud.handlers")
_AGAIN, _SERVER_ERROR = 503, 500
_LOOKS, _PAUSE = 8, 0.2  # seconds of real time
_GONE = frozenset({"message_not_found", "cant_update_message", "channel_not_found", "is_archived"})


class _Post(StrEnum):
    """What became of an answer."""

    ARRIVED = "arrived"
    REFUSED = "refused"
    IN_DOUBT = "in doubt"


class _Listener:
    """Hears one message at a time; `no` is what its sender is told where they are not let in."""

    def __init__(self, kit: Kit, say: Words, bot: str | None, no: str | None) -> None:
        self._kit, self._say, self._bot, self._no = kit, say, bot, no

    async def serve(self, said: Said) -> bool:
        """Whether it is answered now, by whomever. Slack delivers it again where not: at once, after a minute and after
        five.
        """
        if self._no and (said.edit is not None or not (said.private or said.mention)):
            return True  # nothing is kept of them, so only one of a mention's two events can be answered
        if said.overheard and await self._kit.once.marked(said.thread) is False:
            return True
        if said.edit is not None:
            return await self._edited(said)
        thread = None
        if said.overheard:
            thread = await thread_of(self._kit.client, said, self._bot)
            if thread is None or not thread.of_two(said.user):
                return thread is not None
        turn = await self._turn(said)
        if turn is Turn.ALONE and await self._replied(said):
            await self._kit.once.done(said.named)
            return True
        return await self._answered(said, thread) if turn in {Turn.FIRST, Turn.ALONE} else turn is Turn.DONE

    async def _turn(self, said: Said) -> Turn:
        """Whose turn it is; whoever comes second waits a moment for the first. Nothing is kept of whom we turn away."""
        for _ in range(_LOOKS):
            if (turn := await self._kit.once.begin(said.named, kept=self._no is None)) is not Turn.UNDER_WAY:
                return turn
            await asyncio.sleep(_PAUSE)
        return Turn.UNDER_WAY

    async def _replied(self, said: Said) -> bool:
        """Whether Slack shows our reply already: asked where the database does not say whose turn it is."""
        thread = await thread_of(self._kit.client, said, self._bot)
        return thread is not None and thread.reply_to(said.ts) is not None

    async def _answered(self, said: Said, thread: Thread | None = None) -> bool:
        once, post = self._kit.once, _Post.IN_DOUBT
        try:
            answer = await self._answer(said, thread)
            post = await self._posted(said, answer)
        finally:
            if post is _Post.IN_DOUBT:
                once.leave(said.named)
        if post is _Post.REFUSED:
            await once.give_back(said.named)
        elif post is _Post.ARRIVED:
            await once.done(said.named)
            if not said.private and self._no is None:
                await once.mark(said.thread)
        return post is _Post.ARRIVED

    async def _answer(self, said: Said, thread: Thread | None) -> Answer:
        if self._no:
            return self._no, [section("said", self._no)]
        return await answer_to(self._kit, self._say, said, self._bot, thread)

    async def _posted(self, said: Said, answer: Answer) -> _Post:
        text, blocks = answer
        marked = stamped(blocks, stamp(said.ts))
        try:
            await self._kit.client.chat_postMessage(
                channel=said.channel, thread_ts=said.root, text=text, blocks=marked, unfurl_links=False
            )
        except SlackApiError as error:
            log.warning("an answer was refused: %s", slack_said(error))
            return _Post.IN_DOUBT if error.response.status_code >= _SERVER_ERROR else _Post.REFUSED
        except (aiohttp.ClientError, TimeoutError) as error:
            log.warning("an answer may not have arrived: %s", type(error).__name__)
            return _Post.REFUSED if isinstance(error, aiohttp.ClientConnectorError) else _Post.IN_DOUBT
        return _Post.ARRIVED

    async def _edited(self, said: Said) -> bool:
        """Answer what stands there now, in the place of our reply; where there was none, as if it were new."""
        looked_again = False
        for _ in range(_LOOKS):
            thread = await thread_of(self._kit.client, said, self._bot)
            if thread is None or (text := thread.text_of(said.ts)) is None:
                return thread is not None
            now = replace(said, text=question_in(text), raw=text)
            if (reply := thread.reply_to(said.ts)) is not None:
                return await self._updated(now, reply, thread)
            turn = Turn.DONE if said.overheard else await self._kit.once.begin(said.named)
            if turn in {Turn.FIRST, Turn.ALONE}:  # the thread was just looked at: there is no reply of ours
                return await self._answered(replace(now, edit=None), thread)
            if turn is Turn.DONE:
                if looked_again or said.overheard:
                    return True
                looked_again = True
            else:
                await asyncio.sleep(_PAUSE)
        return False

    async def _updated(self, said: Said, reply: str, thread: Thread) -> bool:
        text, blocks = await self._answer(said, thread)
        marked = stamped(blocks, stamp(said.ts))
        try:
            await self._kit.client.chat_update(channel=said.channel, ts=reply, text=text, blocks=marked)
        except SlackApiError as error:
            log.warning("an answer was not changed: %s", slack_said(error))
            return slack_said(error) in _GONE
        except (aiohttp.ClientError, TimeoutError) as error:
            log.warning("an answer may not have been changed: %s", type(error).__name__)
            return False
        return True


def register(app: AsyncApp, kit: Kit) -> None:
    """Hear messages and mentions."""

    async def heard(event: dict[str, Any], body: dict[str, Any], context: Any, ack: Any) -> BoltResponse | None:
        bot = context.get("bot_user_id")
        said = said_to_us(event, body["team_id"], bot)
        if said is not None:
            listener = _Listener(kit, words_of(context), bot, context.get(REFUSED))
            if not await listener.serve(said):
                return BoltResponse(status=_AGAIN, body="")
        await ack()
        return None

    app.event("message")(heard)
    app.event("app_mention")(heard)

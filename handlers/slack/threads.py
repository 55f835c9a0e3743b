"""What Slack says of a thread: who speaks in it, what was asked before, and which reply of ours answers which message.

Nothing of it is kept: what was asked stays where it was asked.
"""

import asyncio
import logging
from dataclasses import dataclass
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from domain.rulebook.reading import question_in
from handlers.slack.addressed import Said
from handlers.slack.errors import slack_said

log = logging.getLogger("ombud.handlers")
PATIENCE = 0.9  # seconds, of the 3 in which Slack wants its answer
MOST = 200


def stamp(ts: str) -> str:
    """The block id by which our reply to a message is found again."""
    return f"to-{ts}"


@dataclass(frozen=True, slots=True)
class Thread:
    """A thread's messages as Slack gave them, oldest first; `bot` is our user."""

    messages: tuple[dict[str, Any], ...]
    bot: str | None

    def _ours(self, message: dict[str, Any]) -> bool:
        return message.get("user") == self.bot or bool(message.get("bot_id"))

    def of_two(self, user: str) -> bool:
        """Whether nobody but one person and we speak here, and we do."""
        speakers = {message.get("user") for message in self.messages if not self._ours(message)}
        return speakers == {user} and any(self._ours(message) for message in self.messages)

    def asked_before(self, said: Said) -> list[str]:
        """What was asked here before, oldest first: in a direct message or a thread of two whatever that person wrote,
        with more people what was said to us by name.
        """
        all_theirs = said.private or self.of_two(said.user)
        return [
            question_in(message.get("text") or "")
            for message in self.messages
            if not self._ours(message)
            and float(message["ts"]) < float(said.ts)
            and ((all_theirs and message.get("user") == said.user) or f"<@{self.bot}" in (message.get("text") or ""))
        ]

    def text_of(self, ts: str) -> str | None:
        """What a message says by now; None where it is gone."""
        return next((message.get("text") or "" for message in self.messages if message["ts"] == ts), None)

    def reply_to(self, ts: str) -> str | None:
        """The ts of our reply to a message."""
        for message in self.messages:
            blocks = message.get("blocks") or [{}]
            if self._ours(message) and blocks[0].get("block_id") == stamp(ts):
                return str(message["ts"])
        return None


async def thread_of(client: AsyncWebClient, said: Said, bot: str | None) -> Thread | None:
    """The thread of a message; None where Slack does not say, or where it is longer than two hundred messages.
    https://docs.slack.dev/reference/methods/conversations.replies
    """
    asking = client.conversations_replies(channel=said.channel, ts=said.root, limit=MOST)
    try:
        answer = await asyncio.wait_for(asking, PATIENCE)
    except SlackApiError as error:
        if slack_said(error) == "thread_not_found":
            return Thread((), bot)
        log.warning("a thread could not be read: %s", slack_said(error))
        return None
    except (aiohttp.ClientError, TimeoutError) as error:
        log.warning("a thread could not be read: %s", type(error).__name__)
        return None
    return None if answer.get("has_more") else Thread(tuple(answer["messages"]), bot)

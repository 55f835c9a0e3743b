"""One message out, with a typed outcome: sent, not sent, or in doubt."""

import logging
from dataclasses import dataclass
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from handlers.slack.errors import slack_said

log = logging.getLogger("ombud.courier")
SERVER_ERROR = 500
LACKING = ("unknown_method", "missing_scope", "not_allowed_token_type")
# Slack will not take these, however often they are sent, unless somebody mends the destination.
# https://docs.slack.dev/reference/methods/chat.postMessage#errors
FINAL = frozenset(
    {"channel_not_found", "not_in_channel", "is_archived", "user_not_found", "user_not_visible", "user_disabled",
     "cannot_dm_bot", "messages_tab_disabled", "invalid_blocks", "invalid_blocks_format", "msg_too_long",
     "msg_blocks_too_long", "no_text", "restricted_action", "restricted_action_read_only_channel",
     "restricted_action_thread_only_channel", "message_not_found", "cant_update_message"}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sent:
    channel: str
    ts: str


@dataclass(frozen=True, slots=True)
class NotSent:
    """`after` is Slack's own Retry-After in seconds; `final` where trying again is pointless."""

    error: str
    after: float | None = None
    final: bool = False


@dataclass(frozen=True, slots=True)
class InDoubt:
    error: str


Posting = Sent | NotSent | InDoubt


class Poster:
    """Posts, updates and looks up. The client must not retry by itself."""

    def __init__(self, client: AsyncWebClient) -> None:
        self._client = client
        self._rooms: dict[str, str] = {}
        self._missed: set[str] = set()

    async def post(self, to: str, text: str, blocks: list[dict[str, Any]], delivery: str) -> Posting:
        """A new message to a channel id or a user id."""
        metadata = {"event_type": "ombud_delivery", "event_payload": {"delivery": delivery}}
        try:
            room = await self.room(to)
            said = await self._client.chat_postMessage(channel=room, text=text, blocks=blocks, metadata=metadata)
        except (SlackApiError, aiohttp.ClientError, TimeoutError, OSError) as error:
            return typed(error)
        return Sent(str(said["channel"]), str(said["ts"]))

    async def update(self, channel: str, ts: str, text: str, blocks: list[dict[str, Any]]) -> Posting:
        """A message drawn anew; doing it twice is harmless."""
        try:
            await self._client.chat_update(channel=channel, ts=ts, text=text, blocks=blocks)
        except (SlackApiError, aiohttp.ClientError, TimeoutError, OSError) as error:
            return typed(error)
        return Sent(channel, ts)

    async def room(self, to: str) -> str:
        """The conversation of a destination; a person's direct message is opened once."""
        if not to.startswith(("U", "W")):
            return to
        if to not in self._rooms:
            try:
                opened = await self._client.conversations_open(users=to)
            except SlackApiError as error:
                if slack_said(error) not in LACKING:
                    raise
                self._does_without("conversations.open")
                return to
            self._rooms[to] = str(opened["channel"]["id"])
        return self._rooms[to]

    def _does_without(self, method: str) -> None:
        """Say once that a method is missing or refused."""
        if method not in self._missed:
            self._missed.add(method)
            log.warning("Slack does not offer %s here; Ombud does without it", method)

    async def find(self, to: str, delivery: str) -> Sent | None:
        """A message by its delivery id, in the latest hundred of its conversation; None where none is to be seen."""
        try:
            room = await self.room(to)
            history = await self._client.conversations_history(channel=room, limit=100, include_all_metadata=True)
        except (SlackApiError, aiohttp.ClientError, TimeoutError, OSError):
            self._does_without("conversations.history")
            return None
        for message in history.get("messages") or []:
            first = (message.get("blocks") or [{}])[0].get("block_id")
            payload = (message.get("metadata") or {}).get("event_payload") or {}
            if delivery in (first, payload.get("delivery")):
                return Sent(room, str(message["ts"]))
        return None


def typed(error: Exception) -> NotSent | InDoubt:
    """What an error of a call means for what was to be sent."""
    if isinstance(error, SlackApiError):
        response: Any = error.response
        status = getattr(response, "status_code", None)
        if status is not None and status >= SERVER_ERROR:
            return InDoubt(f"http {status}")
        said = slack_said(error)
        after = (getattr(response, "headers", None) or {}).get("Retry-After")
        return NotSent(said, float(after) if after else None, final=said in FINAL)
    if isinstance(error, aiohttp.ClientConnectorError):
        return NotSent("cannot connect")
    return InDoubt(type(error).__name__)

"""Who is a guest or a stranger here: asked of Slack by `users.info`, kept in memory for at most ten minutes."""

import asyncio
import logging
import time
from collections import OrderedDict
from collections.abc import Callable
from enum import Enum
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from handlers.slack.errors import slack_said

log = logging.getLogger("ombud.handlers")
PATIENCE = 0.9  # seconds, of the 3 in which Slack wants its answer; the desk may take 2 of them
KEPT = 600.0
UNANSWERED = 30.0  # so that a slow Slack costs a person one wait and not one for every click
ROOM = 5000


class Standing(Enum):
    """What somebody is in our workspace."""

    MEMBER = "member"
    GUEST = "guest"
    STRANGER = "stranger"


class Guests:
    """Remembers what Slack said about people. Whoever Slack says nothing about counts as a member."""

    def __init__(
        self, client: AsyncWebClient, team: str, now: Callable[[], float] = time.monotonic, room: int = ROOM
    ) -> None:
        self._client, self._team, self._now, self._room = client, team, now, room
        self._known: OrderedDict[str, tuple[Standing, float]] = OrderedDict()

    async def standing(self, user: str) -> Standing:
        """What somebody is. Waits for Slack at most `PATIENCE` seconds, and not again until the answer is old."""
        self._forget()
        if user in self._known:
            return self._known[user][0]
        found = await self._asked(user)
        standing, kept = (Standing.MEMBER, UNANSWERED) if found is None else (self._read(found), KEPT)
        self._known[user] = standing, self._now() + kept
        asyncio.get_running_loop().call_later(kept, self._forget)  # also where nobody comes any more
        if len(self._known) > self._room:
            self._known.popitem(last=False)
        return standing

    def _forget(self) -> None:
        now = self._now()
        for user in [user for user, (_, until) in self._known.items() if until <= now]:
            del self._known[user]

    async def _asked(self, user: str) -> dict[str, Any] | None:
        """https://docs.slack.dev/reference/methods/users.info"""
        try:
            answer = await asyncio.wait_for(self._client.users_info(user=user), PATIENCE)
        except SlackApiError as error:
            log.warning("users.info was refused (%s): guests cannot be told from members now", slack_said(error))
            return None
        except (aiohttp.ClientError, TimeoutError) as error:
            log.warning("users.info did not answer (%s): guests cannot be told from members now", type(error).__name__)
            return None
        found: dict[str, Any] = answer["user"]
        return found

    def _read(self, found: dict[str, Any]) -> Standing:
        """https://docs.slack.dev/reference/objects/user-object"""
        homes = {found.get("team_id"), *found.get("enterprise_user", {}).get("teams", ())} - {None}
        if found.get("is_stranger") or (homes and self._team not in homes):
            return Standing.STRANGER
        return Standing.GUEST if found.get("is_restricted") or found.get("is_ultra_restricted") else Standing.MEMBER

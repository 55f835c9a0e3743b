"""Who people are here: member, guest or stranger, and the language they read. Asked of Slack by `users.info`, kept in
memory for at most ten minutes.
"""

import asyncio
import logging
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Person:
    """What Slack says of somebody: what they are here, their locale (`de-DE`) and IANA zone, where it says so."""

    standing: Standing
    locale: str | None = None
    zone: str | None = None


NOBODY = Person(Standing.MEMBER)


class People:
    """Remembers what Slack said about people. Whoever Slack says nothing about counts as a member."""

    def __init__(
        self, client: AsyncWebClient, team: str, now: Callable[[], float] = time.monotonic, room: int = ROOM
    ) -> None:
        self._client, self._team, self._now, self._room = client, team, now, room
        self._known: OrderedDict[str, tuple[Person, float]] = OrderedDict()

    def known(self, user: str) -> Person | None:
        """What is in memory of somebody, without asking; None where that is nothing."""
        self._forget()
        found = self._known.get(user)
        return found[0] if found else None

    async def person(self, user: str) -> Person:
        """Who somebody is. Waits for Slack at most `PATIENCE` seconds, and not again until the answer is old."""
        self._forget()
        if user in self._known:
            return self._known[user][0]
        found = await self._asked(user)
        person, kept = (NOBODY, UNANSWERED) if found is None else (self._read(found), KEPT)
        self._known[user] = person, self._now() + kept
        asyncio.get_running_loop().call_later(kept, self._forget)  # also where nobody comes any more
        if len(self._known) > self._room:
            self._known.popitem(last=False)
        return person

    def _forget(self) -> None:
        now = self._now()
        for user in [user for user, (_, until) in self._known.items() if until <= now]:
            del self._known[user]

    async def _asked(self, user: str) -> dict[str, Any] | None:
        """https://docs.slack.dev/reference/methods/users.info"""
        try:
            answer = await asyncio.wait_for(self._client.users_info(user=user, include_locale=True), PATIENCE)
        except SlackApiError as error:
            log.warning("users.info was refused (%s): guests cannot be told from members now", slack_said(error))
            return None
        except (aiohttp.ClientError, TimeoutError) as error:
            log.warning("users.info did not answer (%s): guests cannot be told from members now", type(error).__name__)
            return None
        found: dict[str, Any] = answer["user"]
        return found

    def _read(self, found: dict[str, Any]) -> Person:
        """https://docs.slack.dev/reference/objects/user-object"""
        return Person(self._standing(found), found.get("locale"), found.get("tz"))

    def _standing(self, found: dict[str, Any]) -> Standing:
        homes = {found.get("team_id"), *found.get("enterprise_user", {}).get("teams", ())} - {None}
        if found.get("is_stranger") or (homes and self._team not in homes):
            return Standing.STRANGER
        return Standing.GUEST if found.get("is_restricted") or found.get("is_ultra_restricted") else Standing.MEMBER

"""Who is a guest of the workspace, and who comes from another one: asked of Slack, remembered in memory alone."""

import asyncio
import logging
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Mapping
from enum import StrEnum
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError

from handlers.slack.errors import slack_said
from handlers.slack.kit import Later

log = logging.getLogger("ombud.handlers")
# Seconds. What follows may take 2 of the 3 after which Slack gives up.
PATIENCE = 0.8
KEPT, UNANSWERED_KEPT = 600.0, 30.0
ROOM = 5000


class Standing(StrEnum):
    """What somebody is to this workspace."""

    MEMBER = "member"
    GUEST = "guest"
    STRANGER = "stranger"


class Guests:
    """Asks Slack what somebody is, and remembers it for ten minutes. Whoever it does not speak of in time counts as a
    member: a slow Slack must not keep anybody from reporting.
    """

    def __init__(
        self, look_up: Callable[..., Awaitable[Any]], team: str, later: Later, *, patience: float = PATIENCE,
        now: Callable[[], float] = time.monotonic,
    ) -> None:  # fmt: skip
        self._look_up, self._team, self._later = look_up, team, later
        self._patience, self._now = patience, now
        self._kept: OrderedDict[str, tuple[Standing, float]] = OrderedDict()
        self._asking: dict[str, asyncio.Task[Any]] = {}
        self._answered = True

    async def standing(self, user: str) -> Standing:
        """What `user` is; waits for Slack at most `patience` seconds, and only where nothing is remembered."""
        if (known := self._known(user)) is not None:
            return known
        asking = self._asking.get(user)
        if asking is None:
            asking = self._asking[user] = self._later(self._ask(user))
        # It goes on asking after our patience has ended, so that the next call finds the answer.
        await asyncio.wait({asking}, timeout=self._patience)
        return self._known(user) or Standing.MEMBER

    async def is_guest(self, user: str) -> bool:
        """Whether `user` is a guest of this workspace or somebody from another one."""
        return await self.standing(user) is not Standing.MEMBER

    def _known(self, user: str) -> Standing | None:
        standing, until = self._kept.get(user, (None, 0.0))
        return standing if until > self._now() else None

    async def _ask(self, user: str) -> None:
        try:
            found = (await self._look_up(user=user))["user"]
        except (SlackApiError, aiohttp.ClientError, TimeoutError, OSError) as error:
            self._unanswered(slack_said(error) if isinstance(error, SlackApiError) else type(error).__name__)
            self._keep(user, Standing.MEMBER, UNANSWERED_KEPT)
        else:
            self._answered = True
            self._keep(user, _standing(found, self._team), KEPT)
        finally:
            del self._asking[user]

    def _unanswered(self, why: str) -> None:
        if self._answered:  # said once, until it works again
            log.warning("users.info does not answer (%s); until it does, guests are taken for members", why)
        self._answered = False

    def _keep(self, user: str, standing: Standing, seconds: float) -> None:
        self._kept.pop(user, None)
        self._kept[user] = standing, self._now() + seconds
        if len(self._kept) > ROOM:
            self._kept.popitem(last=False)


def _standing(found: Mapping[str, Any], team: str) -> Standing:
    """https://docs.slack.dev/reference/objects/user-object. In an organisation one person may be at home in several."""
    homes = {found.get("team_id"), *((found.get("enterprise_user") or {}).get("teams") or ())} - {None}
    if found.get("is_stranger") or (homes and team not in homes):
        return Standing.STRANGER
    return Standing.GUEST if found.get("is_restricted") or found.get("is_ultra_restricted") else Standing.MEMBER

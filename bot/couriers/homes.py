"""Draws the Homes that something changed on: after everything else, within Slack's limit, and without a trace."""

import asyncio
import logging
from collections import deque
from collections.abc import Callable
from datetime import datetime, timedelta

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.couriers.posting import NotSent, typed
from desk.homes import Homes
from handlers.slack.drawing import Drawing
from storage import outbox
from storage.database import Database
from storage.outbox import Delivery

log = logging.getLogger("ombud.courier")
A_MINUTE = 70  # of the 100 that Slack allows; the others are for people who open their Home
WINDOW = 60.0
LIFETIME = timedelta(hours=1)  # whoever looks later has it drawn by looking
LONGEST_WAIT = 300.0
FINAL = frozenset(
    {"not_enabled", "user_not_found", "user_not_visible", "user_disabled", "invalid_arguments", "view_too_large"}
)


class HeldBack(Exception):
    """A request now would be one too many. `after` is seconds to wait."""

    def __init__(self, after: float) -> None:
        super().__init__(after)
        self.after = after


class Budget:
    """At most so many requests a minute, by the loop's own time."""

    def __init__(self, most: int = A_MINUTE, now: Callable[[], float] | None = None) -> None:
        self._most, self._now, self._spent = most, now, deque[float]()

    def spend(self) -> None:
        """One request. Raises `HeldBack`."""
        now = self._now() if self._now else asyncio.get_running_loop().time()
        while self._spent and now - self._spent[0] >= WINDOW:
            self._spent.popleft()
        if len(self._spent) >= self._most:
            raise HeldBack(self._spent[0] + WINDOW - now)
        self._spent.append(now)


class HomeCourier:
    """Delivers what `desk.homes` asks for. Of a delivery that is done nothing is kept: its mere time beside an event
    would tell whom the event concerned.
    """

    def __init__(
        self, database: Database, homes: Homes, drawing: Drawing, client: AsyncWebClient, now: Callable[[], datetime]
    ) -> None:
        self._database, self._homes, self._drawing, self._client, self._now = database, homes, drawing, client, now
        self._budget = Budget()

    async def deliver(self, delivery: Delivery) -> None:
        """Draw a Home, or see to it that it is tried again. Raises `StoreBusy`."""
        person = await self._homes.whose(delivery.destination.partition(":")[2])
        failed = None if person is None else await self._draw(person)
        now = self._now()
        if failed is None or failed.final or (delivery.created_at and now - delivery.created_at > LIFETIME):
            if failed is not None:
                log.warning("a Home cannot be drawn: %s", failed.error)
            await self._database.write(lambda conn: outbox.forget(conn, delivery.id))
            return
        wait = failed.after or min(LONGEST_WAIT, 2.0 ** min(delivery.attempts, 10) / 2)
        at = now + timedelta(seconds=wait)
        await self._database.write(lambda conn: outbox.retry(conn, delivery, at, failed.error))

    async def _draw(self, person: str) -> NotSent | None:
        """None where it says what is true now, or nobody looks. Drawing twice does no harm, so nothing is in doubt."""
        try:
            await self._drawing.draw(self._client, person, may=self._budget.spend)
        except HeldBack as held:
            return NotSent("held back", held.after)
        except (SlackApiError, aiohttp.ClientError, TimeoutError, OSError) as error:
            said = typed(error)
            after = said.after if isinstance(said, NotSent) else None
            return NotSent(said.error, after, final=said.error in FINAL)
        return None

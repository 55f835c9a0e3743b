"""A courier of the starter's house on a real database, before a real sandbox, with a clock that a test moves."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient

from bot.couriers.courier import Courier
from bot.couriers.posting import Poster
from bot.couriers.readers import Readers
from bot.places import MANIFEST, STARTER
from bot.practice import KEYS
from desk.desk import Desk
from desk.house import House
from handlers.locale.catalogue import read_catalogue
from sandbox.residents import BOT_USER
from sandbox.server import WORLD, create_app, listen
from sandbox.town import Message
from sandbox.world import World
from storage import outbox
from storage.casework_files import read_casework
from storage.database import Database
from storage.files import read_rulebook
from storage.outbox import Delivery
from storage.roster_files import read_roster
from storage.vault import Vault

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
HOUSE = House(read_casework(STARTER / "casework.yml"), read_roster(STARTER / "roster.yml"), read_rulebook(STARTER))
STATES = ("pending", "sending", "in_doubt", "sent", "dead", "dropped")


@dataclass(slots=True)
class Posts:
    """Desk and courier on one database; `world` is the Slack that they write to."""

    database: Database
    world: World
    client: AsyncWebClient
    poster: Poster
    now: datetime = NOON

    @property
    def desk(self) -> Desk:
        return Desk(self.database, Vault(b"k" * 32), HOUSE, lambda: self.now)

    def courier(self) -> Courier:
        """Another one each time, as after a restart."""
        return Courier(self.database, Vault(b"k" * 32), HOUSE, self.poster, Readers(read_catalogue()), lambda: self.now)

    async def round(self, **later: float) -> None:
        """Let time pass, and let a courier work."""
        self.now += timedelta(**later)
        await self.courier().tick()

    def kick(self, channel: str) -> None:
        """Somebody removes the bot from a private channel."""
        self.world.town.channels[channel].members.discard(BOT_USER)

    def said(self, channel: str) -> list[Message]:
        """The bot's messages in a conversation."""
        return [one for one in self.world.town.channels[channel].messages if one.by_bot]

    async def deliveries(self, *states: str) -> list[Delivery]:
        return await self.database.read(lambda conn: outbox.listing(conn, states or STATES))


@asynccontextmanager
async def posts(database: Database) -> AsyncIterator[Posts]:
    app = create_app(MANIFEST, mode="socket", bot_urls=[], **KEYS)
    runner, url = await listen(app, 0)
    app[WORLD].rules.limits_enabled = False
    async with aiohttp.ClientSession() as session:
        client = AsyncWebClient(KEYS["bot_token"], base_url=f"{url}api/", timeout=5, session=session, retry_handlers=[])
        yield Posts(database, app[WORLD], client, Poster(client))
    await runner.cleanup()

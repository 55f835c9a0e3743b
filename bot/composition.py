"""Puts Ombud together, starts it and stops it."""

import asyncio
import logging
import secrets
from datetime import timedelta

import aiohttp
from aiohttp import web
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.clock import Clock
from bot.couriers.courier import Courier
from bot.couriers.homes import HomeCourier
from bot.couriers.posting import Poster
from bot.couriers.readers import Readers
from bot.in_force import InForce, at_start
from bot.listening import Site
from bot.opening import open_database
from bot.sealer import Sealer
from bot.settings import LEXICAL, Settings
from bot.state import figures, wrong_with
from bot.sweep import Sweep
from bot.ticks import Ticks
from bot.warming import Warming
from desk.desk import Desk
from desk.homes import Homes
from desk.house import House
from desk.on_call import OnCall
from desk.once import Once
from desk.queries import Queries
from desk.rulebooks import Rulebooks
from domain.rulebook.clauses import Rulebook
from domain.rulebook.ranking import Ranker
from handlers.cards.links import Links
from handlers.locale.catalogue import Catalogue, read_catalogue, wording_problems
from handlers.slack.app import Identity, build_app
from handlers.slack.errors import slack_said
from handlers.slack.kit import Kit
from handlers.slack.people import People
from handlers.web.health import add_health
from storage.casework_files import read_casework
from storage.database import Database
from storage.journal import Journal
from storage.migrate import head
from storage.notes import Signer
from storage.roster_files import read_roster

log = logging.getLogger("ombud")
INTERACTIVE, COURIER = 2, 10  # seconds


class Ombud:
    """One replica. `start` comes back when it serves; `stop` seals what is left."""

    def __init__(self, settings: Settings, *, migrate: bool = True) -> None:
        self.settings, self._migrate = settings, migrate
        self.clock = Clock()
        self.vault = settings.vault()
        self.database = Database(settings.database_url, synchronous=settings.synchronous, release=head())
        rulebook, broken = at_start(self.database, settings.rulebook)
        self.house = House(read_casework(settings.casework), read_roster(settings.roster), rulebook)
        self._broken = broken
        self.journal = Journal(settings.journal)
        self.desk = Desk(self.database, self.vault, self.house, self.clock.now, self._wake, self.journal)
        self._slack_error: str | None = "not connected yet"
        self._ticks: Ticks | None = None
        self.queries = Queries(self.database, self.vault, self.house, self.clock.now)

    def _catalogue(self) -> Catalogue:
        """Every sentence, with the house's own wordings. What is wrong with one is logged, and ours said instead."""
        own = self.settings.rulebook / "notices"
        for problem in wording_problems(own):
            log.warning("a wording is left out: %s", problem)
        return read_catalogue(self.settings.language, own=own)

    def _wake(self) -> None:
        self.courier.wake()

    async def start(self) -> None:
        """Serve, and open the database as soon as it is there. Raises `WrongKey` or Slack's own error; what is found
        wrong with the database later comes from `run`.
        """
        self.session = aiohttp.ClientSession()
        try:
            await self._meet_slack()
        except BaseException:
            await self.session.close()
            raise

    async def _meet_slack(self) -> None:
        await self._take_case_time()
        interactive, posting = self._client(INTERACTIVE), self._client(COURIER)
        identity = await self._identity(interactive)
        people, catalogue = People(interactive, identity.team), self._catalogue()
        readers = Readers(catalogue, people)
        homes = Homes(self.database, self.vault, self.clock.now)
        self.courier = Courier(self.database, self.vault, self.house, Poster(posting), readers, self.clock.now)
        self.kit = Kit(
            desk=self.desk,
            queries=self.queries,
            once=Once(self.database, self.vault, self.clock.now),
            rulebook=self.house.rulebook,
            client=interactive,
            nonce=lambda: secrets.token_urlsafe(24),
            emergency=self.house.casework.emergency,
            people=people,
            on_call=OnCall(self.database, self.vault, self.house, self.clock.now),
            homes=homes,
            rulebooks=Rulebooks(self.database),
            catalogue=catalogue,
            vendors=self.house.casework.vendors,
            links=Links(self.settings.rulebook_url),
        )
        self.courier.homes = HomeCourier(self.database, homes, self.kit.drawing, posting, self.clock.now)
        self.app = build_app(self.kit, identity, self.settings.signing_secret)
        self.rules = InForce(self.database, self.house, self._put_in_force, self._broken, self.clock.now)
        self.sweep = Sweep(self.database, self.desk, self.clock.now)
        await self._serve()
        self.warming = Warming(self.kit, self.settings)
        self.warming.warm(self.house.rulebook)
        if self.settings.ranking != LEXICAL:
            self.kit.earlier.understand = self.warming.understand
        self._slack_error = None

    def _put_in_force(self, rulebook: Rulebook, ranker: Ranker) -> None:
        self.kit.put_in_force(rulebook, ranker)
        self.warming.warm(rulebook)

    async def run(self) -> None:
        """Open the database, then sweep, send and seal until cancelled. Raises what `open_database` raises."""
        await open_database(self.database, self.vault, self.journal, migrate=self._migrate)
        await self.rules.tick()
        self._tick()
        await self.courier.run()

    def _client(self, timeout: int) -> AsyncWebClient:
        # No retries of its own: a dropped connection after receipt would post twice.
        client = AsyncWebClient(
            token=self.settings.bot_token,
            base_url=self.settings.api_url,
            timeout=timeout,
            session=self.session,
            retry_handlers=[],
        )
        client._logger.setLevel(logging.CRITICAL)  # noqa: SLF001 -- it would log bodies; failures are typed and logged here
        return client

    async def _identity(self, client: AsyncWebClient) -> Identity:
        said = await client.auth_test()
        return Identity(
            team=str(said["team_id"]),
            bot_id=str(said.get("bot_id") or ""),
            bot_user_id=str(said.get("user_id") or ""),
            token=self.settings.bot_token,
        )

    async def _serve(self) -> None:
        http = self.app.web_app(path="/slack/events") if not self.settings.socket_mode else web.Application()
        add_health(
            http,
            lambda: wrong_with(self.database, self._slack_error, begun=self._ticks is not None),
            lambda: figures(self.database, self.house, self.kit.questions, self.clock.now()),
        )
        if self.settings.sandbox_url:
            http.router.add_get("/sandbox/time", self._next_due)
            http.router.add_post("/sandbox/time", self._move_time)
        self._runner = web.AppRunner(http, access_log=None)
        await self._runner.setup()
        await Site(self._runner, self.settings.host, self.settings.port).start()
        self._socket = await self._open_socket(self.app) if self.settings.socket_mode else None

    async def _open_socket(self, app: AsyncApp) -> AsyncSocketModeHandler:
        client = AsyncWebClient(token=self.settings.app_token, base_url=self.settings.api_url)
        handler = AsyncSocketModeHandler(app, self.settings.app_token, web_client=client)
        await handler.connect_async()  # type: ignore[no-untyped-call]
        return handler

    async def _check_slack(self) -> None:
        """Readiness says what Slack said last."""
        try:
            await self.kit.client.auth_test()
            connected = self._socket is None or await self._socket.client.is_connected()
            self._slack_error = None if connected else "the socket is not connected"
        except SlackApiError as error:
            self._slack_error = f"Slack refuses the token: {slack_said(error)}"
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            self._slack_error = f"Slack does not answer: {type(error).__name__}"

    async def _take_case_time(self) -> None:
        if self.settings.sandbox_url:
            async with self.session.get(f"{self.settings.sandbox_url.rstrip('/')}/control/time") as answer:
                self.clock.offset = timedelta(seconds=float((await answer.json())["case_offset_seconds"]))

    async def _move_time(self, request: web.Request) -> web.Response:
        moved = await request.json()
        self.clock.offset = timedelta(seconds=float(moved["case_offset_seconds"]))
        if self._ticks is not None:
            await self.sweep.tick()
            await self.courier.drain()
        return web.json_response({"ok": True})

    async def _next_due(self, _: web.Request) -> web.Response:
        due = await self.sweep.next_due()
        return web.json_response({"next_due": due and due.timestamp()})

    def _tick(self) -> None:
        signer, witness = Signer(self.vault.seal_seed), self.house.casework.witness
        self.sealer = Sealer(self.database, signer, self.clock.now, witness)
        sealing = (self.sealer.tick, 20)
        rules, slack = (self.rules.tick, 2), (self._check_slack, 60)
        self._ticks = Ticks((self.sweep.tick, 1), (self.courier.tick, 2), rules, sealing, slack)
        self.courier.wake()

    async def stop(self) -> None:
        """Stop taking work, finish what was begun, seal, close. `run` must have been cancelled."""
        await asyncio.to_thread(self.warming.stop)
        if self._ticks is not None:
            await self._ticks.stop()
        if self._socket is not None:
            await self._socket.close_async()  # type: ignore[no-untyped-call]
        await self._runner.cleanup()
        await self.kit.later.settled()
        await self.desk.settled()
        if self._ticks is not None:
            await self.courier.drain()
            await self.sealer.tick()
        await self.session.close()
        self.database.close()

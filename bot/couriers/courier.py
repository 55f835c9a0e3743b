"""Drains the outbox: claim, render from the state as it is now, send, settle."""

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy import Connection

from bot.couriers.dead_letters import bury
from bot.couriers.homes import HomeCourier
from bot.couriers.posting import InDoubt, NotSent, Poster, Posting, Sent
from bot.couriers.readers import Readers
from bot.couriers.rendering import NotNeeded, Rendered, reader, render
from bot.outages import Outage
from desk.homes import HOME
from desk.house import House
from desk.telling import TELL, heard
from desk.tools import Tools
from handlers.traces import where
from storage import heartbeats, outbox
from storage.database import Database
from storage.exceptions import StoreBusy
from storage.outbox import Delivery
from storage.vault import Vault

log = logging.getLogger("ombud.courier")
HANDS = 4
DOUBT = timedelta(seconds=5)
ABANDONED = timedelta(seconds=30)  # longer than any call of ours lasts
LIFETIME = timedelta(days=1)
LONGEST_WAIT = 300.0


class Courier:
    """Everything that leaves goes through here."""

    def __init__(
        self,
        database: Database,
        vault: Vault,
        house: House,
        poster: Poster,
        readers: Readers,
        now: Callable[[], datetime],
    ) -> None:
        self._database, self._vault, self._house, self._poster, self._now = database, vault, house, poster, now
        self._readers = readers
        self.homes: HomeCourier | None = None
        self._awake = asyncio.Event()
        self._in_hand: set[str] = set()
        self._draining = asyncio.Lock()
        self._outage = Outage(log, "The courier")

    def wake(self) -> None:
        """There may be something to send."""
        self._awake.set()

    async def run(self) -> None:
        """Look up what an earlier process left in doubt; then send whenever woken, until cancelled."""
        with self._outage:  # the tick looks again
            await self.recover()
        while True:
            await self._awake.wait()
            self._awake.clear()
            # Whoever stops us leaves the round to finish: a notice cut off while it is sent would be in doubt.
            await asyncio.shield(asyncio.ensure_future(self.drain()))

    async def recover(self) -> None:
        """At start: what an earlier process left *sending* is looked up before anything else goes out. On PostgreSQL it
        may be another replica that sends it just now, so it is looked up once no call can last any longer.
        """
        await self._settle_doubts(self._now() if self._database.sqlite else self._now() - ABANDONED)

    async def tick(self) -> None:
        """The fallback: look up what is in doubt, and send what waits."""
        with self._outage:
            await self._database.write(self._begin_round)
            await self._settle_doubts(self._now() - ABANDONED)
            await self.drain()

    def _begin_round(self, conn: Connection) -> None:
        outbox.bring_back(conn, self._now())
        heartbeats.beat(conn, "courier", self._now())

    async def drain(self) -> None:
        """Send everything that may go now."""
        async with self._draining:
            await asyncio.gather(*(self._work() for _ in range(HANDS)))

    async def _work(self) -> None:
        with self._outage:
            while (delivery := await self._database.write(lambda conn: outbox.claim(conn, self._now()))) is not None:
                self._in_hand.add(delivery.id)
                try:
                    await self._deliver(delivery)
                finally:
                    self._in_hand.discard(delivery.id)

    async def _deliver(self, delivery: Delivery) -> None:
        if delivery.stream == HOME and self.homes is not None:
            await self.homes.deliver(delivery)
            return
        match await self._drawn(delivery):
            case NotSent() as broken:
                await self._settle(delivery, broken)
            case NotNeeded(why=why):
                await self._database.write(lambda conn: outbox.drop(conn, delivery.id, why))
            case Rendered() as message:
                await self._settle(delivery, await self._send(message, delivery))

    async def _drawn(self, delivery: Delivery) -> Rendered | NotNeeded | NotSent:
        """What it says now. One that cannot be drawn waits like one that cannot be sent, and stops no other."""
        try:
            tools = Tools(self._house, self._vault, self._now())
            user = await self._database.read(lambda conn: reader(conn, tools, delivery))
            say = await self._readers.words(user)
            return await self._database.read(lambda conn: render(conn, tools, say, delivery))
        except StoreBusy:
            raise
        except Exception as error:  # noqa: BLE001 -- whatever is wrong with one notice, the others go out
            log.error("delivery %s cannot be drawn: %s", delivery.id, where(error))  # noqa: TRY400 -- without its words
            return NotSent(f"cannot be drawn: {type(error).__name__}")

    async def _send(self, message: Rendered, delivery: Delivery) -> Posting:
        if message.standing is None:
            return await self._poster.post(message.to, message.text, message.blocks, delivery.id)
        posting = await self._poster.update(*message.standing, message.text, message.blocks)
        if isinstance(posting, InDoubt):  # drawing it again does no harm
            return NotSent(posting.error)
        if isinstance(posting, NotSent) and posting.error == "message_not_found":
            return await self._poster.post(message.to, message.text, message.blocks, delivery.id)
        return posting

    async def _settle(self, delivery: Delivery, posting: Posting) -> None:
        now = self._now()
        match posting:
            case Sent():
                await self._database.write(lambda conn: _arrived(conn, delivery, posting))
            case InDoubt():
                await self._database.write(lambda conn: outbox.in_doubt(conn, delivery, now + DOUBT, posting.error))
            case NotSent():
                if posting.final or (delivery.created_at and now - delivery.created_at > LIFETIME):
                    log.warning("delivery %s is a dead letter: %s", delivery.id, posting.error)
                    await self._database.write(lambda conn: bury(conn, self._house, delivery, posting.error, now))
                    self.wake()
                    return
                wait = posting.after or min(LONGEST_WAIT, 2.0 ** min(delivery.attempts, 10) / 2)
                at = now + timedelta(seconds=wait)
                await self._database.write(lambda conn: outbox.retry(conn, delivery, at, posting.error))

    async def _settle_doubts(self, sending_before: datetime) -> None:
        now = self._now()
        for delivery in await self._database.read(lambda conn: outbox.unsettled(conn, now, sending_before)):
            if delivery.id not in self._in_hand:  # a clock that jumps makes it look abandoned
                await self._look_up(delivery)

    async def _look_up(self, delivery: Delivery) -> None:
        if delivery.stream == HOME:  # to draw it again does no harm
            await self._database.write(lambda conn: outbox.retry(conn, delivery, self._now(), delivery.error or ""))
            return
        message = await self._drawn(delivery)
        found = None
        if isinstance(message, Rendered) and message.standing is None:
            found = await self._poster.find(message.to, delivery.id)
        if found is not None:
            await self._settle(delivery, found)
        else:  # a repeat is better than a loss
            error = delivery.error or "looked up and not found"
            await self._database.write(lambda conn: outbox.retry(conn, delivery, self._now(), error))


def _arrived(conn: Connection, delivery: Delivery, posting: Sent) -> None:
    """Of what somebody asked to be told nothing is kept: where it stands would say who it was."""
    if delivery.stream == TELL:
        heard(conn, delivery)
    else:
        outbox.sent(conn, delivery.id, posting.ts, posting.channel)

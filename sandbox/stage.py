"""Behind the scenes of the page: the wire, what is switched on, the next due time, first steps, and starting afresh."""

import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import asdict
from typing import Any

import aiohttp
from aiohttp import web

from sandbox.faults import KINDS
from sandbox.methods.registry import METHODS
from sandbox.refusals import NoSuch
from sandbox.residents import BOT_USER
from sandbox.switches import Switches
from sandbox.town import Json
from sandbox.world import Acked, Sender, World

BAD = 400
PATIENCE = aiohttp.ClientTimeout(total=2)


def heard(world: World, send: Sender) -> Sender:
    """A sender whose deliveries are written down."""

    async def sent(kind: str, payload: Json, headers: dict[str, str]) -> Acked:
        acked = await send(kind, payload, headers)
        world.wire.to_bot(kind, payload, acked.status, acked.ms, acked.body)
        return acked

    return sent


class Stage:
    """Each method is one call of the control API under the same name."""

    def __init__(self, world: World, bot_urls: Sequence[str]) -> None:
        self._world, self._bot_urls = world, bot_urls

    async def scene(self) -> Json:
        """What is switched on, and what can be."""
        world = self._world
        rooms = [room for room in world.town.channels.values() if room.kind != "im"]
        return {
            "faults": [asdict(fault) for fault in world.faults.waiting],
            "methods": sorted(METHODS), "kinds": sorted(KINDS),
            "duplicates": world.duplicates, "limits": world.rules.limits_enabled,
            "drops_metadata": world.rules.drop_metadata, "renews": world.renew is not None,
            "channels": [{"id": room.id, "name": room.name, "archived": room.archived,
                          "has_bot": BOT_USER in room.members} for room in rooms],
        }  # fmt: skip

    async def next_due(self) -> Json:
        """Seconds of case time until the next thing that the bot has to do, or None where there is none. A bot says so
        itself: `GET /sandbox/time` answers with `next_due`, in seconds since 1970.
        """
        for url in self._bot_urls:
            found = await _asked(url)
            if found is not None:
                due = found.get("next_due")
                return {"seconds": None if due is None else due - time.time() - self._world.case_offset}
        return {"seconds": None}

    async def to_next_due(self, _: Json) -> Json:
        """Move case time there."""
        seconds = (await self.next_due())["seconds"]
        if seconds is None:
            raise NoSuch("Nothing is due.")
        return await Switches(self._world, self._bot_urls).time({"advance_seconds": max(1.0, seconds + 1)})

    async def dismiss(self, said: Json) -> Json:
        """A person puts away a message that only they see."""
        person, room = self._world.town.person(str(said["user"])), self._world.town.channel(str(said["channel"]))
        message = room.message(str(said["message_ts"])) if room else None
        if person is None or room is None or message is None or message.ephemeral_to != person.id:
            raise NoSuch("no_such_message")
        room.messages.remove(message)
        return {}

    async def first_steps(self, _: Json) -> Json:
        """None of the first steps is done."""
        self._world.wire.guide.done.clear()
        return {}

    async def afresh(self, _: Json) -> Json:
        """An empty workspace and a bot that remembers nothing, where whoever started the bot can do that."""
        if self._world.renew is None:
            raise NoSuch("This sandbox did not start the bot, so it cannot start it afresh.")
        await self._world.renew()
        return {}


async def _asked(bot_url: str) -> Json | None:
    try:
        async with (
            aiohttp.ClientSession(timeout=PATIENCE) as session,
            session.get(f"{bot_url.rstrip('/')}/sandbox/time") as answer,
        ):
            found: Json | None = await answer.json() if answer.ok else None
            return found
    except (aiohttp.ClientError, TimeoutError):
        return None


def add_stage(app: web.Application, world: World, bot_urls: Sequence[str]) -> None:
    """Adds the routes."""
    stage = Stage(world, bot_urls)

    async def wire(request: web.Request) -> web.Response:
        return web.json_response(world.wire.since(int(request.query.get("since", "0"))))

    def read(answer: Callable[[], Awaitable[Json]]) -> Callable[[web.Request], Awaitable[web.Response]]:
        async def handle(_: web.Request) -> web.Response:
            return web.json_response(await answer())

        return handle

    def told(answer: Callable[[Json], Awaitable[Json]]) -> Callable[[web.Request], Awaitable[web.Response]]:
        async def handle(request: web.Request) -> web.Response:
            try:
                said: Any = await request.json()
                return web.json_response(await answer(said))
            except (NoSuch, KeyError) as error:
                return web.json_response({"error": str(error)}, status=BAD)

        return handle

    app.router.add_get("/control/wire", wire)
    app.router.add_get("/control/scene", read(stage.scene))
    app.router.add_get("/control/next_due", read(stage.next_due))
    for name in ("to_next_due", "dismiss", "first_steps", "afresh"):
        app.router.add_post(f"/control/{name}", told(getattr(stage, name)))

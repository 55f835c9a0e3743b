"""What is switched from outside: faults, archived channels, a removed bot, forgotten metadata, and case time."""

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict

import aiohttp

from sandbox.refusals import NoSuch
from sandbox.residents import BOT_USER
from sandbox.town import Channel, Json
from sandbox.world import World


class Switches:
    """Each method is one call of the control API under the same name."""

    def __init__(self, world: World, bot_urls: Sequence[str]) -> None:
        self._world, self._bot_urls = world, bot_urls

    async def faults(self, said: Json) -> Json:
        return asdict(self._world.faults.add(said))

    async def duplicate(self, said: Json) -> Json:
        self._world.duplicates = int(said["count"])
        return {}

    async def limits(self, said: Json) -> Json:
        self._world.rules.limits_enabled = bool(said["enabled"])
        return {}

    async def rules(self, said: Json) -> Json:
        self._world.rules.drop_metadata = bool(said["drop_metadata"])
        return {"drop_metadata": self._world.rules.drop_metadata}

    def _room(self, said: Json) -> Channel:
        found = self._world.town.channel(str(said.get("channel")))
        if found is None or found.kind == "im":
            raise NoSuch("no_such_channel")
        return found

    async def archive(self, said: Json) -> Json:
        self._room(said).archived = True
        return {}

    async def unarchive(self, said: Json) -> Json:
        self._room(said).archived = False
        return {}

    async def kick(self, said: Json) -> Json:
        """The bot is removed from a channel."""
        room = self._room(said)
        room.members.discard(BOT_USER)
        room.bot_was_removed = True
        return {}

    async def invite(self, said: Json) -> Json:
        """The bot is invited to a channel."""
        room = self._room(said)
        room.members.add(BOT_USER)
        room.bot_was_removed = False
        return {}

    async def time(self, said: Json) -> Json:
        """Move case time, forward or back, for every bot that runs; one that starts later asks for it."""
        self._world.case_offset += float(said["advance_seconds"])
        moved = {"case_offset_seconds": self._world.case_offset}
        async with aiohttp.ClientSession() as session:
            await asyncio.gather(*(_moves(session, url.rstrip("/"), moved) for url in self._bot_urls))
        return moved


async def _moves(session: aiohttp.ClientSession, bot_url: str, moved: Json) -> None:
    with suppress(aiohttp.ClientConnectionError):
        async with session.post(f"{bot_url}/sandbox/time", json=moved) as answer:
            answer.raise_for_status()

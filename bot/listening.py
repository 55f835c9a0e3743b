"""Where HTTP comes in."""

import asyncio

from aiohttp import web

STEPS = 3  # turns of the loop from accepting a connection to having it: the task, its transport, its protocol


class Site(web.TCPSite):
    """A site that has what it accepted before it closes. asyncio (https://github.com/python/cpython/issues/109564)
    forgets a connection that is accepted while its server closes: who made it would wait until the process is gone.
    """

    __slots__ = ()

    async def stop(self) -> None:
        """Accept nothing more, take what was accepted, close."""
        loop = asyncio.get_running_loop()
        if isinstance(self._server, asyncio.Server):
            for listening in self._server.sockets:
                loop.remove_reader(listening.fileno())
            for _ in range(STEPS):
                await asyncio.sleep(0)
        await super().stop()

"""A connection that comes while Ombud stops is answered or closed, never forgotten."""

import asyncio
import gc
import socket
import warnings

import pytest
from aiohttp import web

from bot.listening import Site

ASKED = b"GET /here HTTP/1.1\r\nHost: ombud\r\nConnection: close\r\n\r\n"


async def _here(_: web.Request) -> web.Response:
    return web.Response(text="here")


async def _heard(turns: int, site: type[web.TCPSite]) -> tuple[bytes | None, list[str]]:
    """What a client hears who connects `turns` of the loop before the server stops (None: nothing, and the connection
    stays open), and what Python warns of.
    """
    http = web.Application()
    http.router.add_get("/here", _here)
    runner = web.AppRunner(http, access_log=None)
    await runner.setup()
    await site(runner, "127.0.0.1", 0).start()
    with socket.create_connection(runner.addresses[0][:2]) as client, warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always")
        client.sendall(ASKED)
        client.setblocking(False)
        for _ in range(turns):
            await asyncio.sleep(0)
        await runner.cleanup()
        try:
            heard: bytes | None = client.recv(1000)
        except ConnectionResetError:
            heard = b""
        except BlockingIOError:
            heard = None
        gc.collect()
    return heard, [str(one.message) for one in warned]


@pytest.mark.parametrize("turns", range(8))
async def test_who_connects_while_it_stops_is_answered_or_sent_away(turns: int) -> None:
    heard, warned = await _heard(turns, Site)
    assert heard is not None
    assert heard == b"" or b"200 OK" in heard
    assert warned == []


async def test_asyncio_still_forgets_such_a_connection() -> None:
    forgotten = [turns for turns in range(8) if (await _heard(turns, web.TCPSite))[1]]
    assert forgotten, "Site is no longer needed"

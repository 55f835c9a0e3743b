"""The sandbox before several bots is a load balancer: each in its turn, and never one request to two of them."""

from collections.abc import AsyncIterator

import pytest_asyncio
from aiohttp import web

from bot.places import MANIFEST
from bot.practice import free_port
from sandbox.delivery import HttpBot
from sandbox.manifest import read_manifest
from sandbox.world import Keys, World

WORLD = World(read_manifest(MANIFEST), Keys("s", "xoxb-1", "xapp-1"))


class Bots:
    """Two that listen: one answers, one hangs up in the middle of a request. `heard` says which of them was asked."""

    def __init__(self) -> None:
        self.urls: list[str] = []
        self.heard: list[str] = []

    async def answers(self, _: web.Request) -> web.Response:
        self.heard.append("answers")
        return web.json_response({"text": "hello"})

    async def hangs_up(self, request: web.Request) -> web.Response:
        self.heard.append("hangs up")
        assert request.transport is not None
        request.transport.abort()
        return web.Response()


@pytest_asyncio.fixture
async def bots() -> AsyncIterator[Bots]:
    made, runners = Bots(), []
    for answer in (made.answers, made.hangs_up):
        app = web.Application()
        app.router.add_post("/slack/events", answer)
        runners.append(web.AppRunner(app))
        await runners[-1].setup()
        await web.TCPSite(runners[-1], "127.0.0.1", 0).start()
        made.urls.append(f"http://127.0.0.1:{runners[-1].addresses[0][1]}")
    yield made
    for runner in runners:
        await runner.cleanup()


async def test_one_that_refuses_the_connection_is_passed_over(bots: Bots) -> None:
    balancer = HttpBot(WORLD, [bots.urls[0], f"http://127.0.0.1:{free_port()}"])
    acked = [await balancer.send("slash_commands", {"text": "x"}, {}) for _ in range(4)]
    await balancer.close()
    assert [one.status for one in acked] == ["ok"] * 4
    assert bots.heard == ["answers"] * 4


async def test_a_request_that_was_begun_goes_to_nobody_else(bots: Bots) -> None:
    balancer = HttpBot(WORLD, bots.urls)
    acked = [(await balancer.send("slash_commands", {"text": "x"}, {})).status for _ in range(4)]
    await balancer.close()
    assert (sorted(acked), sorted(bots.heard)) == (["error", "error", "ok", "ok"], ["answers"] * 2 + ["hangs up"] * 2)
    assert [one == "ok" for one in acked] == [one == "answers" for one in bots.heard]


async def test_where_no_bot_runs_slack_has_an_error() -> None:
    for urls in ([], [f"http://127.0.0.1:{free_port()}"] * 2):
        balancer = HttpBot(WORLD, urls)
        assert (await balancer.send("events_api", {}, {})).status == "error"
        await balancer.close()

"""The sandbox as one aiohttp application."""

from collections.abc import AsyncIterator, Sequence
from pathlib import Path

from aiohttp import web

from sandbox.acting import Acting
from sandbox.control import Control, add_control
from sandbox.delivery import HttpBot, SocketBot
from sandbox.downloads import add_downloads
from sandbox.events import Events
from sandbox.manifest import read_manifest
from sandbox.page import add_page
from sandbox.reply_hooks import add_reply_hooks
from sandbox.stage import add_stage, heard
from sandbox.switches import Switches
from sandbox.web_api import add_web_api
from sandbox.world import Keys, World

WORLD = web.AppKey("world", World)


def create_app(
    manifest_path: Path, *, mode: str, bot_urls: Sequence[str], signing_secret: str, bot_token: str, app_token: str
) -> web.Application:
    """Slack with the manifest's app installed; `mode` is `http` or `socket`, `bot_urls` are the bot's replicas. Set
    `app[WORLD].url` once it listens.
    """
    world = World(read_manifest(manifest_path), Keys(signing_secret, bot_token, app_token))
    events = Events(world)
    app = web.Application()
    app[WORLD] = world
    bot = HttpBot(world, bot_urls) if mode == "http" else SocketBot(world)
    if isinstance(bot, SocketBot):
        app.router.add_get("/socket", bot.serve)
    world.send = heard(world, bot.send)

    async def lifetime(_: web.Application) -> AsyncIterator[None]:
        yield
        events.stop()
        await bot.close()

    async def disconnect(_: web.Application) -> None:
        await bot.close()

    app.cleanup_ctx.append(lifetime)
    app.on_shutdown.append(disconnect)
    add_web_api(app, world)
    add_reply_hooks(app, world)
    add_downloads(app, world)
    add_control(app, world, Control(world), Acting(world, events), Switches(world, bot_urls))
    add_stage(app, world, bot_urls)
    add_page(app)
    return app


async def listen(app: web.Application, port: int) -> tuple[web.AppRunner, str]:
    """Serve on loopback; `port` 0 picks a free one. The runner must be cleaned up; the URL ends in a slash."""
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", port)
    await site.start()
    real = runner.addresses[0][1]
    app[WORLD].url = f"http://127.0.0.1:{real}/"
    return runner, app[WORLD].url

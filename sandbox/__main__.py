"""`python -m sandbox`: Slack on loopback."""

import argparse
import asyncio
import signal
from pathlib import Path

from sandbox.server import create_app, listen


def main() -> None:
    parser = argparse.ArgumentParser(prog="sandbox", description="Slack on loopback, for trying and testing.")
    parser.add_argument("--port", type=int, default=3900)
    parser.add_argument("--manifest", type=Path, default=Path("manifest.yml"))
    parser.add_argument("--mode", choices=("http", "socket"), default="http")
    parser.add_argument("--bot-url", nargs="+", default=["http://127.0.0.1:3000"])
    parser.add_argument("--signing-secret", default="sandbox-secret")
    parser.add_argument("--bot-token", default="xoxb-sandbox")
    parser.add_argument("--app-token", default="xapp-sandbox")
    asyncio.run(_serve(parser.parse_args()))


async def _serve(given: argparse.Namespace) -> None:
    app = create_app(
        given.manifest,
        mode=given.mode,
        bot_urls=given.bot_url,
        signing_secret=given.signing_secret,
        bot_token=given.bot_token,
        app_token=given.app_token,
    )
    stopped = asyncio.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(name, stopped.set)
    runner, url = await listen(app, given.port)
    print(f"sandbox ready {url}", flush=True)  # noqa: T201 -- whoever starts it waits for this line
    await stopped.wait()
    await runner.cleanup()


main()

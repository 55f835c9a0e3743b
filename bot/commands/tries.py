"""`ombud try`: sandbox, bot and starter rulebook on loopback, until Ctrl-C."""

import asyncio
import signal
import tempfile
from pathlib import Path

import typer

SANDBOX, BOT = 3900, 3901


def try_() -> None:
    """Open a practice workspace on this machine: fictional people, nothing leaves it. Ctrl-C ends all of it.

    Example:
      ombud try

    """
    asyncio.run(_until_stopped())


async def _until_stopped() -> None:
    stopped = asyncio.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(name, stopped.set)
    from bot.practice import practice

    with tempfile.TemporaryDirectory(prefix="ombud-try-") as room:
        database = f"sqlite:///{room}/ombud.db"
        async with practice(Path(room), database, sandbox_port=SANDBOX, bot_port=BOT, own_tongues=True) as made:
            made.world.renew = made.renew
            typer.echo(f"Ombud is ready: {made.url}#ana/C0GENERAL  (Ctrl-C ends it)")
            await stopped.wait()

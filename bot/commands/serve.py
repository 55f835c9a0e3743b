"""`ombud serve`: the bot itself."""

import asyncio
import errno
import signal
from pathlib import Path
from typing import Annotated

import aiohttp
import typer
from slack_sdk.errors import SlackApiError

from bot.commands.stopping import FAILED, stop
from bot.composition import Ombud
from bot.logs import write_logs
from bot.settings import BadSettings, environment, read_settings
from handlers.slack.errors import slack_said
from storage.exceptions import Fault
from storage.files import BrokenFiles
from storage.reading import BrokenCasework


def serve(
    casework: Annotated[Path | None, typer.Option(help="Queues, severities and clocks.")] = None,
    roster: Annotated[Path | None, typer.Option(help="Who is on call, and roles.")] = None,
    rulebook: Annotated[Path | None, typer.Option(help="The rulebook's folder.")] = None,
    *,
    migrate: Annotated[bool, typer.Option(help="Bring the database to this release first.")] = True,
) -> None:
    """Run the bot, over HTTP or Socket Mode, until it is told to stop.

    Example:
      SLACK_BOT_TOKEN=xoxb-… SLACK_SIGNING_SECRET=… OMBUD_MASTER_KEY_FILE=key.txt ombud serve

    """
    try:
        env = environment()
        write_logs(env)
        settings = read_settings(env, casework, roster, rulebook)
        asyncio.run(_until_stopped(Ombud(settings, migrate=migrate)))
    except (BadSettings, BrokenCasework, BrokenFiles, ValueError) as error:
        stop("\n".join(map(str, error.args)) or str(error))
    except Fault as fault:
        stop(str(fault), FAILED)
    except SlackApiError as error:
        stop(f"Slack refused: {slack_said(error)}. `ombud doctor` checks the token.", FAILED)
    except (aiohttp.ClientError, OSError) as error:
        if getattr(error, "errno", None) == errno.EADDRINUSE:
            stop(f"Port {settings.port} is taken. Set OMBUD_PORT to a free one.", FAILED)
        stop(f"Slack cannot be reached ({type(error).__name__}). Check the network and OMBUD_SLACK_API_URL.", FAILED)


async def _until_stopped(ombud: Ombud) -> None:
    stopped = asyncio.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(name, stopped.set)
    await ombud.start()
    mode = "Socket Mode" if ombud.settings.socket_mode else "HTTP"
    typer.echo(f"Ombud serves over {mode} on http://{ombud.settings.host}:{ombud.settings.port}/")
    running, asked = asyncio.create_task(ombud.run()), asyncio.create_task(stopped.wait())
    await asyncio.wait({running, asked}, return_when=asyncio.FIRST_COMPLETED)
    running.cancel()
    asked.cancel()
    (ended,) = await asyncio.gather(running, return_exceptions=True)
    await ombud.stop()
    if isinstance(ended, Exception):
        raise ended

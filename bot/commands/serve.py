"""`ombud serve`: the bot itself."""

import asyncio
import logging
import signal
from pathlib import Path
from typing import Annotated

import aiohttp
import typer
from slack_sdk.errors import SlackApiError

from bot.commands.opening import FAILED, stop
from bot.composition import Ombud
from bot.settings import BadSettings, Settings, environment, read_settings
from handlers.slack.errors import slack_said
from storage.exceptions import Fault
from storage.files import BrokenFiles
from storage.migrate import upgrade
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
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    for noisy in ("slack_bolt", "slack_sdk", "apscheduler", "aiohttp", "alembic", "bm25s"):
        logging.getLogger(noisy).setLevel(logging.WARNING)
    try:
        settings = read_settings(environment(), casework, roster, rulebook)
        if migrate:
            upgrade(settings.database_url)
        asyncio.run(_until_stopped(settings))
    except (BadSettings, BrokenCasework, BrokenFiles, ValueError) as error:
        stop("\n".join(map(str, error.args)) or str(error))
    except Fault as fault:
        stop(str(fault), FAILED)
    except SlackApiError as error:
        stop(f"Slack refused: {slack_said(error)}. `ombud doctor` checks the token.", FAILED)
    except (aiohttp.ClientError, OSError) as error:
        stop(f"Slack cannot be reached ({type(error).__name__}). Check the network and OMBUD_SLACK_API_URL.", FAILED)


async def _until_stopped(settings: Settings) -> None:
    ombud = Ombud(settings)
    stopped = asyncio.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(name, stopped.set)
    await ombud.start()
    mode = "Socket Mode" if settings.socket_mode else "HTTP"
    typer.echo(f"Ombud serves over {mode} on http://{settings.host}:{settings.port}/")
    await stopped.wait()
    await ombud.stop()

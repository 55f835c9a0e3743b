"""`ombud doctor`: what is wrong with this installation, and what to do about each."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from typing import Any

import aiohttp
import typer
import yaml
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.clock import Clock
from bot.commands.stopping import FAILED
from bot.places import MANIFEST
from bot.setting_names import misspelt
from bot.settings import BadSettings, Settings, environment, read_settings
from domain.cases.casework import Casework
from domain.cases.roster import Roster
from domain.cases.roster_check import check_roster
from domain.rulebook.codes import Weight
from handlers.locale.catalogue import wording_problems
from handlers.slack.errors import slack_said
from storage.casework_files import read_casework
from storage.database import Database
from storage.exceptions import Fault
from storage.files import check_rulebook
from storage.migrate import check_schema
from storage.reading import BrokenCasework
from storage.roster_files import read_roster

PAIR = 2


def doctor() -> None:
    """Check tokens, scopes, channels, database, migrations, key, rulebook and roster; exits 1 where something is wrong.

    Example:
      ombud doctor

    """
    written = environment()
    try:
        settings = read_settings(written, None, None, None)
    except BadSettings as error:
        typer.echo(f"✗ {error}")
        raise typer.Exit(FAILED) from error
    findings = [*misspelt(written), *asyncio.run(_all(settings))]
    for finding in findings:
        typer.echo(f"✗ {finding}")
    if findings:
        raise typer.Exit(FAILED)
    typer.echo("✓ Settings, key, database, rulebook, casework, roster and Slack are in order.")


async def _all(settings: Settings) -> list[str]:
    errors = [one for one in check_rulebook(settings.rulebook) if one.weight is Weight.ERROR]
    wrong = [*errors[:5], *wording_problems(settings.rulebook / "notices")[:5]]
    findings = [f"{problem} (`ombud rulebook check` lists them)" for problem in wrong]
    findings += [finding async for finding in _database(settings)]
    try:
        casework, roster = read_casework(settings.casework), read_roster(settings.roster)
    except BrokenCasework as error:
        return [*findings, *map(str, error.args)]
    findings += [*check_roster(roster, casework, Clock().now()), *_trust(casework, roster)]
    return [*findings, *[finding async for finding in _slack(settings, casework, roster)]]


async def _database(settings: Settings) -> AsyncIterator[str]:
    database = Database(settings.database_url)
    try:
        await database.read(check_schema)
        await database.read(settings.vault().check)
    except (Fault, BadSettings) as error:
        yield str(error)
    finally:
        database.close()


def _trust(casework: Casework, roster: Roster) -> Iterator[str]:
    if not casework.emergency:
        yield "casework.yml: say under `emergency` whom to call when somebody is in danger"
    if not casework.outsider:
        yield "casework.yml: name an `outsider`, who is asked where everybody else is kept out of a case"
    if not roster.holders(("operator",)):
        yield "roster.yml: nobody has the role `operator`; they hear when a case has nobody or a channel is gone"
    for severity, rule in casework.four_eyes.items():
        if len(roster.holders(rule.approvers)) < PAIR:
            roles = ", ".join(sorted(rule.approvers))
            yield f"four_eyes.{severity}: fewer than two people have a role of {roles}; a proposer never approves"
    if len(roster.holders(casework.name_openers)) < PAIR:
        yield "name_openers: fewer than two people have these roles, so no confidential name can be opened"


async def _slack(settings: Settings, casework: Casework, roster: Roster) -> AsyncIterator[str]:
    client = AsyncWebClient(token=settings.bot_token, base_url=settings.api_url, timeout=10, retry_handlers=[])
    try:
        said = await client.auth_test()
    except SlackApiError as error:
        yield f"Slack refuses SLACK_BOT_TOKEN ({slack_said(error)}); install the app again and copy its token"
        return
    except (aiohttp.ClientError, OSError, TimeoutError):
        yield f"{settings.api_url} cannot be reached; check the network and OMBUD_SLACK_API_URL"
        return
    granted = {scope.strip() for scope in (said.headers or {}).get("x-oauth-scopes", "").split(",") if scope.strip()}
    wanted: set[str] = set(yaml.safe_load(MANIFEST.read_text(encoding="utf-8"))["oauth_config"]["scopes"]["bot"])
    if granted and (missing := wanted - granted):
        yield f"the app lacks the scopes {', '.join(sorted(missing))}; add them from `ombud manifest` and install again"
    for queue in casework.queues.values():
        if (finding := await _channel(client, queue.channel, private=True)) is not None:
            yield f"queue {queue.name}: {finding}"
    if casework.witness and (finding := await _channel(client, casework.witness.channel, private=False)) is not None:
        yield f"witness: {finding}"

    on_call = {person for rotation in roster.rotations.values() for person in rotation.members}
    for person in sorted(on_call | {override.person for override in roster.overrides}):
        if (finding := await _person(client, person)) is not None:
            yield f"roster.yml: {finding}"


async def _person(client: AsyncWebClient, user: str) -> str | None:
    """Why somebody who is on call cannot be, if so. https://docs.slack.dev/reference/methods/users.info"""
    try:
        found: Any = (await client.users_info(user=user))["user"]
    except SlackApiError as error:
        return f"Slack says {slack_said(error)} of {user}; copy the member ID from the person's profile"
    if found.get("deleted"):
        return f"{user} is deactivated; name somebody else"
    if found.get("is_restricted") or found.get("is_ultra_restricted"):
        return f"{user} is a guest, whom Ombud does not answer; name a member"
    return f"{user} is a bot; name a person" if found.get("is_bot") else None


async def _channel(client: AsyncWebClient, channel: str, *, private: bool) -> str | None:
    try:
        found: Any = (await client.conversations_info(channel=channel))["channel"]
    except SlackApiError as error:
        return f"Slack says {slack_said(error)} of channel {channel}; invite the bot, or correct casework.yml"
    if private and not (found.get("is_private") or found.get("is_group")):
        return f"channel {channel} is public; cases belong into a private channel"
    return None if found.get("is_member", True) else f"the bot is not in {channel}; invite it with /invite @ombud"

"""Fetching a file that somebody gave to Ombud in Slack, with the bot's own token, from Slack alone."""

import asyncio
import logging
from dataclasses import dataclass
from urllib.parse import urlsplit

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from handlers.slack.errors import slack_said

log = logging.getLogger("ombud.handlers")
HOME = ".slack.com"
OK = 200


@dataclass(frozen=True, slots=True)
class Downloaded:
    """A file's name and media type as Slack tells them, and what is in it."""

    name: str
    media: str
    content: bytes


@dataclass(frozen=True, slots=True)
class TooLong:
    """It has more bytes than were asked for; nothing was fetched."""


async def download(client: AsyncWebClient, file: str, most: int) -> Downloaded | TooLong | None:
    """The file with an id, of at most so many bytes; None where Slack does not hand it over. Slack answers with a page
    of its own where a scope is missing, so what comes must have the size that was announced.
    https://docs.slack.dev/reference/objects/file-object
    """
    try:
        said = await client.files_info(file=file)
        about = said["file"]
        if int(about["size"]) > most:
            return TooLong()
        content = await _fetched(client, str(about.get("url_private_download") or about["url_private"]))
    except SlackApiError as error:
        log.warning("files.info was refused: %s", slack_said(error))
        return None
    except (aiohttp.ClientError, TimeoutError, asyncio.IncompleteReadError, KeyError, ValueError) as error:
        log.warning("a file could not be fetched: %s", type(error).__name__)
        return None
    if content is None or len(content) != int(about["size"]):
        log.warning("Slack handed over something else than the file; does the app have the scope files:read?")
        return None
    return Downloaded(str(about.get("name") or file), str(about.get("mimetype") or "application/octet-stream"), content)


async def _fetched(client: AsyncWebClient, url: str) -> bytes | None:
    """The token goes to Slack's own hosts and to no other."""
    to, home = urlsplit(url), urlsplit(client.base_url)
    slacks = to.scheme == "https" and (to.hostname or "").endswith(HOME)
    if not (slacks or (to.scheme, to.netloc) == (home.scheme, home.netloc)) or client.session is None:
        return None
    heads = {"Authorization": f"Bearer {client.token}"}
    async with client.session.get(url, headers=heads, allow_redirects=False) as answer:
        return await answer.read() if answer.status == OK else None

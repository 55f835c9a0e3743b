"""The sandbox without a bot, seen through the real slack_sdk and its control API."""

from dataclasses import dataclass, field
from typing import Any

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from sandbox.world import Acked, World

MODAL = {"type": "modal", "title": {"type": "plain_text", "text": "Hello"}, "blocks": [{"type": "divider"}]}


@dataclass(slots=True)
class Slack:
    url: str
    world: World
    client: AsyncWebClient
    http: aiohttp.ClientSession
    payloads: list[Any] = field(default_factory=list)


async def refused(call: Any) -> Any:
    with pytest.raises(SlackApiError) as error:
        await call
    return error.value.response


async def control(slack: Slack, action: str, **said: Any) -> Any:
    async with slack.http.post(f"{slack.url}control/{action}", json=said) as answer:
        return await answer.json()


def answering(slack: Slack, *answers: Acked) -> list[dict[str, str]]:
    """Put a bot in place that answers as told; returns the headers it is sent."""
    left, seen = list(answers), []

    async def send(_kind: str, payload: Any, headers: dict[str, str]) -> Acked:
        seen.append(headers)
        slack.payloads.append(payload)
        return left.pop(0)

    slack.world.send = send
    return seen

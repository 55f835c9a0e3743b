"""What Slack said about somebody is remembered for ten minutes at most, of so many people at most, and no longer."""

from collections.abc import AsyncIterator
from dataclasses import dataclass

import aiohttp
import pytest
import pytest_asyncio
from slack_sdk.web.async_client import AsyncWebClient

from bot.places import MANIFEST
from handlers.slack.people import KEPT, UNANSWERED, People, Standing
from sandbox.server import WORLD, create_app, listen
from sandbox.world import World


@dataclass(slots=True)
class Asked:
    world: World
    people: People
    now: float = 0.0

    def count(self) -> int:
        return sum(call["method"] == "users.info" for call in self.world.sent)


@pytest_asyncio.fixture
async def asked() -> AsyncIterator[Asked]:
    app = create_app(MANIFEST, mode="http", bot_urls=[], signing_secret="s", bot_token="xoxb-1", app_token="xapp-1")
    runner, url = await listen(app, 0)
    async with aiohttp.ClientSession() as http:
        client = AsyncWebClient("xoxb-1", base_url=f"{url}api/", session=http, retry_handlers=[])
        made = Asked(app[WORLD], People(client, "T0HOUSE", lambda: made.now, room=3))
        yield made
    await runner.cleanup()


@pytest.mark.parametrize(
    ("user", "standing"),
    [
        ("U0ANA", Standing.MEMBER),
        ("U0IVO", Standing.GUEST),
        ("U0NIA", Standing.STRANGER),
        ("U0NOBODY", Standing.MEMBER),
    ],
)
async def test_what_somebody_is(asked: Asked, user: str, standing: Standing) -> None:
    assert (await asked.people.person(user)).standing is standing


async def test_the_language_somebody_reads(asked: Asked) -> None:
    assert asked.people.known("U0DEE") is None
    assert (await asked.people.person("U0DEE")).locale == "en-GB"
    assert asked.people.known("U0DEE") is not None


async def test_an_answer_is_kept_for_ten_minutes(asked: Asked) -> None:
    for now, count in ((0.0, 1), (KEPT - 1, 1), (KEPT, 2)):
        asked.now = now
        assert (await asked.people.person("U0IVO")).standing is Standing.GUEST
        assert asked.count() == count


async def test_no_answer_is_kept_for_half_a_minute(asked: Asked) -> None:
    asked.world.faults.add({"method": "users.info", "kind": "500"})
    assert (await asked.people.person("U0IVO")).standing is not Standing.GUEST
    asked.now = UNANSWERED - 1
    assert (await asked.people.person("U0IVO")).standing is not Standing.GUEST
    asked.now = UNANSWERED
    assert (await asked.people.person("U0IVO")).standing is Standing.GUEST


async def test_only_so_many_are_remembered(asked: Asked) -> None:
    for user in ("U0ANA", "U0BO", "U0CAI", "U0DEE", "U0DEE"):
        await asked.people.person(user)
    assert asked.count() == 4
    await asked.people.person("U0ANA")
    assert asked.count() == 5

"""A practice workspace on demand."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path

import aiohttp
import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page
from slack_sdk.web.async_client import AsyncWebClient

from bot.commands.site import site
from bot.places import MANIFEST, STARTER
from bot.practice import Practice
from sandbox.server import WORLD, create_app, listen
from tests.sandbox.browser import chromium
from tests.sandbox.quick import quick
from tests.sandbox.wire import Slack


@pytest.fixture
def town_factory(tmp_path: Path) -> Callable[[], AbstractAsyncContextManager[Practice]]:
    return lambda: quick(tmp_path)


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The starter's pages, which nobody changes."""
    folder = tmp_path_factory.mktemp("site") / "policy"
    site(folder, draft=STARTER)
    return folder


@pytest_asyncio.fixture
async def slack() -> AsyncIterator[Slack]:
    keys = {"signing_secret": "s", "bot_token": "xoxb-1", "app_token": "xapp-1"}
    app = create_app(MANIFEST, mode="http", bot_urls=(), **keys)
    runner, url = await listen(app, 0)
    async with aiohttp.ClientSession() as http:
        client = AsyncWebClient("xoxb-1", base_url=f"{url}api/", session=http, retry_handlers=[])
        yield Slack(url, app[WORLD], client, http)
    await runner.cleanup()


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    """One Chromium for all; tests that use it run in the session's loop."""
    async with chromium() as made:
        yield made


@pytest_asyncio.fixture(loop_scope="session")
async def page(browser: Browser) -> AsyncIterator[Page]:
    """A tab of one's own, in which no script may break."""
    context = await browser.new_context()
    made = await context.new_page()
    broken: list[str] = []
    made.on("pageerror", lambda error: broken.append(str(error)))
    yield made
    await context.close()
    assert broken == []


@pytest_asyncio.fixture(loop_scope="session")
async def town(tmp_path: Path) -> AsyncIterator[Practice]:
    """A practice workspace of one's own, for tests in a browser."""
    async with quick(tmp_path) as made:
        yield made


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def common(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Practice]:
    """One workspace for all tests that look at nothing that others leave behind: no case, no moved time."""
    room = tmp_path_factory.mktemp("common")
    async with quick(room) as made:
        yield made

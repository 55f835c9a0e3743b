"""axe-core finds nothing: on every kind of page, in light and dark, on a telephone and on a large screen."""

from collections.abc import AsyncIterator
from typing import Literal

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page

from bot.practice import Practice
from tests.sandbox.accessible import complaints
from tests.sandbox.browser import MESSAGE, become, send
from tests.sandbox.quick import quick

pytestmark = pytest.mark.asyncio(loop_scope="session")
SIZES = {"telephone": (360, 740), "large": (1600, 900)}


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def house(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Practice]:
    """A workspace in which something happened."""
    room = tmp_path_factory.mktemp("house")
    async with quick(room) as town:
        asked = await town.control("message", user="ana", channel="C0GENERAL", text="Who knows the new model?")
        await town.control("message", user="bo", channel="C0GENERAL", text="I do.", thread_ts=asked["ts"])
        await town.reports("ana", "I pasted a customer log into the model.")
        await town.hears("bo", "Case 1", "G0DESK")
        await town.control("close", user="ana")
        yield town


@pytest_asyncio.fixture(loop_scope="session", params=["telephone", pytest.param("large", marks=pytest.mark.wide)])
async def sized(browser: Browser, request: pytest.FixtureRequest) -> AsyncIterator[Page]:
    width, height = SIZES[request.param]
    context = await browser.new_context(viewport={"width": width, "height": height}, reduced_motion="reduce")
    yield await context.new_page()
    await context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_axe_finds_nothing(house: Practice, sized: Page, scheme: Literal["light", "dark"]) -> None:
    page, url = sized, house.url
    await page.emulate_media(color_scheme=scheme)
    found: dict[str, list[str]] = {}

    async def look(name: str) -> None:
        wide = await page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        found[name] = [*await complaints(page), *(["scrolls sideways"] if wide > 0 else [])]

    await become(page, url, "cai", "C0RECORD")
    await look("start")
    await become(page, url, "ana", "C0GENERAL")
    await page.get_by_role("textbox", name=MESSAGE).fill("/")
    await look("channel, with commands offered")
    await send(page, "/policy ask may I fine-tune on support chats?")
    await page.get_by_text("Only visible to you").first.wait_for()
    await look("answer")
    await page.get_by_role("button", name="1 reply").click()
    await page.get_by_role("textbox", name="Reply in thread").wait_for()
    await look("thread")
    await become(page, url, "ana", "D0ANA")
    await look("direct messages")
    for person in ("ana", "bo"):
        await become(page, url, person, f"D0{person.upper()}")
        await page.get_by_role("button", name="Home", exact=True).click()
        await page.get_by_role("region", name="Home").get_by_role("heading").first.wait_for()
        await look(f"Home of {person}")
    await become(page, url, "bo", "G0DESK")
    await page.get_by_role("button", name="Recuse myself").first.click()
    await page.get_by_role("alertdialog").wait_for()
    await look("confirm dialog")
    await page.get_by_role("alertdialog").get_by_role("button", name="Cancel").click()
    await page.get_by_role("button", name="Decide", exact=True).first.click()
    await page.get_by_label("Finding").wait_for()
    await page.get_by_role("dialog").get_by_role("button", name="Decide", exact=True).click()
    await page.get_by_text("Please complete this required field.").first.wait_for()
    await look("dialogue with errors")
    await page.get_by_role("dialog").get_by_role("button", name="Cancel").click()
    await page.get_by_role("button", name="Move time").click()
    await look("clock")
    await page.keyboard.press("Escape")
    await page.get_by_role("button", name="Backstage").click()
    await page.get_by_role("listitem").filter(has_text="view").first.locator("summary").click()
    await look("wire")
    await page.get_by_role("tab", name="Faults").click()
    await page.get_by_role("button", name="Switch on").wait_for()
    await look("faults")
    await page.goto(f"{url}?both=ana,bo")
    right = page.frame_locator("[title='Workspace on the right']")
    await right.get_by_role("button", name="Acknowledge").wait_for()
    await look("side by side")
    assert {name: each for name, each in found.items() if each} == {}


async def test_a_planted_violation_is_found(house: Practice, sized: Page) -> None:
    await become(sized, house.url, "ana", "C0GENERAL")
    await sized.evaluate("document.getElementById('topic').style.color = '#ccc'")
    await sized.evaluate("document.querySelector('main').append(document.createElement('input'))")
    found = " ".join(await complaints(sized))
    assert "color-contrast" in found
    assert "label" in found


async def test_a_planted_violation_in_a_frame_is_found(house: Practice, sized: Page) -> None:
    await sized.goto(f"{house.url}?both=ana,bo")
    right = sized.frame_locator("[title='Workspace on the right']")
    await right.get_by_role("textbox", name=MESSAGE).wait_for()
    await sized.frames[-1].evaluate("document.querySelector('main').append(document.createElement('input'))")
    assert "label" in " ".join(await complaints(sized))

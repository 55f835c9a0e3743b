"""A real headless Chromium on a practice workspace."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from playwright.async_api import Browser, Frame, Page, async_playwright

CHROMIUM = "/usr/bin/chromium"
MESSAGE = re.compile("^Message ")


@asynccontextmanager
async def chromium() -> AsyncIterator[Browser]:
    """The browser of the system; fails where it is missing."""
    async with async_playwright() as driver:
        browser = await driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        try:
            yield browser
        finally:
            await browser.close()


async def become(page: Page, url: str, handle: str, channel: str) -> None:
    """Be a resident in a conversation, in a page loaded anew."""
    await page.goto("about:blank")
    await page.goto(f"{url}#{handle}/{channel}")
    await page.get_by_role("textbox", name=MESSAGE).wait_for()


async def send(page: Page | Frame, text: str) -> None:
    """Type a line into the message box and send it."""
    box = page.get_by_role("textbox", name=MESSAGE)
    await box.fill(text)
    await box.press("Enter")


async def report(page: Page | Frame, text: str) -> None:
    """`/report`, filled in and sent."""
    await send(page, "/report")
    await page.get_by_label("What happened?").fill(text)
    await page.get_by_label("What kind of matter is it?").select_option(value="near_miss")
    await page.get_by_role("button", name="Send report").click()


async def decide(page: Page | Frame) -> None:
    """The decision form, filled in and sent."""
    await page.get_by_role("button", name="Decide", exact=True).last.click()
    await page.get_by_label("Finding").select_option(value="violation")
    await page.get_by_role("combobox", name="Clauses").fill("customer")
    await page.get_by_role("option", name="data-customer-personal").first.click()
    await page.get_by_label("Intent").select_option(value="inadvertent")
    await page.get_by_label("Reasons").fill("The log held names of customers.")
    await page.get_by_role("dialog").get_by_role("button", name="Decide", exact=True).click()
    await page.get_by_role("dialog").get_by_role("button", name="Done").click()


async def anonymous(page: Page | Frame, text: str, about: str) -> str:
    """An anonymous report about somebody, sent; the code that it shows."""
    await send(page, "/report")
    await page.get_by_label("What happened?").fill(text)
    await page.get_by_label("What kind of matter is it?").select_option(value="abuse")
    await page.get_by_role("combobox", name="Is it about somebody?").click()
    await page.get_by_role("option", name=about, exact=True).click()
    await page.get_by_role("button", name=f"Remove {about}").wait_for()
    await page.get_by_role("radio", name="Anonymous").check()
    await page.get_by_role("button", name="Send report").click()
    return await page.get_by_role("dialog", name="Your code").locator("pre").inner_text()

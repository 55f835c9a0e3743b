"""Takes the pictures of README and docs from the running page: `python -m tests.sandbox.pictures`."""

import asyncio
import tempfile
from pathlib import Path

from playwright.async_api import Browser, Page

from bot.practice import Practice, practice
from tests.sandbox.browser import anonymous, become, chromium, decide, report, send
from tests.test_house import ROOT

PICTURES = ROOT / "docs" / "pictures"
SIZE = {"width": 1160, "height": 720}


async def snap(page: Page, name: str) -> None:
    """The page as it stands, without a blinking cursor."""
    await page.wait_for_load_state()
    await page.evaluate("document.fonts.ready")
    await page.screenshot(path=PICTURES / f"{name}.png", caret="hide", animations="disabled")


async def ask(page: Page, url: str) -> None:
    await become(page, url, "ana", "C0GENERAL")
    await send(page, "/policy ask may I fine-tune on support chats?")
    await page.get_by_text("Only visible to you").first.wait_for()
    await snap(page, "page")
    await page.emulate_media(color_scheme="dark")
    await snap(page, "page-dark")
    await page.emulate_media(color_scheme="light")
    await page.get_by_role("button", name="Dismiss first steps").click()
    await send(page, "/policy ask may I bring my dog to the office?")
    await page.get_by_text("does not cover this").wait_for()
    await snap(page, "not-covered")


async def main_job(page: Page, url: str) -> None:
    await send(page, "/report I pasted a customer log into the model.")
    await page.get_by_label("What happened?").wait_for()
    await snap(page, "report")
    await page.get_by_role("button", name="Cancel").click()
    await page.get_by_role("dialog").wait_for(state="hidden")
    await report(page, "I pasted a customer log into the model.")
    await page.get_by_text("Your report is case 1.").wait_for()
    await snap(page, "receipt")
    await page.get_by_role("button", name="Done").click()
    await become(page, url, "bo", "G0DESK")
    await page.get_by_role("button", name="Acknowledge").wait_for()
    await snap(page, "card")
    await page.get_by_role("button", name="Open", exact=True).click()
    await page.get_by_role("dialog").get_by_text("I pasted a customer log").wait_for()
    await snap(page, "case")
    await page.get_by_role("button", name="Close", exact=True).click()
    await page.get_by_role("dialog").wait_for(state="hidden")
    await page.get_by_role("button", name="Decide", exact=True).click()
    await page.get_by_label("Finding").wait_for()
    await snap(page, "decide")
    await page.get_by_role("button", name="Cancel").click()
    await page.get_by_role("dialog").wait_for(state="hidden")
    await decide(page)
    await become(page, url, "ana", "D0ANA")
    await page.get_by_text("The log held names").wait_for()
    await snap(page, "outcome")


async def trust(page: Page, town: Practice) -> None:
    await become(page, town.url, "ana", "C0GENERAL")
    await anonymous(page, "Client files were fed to a chatbot.", "Fen Weber")
    await snap(page, "code")
    await town.hears("bo", "Case 2", "G0DESK")
    await become(page, town.url, "bo", "G0DESK")
    await decide(page)
    await become(page, town.url, "dee", "D0DEE")
    await page.get_by_role("button", name="Review proposal").click()
    await page.get_by_label("Approve").wait_for()
    await snap(page, "proposal")
    await page.get_by_role("button", name="Cancel").click()


async def around(page: Page, town: Practice) -> None:
    """Two people side by side, the wire, another language, Home, and the queue."""
    await town.reports("hal", "A draft with client names went to the wrong assistant.")
    await town.control("close", user="hal")
    await become(page, town.url, "bo", "G0DESK")
    await page.get_by_role("button", name="Backstage").click()
    await page.get_by_role("listitem").filter(has_text="acked in").last.wait_for()
    await snap(page, "backstage")
    await become(page, town.url, "fen", "C0GENERAL")
    await send(page, "/report")
    await page.get_by_role("dialog").wait_for()
    await snap(page, "german")
    await page.goto(f"{town.url}?both=ana,bo")
    await page.frame_locator("[title='Workspace on the right']").get_by_role("button", name="Acknowledge").wait_for()
    await snap(page, "side-by-side")
    if town.world.manifest.home_tab:
        await become(page, town.url, "bo", "D0BO")
        await page.get_by_role("button", name="Home", exact=True).click()
        await page.get_by_role("region", name="Home").get_by_role("heading").first.wait_for()
        await snap(page, "home")
    if town.world.manifest.command("/desk"):
        await become(page, town.url, "bo", "G0DESK")
        await send(page, "/desk queue")
        await page.get_by_text("Only visible to you").first.wait_for()
        await snap(page, "queue")


async def telephone(browser: Browser, url: str) -> None:
    page = await browser.new_page(viewport={"width": 360, "height": 720}, reduced_motion="reduce")
    await become(page, url, "bo", "G0DESK")
    await page.get_by_role("button", name="Dismiss first steps").click()
    await page.get_by_role("button", name="Acknowledge").first.wait_for()
    await snap(page, "telephone")


async def take() -> None:
    """The main job, photographed."""
    with tempfile.TemporaryDirectory() as room:
        async with practice(Path(room), f"sqlite:///{room}/ombud.db") as town, chromium() as browser:
            page = await browser.new_page(viewport=SIZE, reduced_motion="reduce")
            await ask(page, town.url)
            await main_job(page, town.url)
            await trust(page, town)
            await around(page, town)
            await telephone(browser, town.url)


if __name__ == "__main__":
    asyncio.run(take())

"""Takes the pictures of README and docs from the running page: `python -m tests.sandbox.pictures`."""

import asyncio
import tempfile
from pathlib import Path

from bot.practice import practice
from tests.sandbox.browser import anonymous, become, chromium, decide, report, send
from tests.test_house import ROOT

PICTURES = ROOT / "docs" / "pictures"


async def take() -> None:
    """The main job, photographed."""
    with tempfile.TemporaryDirectory() as room:
        async with practice(Path(room), f"sqlite:///{room}/ombud.db") as town, chromium() as browser:
            page = await browser.new_page(viewport={"width": 1200, "height": 760})
            await become(page, town.url, "ana", "C0GENERAL")
            await send(page, "/policy ask may I fine-tune on support chats?")
            await page.get_by_text("Only visible to you").first.wait_for()
            await page.screenshot(path=PICTURES / "page.png")
            await send(page, "/policy ask may I bring my dog to the office?")
            await page.get_by_text("does not cover this").wait_for()
            await page.screenshot(path=PICTURES / "not-covered.png")
            await send(page, "/report I pasted a customer log into the model.")
            await page.get_by_label("What happened?").wait_for()
            await page.screenshot(path=PICTURES / "report.png")
            await page.get_by_role("button", name="Cancel").click()
            await page.get_by_role("dialog").wait_for(state="hidden")
            await report(page, "I pasted a customer log into the model.")
            await page.get_by_text("Your report is case 1.").wait_for()
            await page.screenshot(path=PICTURES / "receipt.png")
            await page.get_by_role("button", name="Done").click()
            await become(page, town.url, "bo", "G0DESK")
            await page.get_by_role("button", name="Acknowledge").wait_for()
            await page.screenshot(path=PICTURES / "card.png")
            await page.get_by_role("button", name="Decide", exact=True).click()
            await page.get_by_label("Finding").wait_for()
            await page.screenshot(path=PICTURES / "decide.png")
            await page.get_by_role("button", name="Cancel").click()
            await page.get_by_role("dialog").wait_for(state="hidden")
            await decide(page)
            await become(page, town.url, "ana", "D0ANA")
            await page.get_by_text("The log held names").wait_for()
            await page.screenshot(path=PICTURES / "outcome.png")
            await become(page, town.url, "ana", "C0GENERAL")
            await anonymous(page, "Client files were fed to a chatbot.", "Fen Weber")
            await page.screenshot(path=PICTURES / "code.png")
            await town.hears("bo", "Case 2", "G0DESK")
            await become(page, town.url, "bo", "G0DESK")
            await decide(page)
            await become(page, town.url, "dee", "D0DEE")
            await page.get_by_role("button", name="Review proposal").click()
            await page.get_by_label("Approve").wait_for()
            await page.screenshot(path=PICTURES / "proposal.png")


if __name__ == "__main__":
    asyncio.run(take())

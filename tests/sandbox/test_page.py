"""The main job in a browser, by clicking and by keyboard alone."""

from pathlib import Path

from bot.practice import practice
from tests.sandbox.browser import become, chromium, decide, report, send


async def test_the_main_job_by_clicking(tmp_path: Path) -> None:
    async with practice(tmp_path, f"sqlite:///{tmp_path}/ombud.db") as town, chromium() as browser:
        page = await browser.new_page()
        broken: list[str] = []
        page.on("pageerror", lambda error: broken.append(str(error)))
        await become(page, town.url, "ana", "C0GENERAL")
        await send(page, "/policy ask may I fine-tune on support chats?")
        await page.get_by_text("Only visible to you").wait_for()
        await page.get_by_text("data-fine-tuning-support").first.wait_for()
        await report(page, "I pasted a customer log into the model.")
        await page.get_by_text("Your report is case 1.").wait_for()
        await page.get_by_role("button", name="Done").click()
        await become(page, town.url, "bo", "G0DESK")
        await page.get_by_role("button", name="Acknowledge").click()
        await page.get_by_text("acknowledged this").wait_for()
        await decide(page)
        await become(page, town.url, "ana", "D0ANA")
        await page.get_by_text("The log held names of customers.").wait_for()
        assert broken == []


async def test_the_report_by_keyboard_alone(tmp_path: Path) -> None:
    async with practice(tmp_path, f"sqlite:///{tmp_path}/ombud.db") as town, chromium() as browser:
        page = await browser.new_page(viewport={"width": 360, "height": 740})
        await become(page, town.url, "emi", "C0GENERAL")
        await page.get_by_role("combobox", name="Message or /command").focus()
        await page.keyboard.type("/r")
        await page.get_by_role("option", name="/report").wait_for()
        for key in ("ArrowDown", "Enter", "Enter"):
            await page.keyboard.press(key)
        await page.get_by_role("dialog").wait_for()
        await page.keyboard.type("A draft with client names went to the wrong assistant.")
        await page.keyboard.press("Tab")
        await page.keyboard.type("Near")
        for _ in range(4):
            if await page.evaluate("document.activeElement.textContent") == "Send report":
                break
            await page.keyboard.press("Tab")
        await page.get_by_role("button", name="Send report").focus()
        await page.keyboard.press("Enter")
        await page.get_by_text("Your report is case 1.").wait_for()
        await page.keyboard.press("Escape")
        await page.get_by_role("dialog").wait_for(state="hidden")
        wide = await page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
        assert not wide

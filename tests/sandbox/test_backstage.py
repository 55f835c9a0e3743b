"""The page's clock, wire, faults and first steps."""

import time
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from playwright.async_api import Page, expect

from bot.practice import Practice
from tests.sandbox.browser import become, send

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_time_moves_to_the_next_due_time_that_the_bot_names(town: Practice, page: Page) -> None:
    await town.reports("ana", "I pasted a customer log into the model.")
    await town.hears("bo", "You are on call")
    async with town.http.get(f"{town.url}control/next_due") as answer:
        seconds = (await answer.json())["seconds"]
    assert 0 < seconds <= 2 * 3600  # at least the nudge before the promise to acknowledge
    await become(page, town.url, "bo", "D0BO")
    await page.get_by_role("button", name="Move time").click()
    await page.get_by_role("button", name="To the next due time in ").click()
    await expect(page.get_by_role("button", name="Move time")).to_contain_text("ahead")
    assert abs(town.world.case_offset - seconds) < 60


async def test_time_moves_to_a_chosen_time(town: Practice, page: Page) -> None:
    await become(page, town.url, "emi", "C0GENERAL")
    await page.get_by_role("button", name="Move time").click()
    there = datetime.fromtimestamp(time.time() + 3 * 86400, ZoneInfo("Asia/Tokyo"))
    await page.get_by_label("To a chosen time").fill(there.strftime("%Y-%m-%dT%H:%M"))
    await page.get_by_role("button", name="Go", exact=True).click()
    await expect(page.get_by_role("button", name="Move time")).to_contain_text("ahead")
    assert abs(town.world.case_offset - 3 * 86400) < 120


async def test_the_wire_shows_request_ack_and_calls(common: Practice, page: Page) -> None:
    await become(page, common.url, "ana", "C0GENERAL")
    await page.get_by_role("button", name="Backstage").click()
    await send(page, "/report")
    await page.get_by_role("dialog").get_by_role("button", name="Cancel").click()
    line = page.get_by_role("listitem").filter(has_text="views.open").first
    await expect(line).to_contain_text("ok")
    await expect(page.get_by_role("listitem").filter(has_text="/report").first).to_contain_text("acked in")
    await line.get_by_text("views.open").click()
    await expect(line.get_by_role("region", name="Arguments")).to_contain_text("trigger_id")


async def test_a_fault_is_switched_on_and_slack_says_so(common: Practice, page: Page) -> None:
    await become(page, common.url, "ana", "C0GENERAL")
    await page.get_by_role("button", name="Backstage").click()
    await page.get_by_role("tab", name="Wire").press("ArrowRight")
    await page.get_by_label("Slack's method").select_option("views.open")
    await page.get_by_role("button", name="Switch on").click()
    await page.get_by_text("views.open: the next call is refused").wait_for()
    await page.get_by_role("button", name="Close the drawer").click()
    await send(page, "/report I lost a laptop.")
    await page.get_by_role("article").get_by_text("I lost a laptop.").wait_for()
    await expect(page.get_by_role("dialog")).to_have_count(0)


async def test_an_archived_channel_takes_no_message(common: Practice, page: Page) -> None:
    await become(page, common.url, "ana", "C0GENERAL")
    await page.get_by_role("button", name="Backstage").click()
    await page.get_by_role("tab", name="Faults").click()
    await page.get_by_role("group", name="#general").get_by_label("archived").check()
    await page.get_by_text("#general is archived: nobody can write here.").wait_for()
    await page.get_by_role("group", name="#general").get_by_label("archived").uncheck()
    await page.get_by_role("button", name="Send").first.wait_for()


async def test_a_bot_that_is_away_is_slacks_own_error(town: Practice, page: Page) -> None:
    await town.reports("ana", "I pasted a customer log into the model.")
    await town.hears("bo", "Case 1", "G0DESK")
    await become(page, town.url, "bo", "G0DESK")
    await town.kill_bot()
    await page.get_by_role("button", name="Acknowledge").click()
    await page.get_by_role("status").get_by_text("This app is not responding.").wait_for()
    await send(page, "/policy help")
    await page.get_by_text('/policy failed with the error "dispatch_failed"').wait_for()


async def test_first_steps_tick_by_what_happened_and_can_be_dismissed(town: Practice, page: Page) -> None:
    await become(page, town.url, "emi", "C0GENERAL")
    ask = page.get_by_role("listitem").filter(has=page.get_by_role("button", name="Ask as Ana"))
    await page.get_by_role("button", name="Ask as Ana").click()
    await expect(ask).to_contain_text("to do")  # a click on the card is nothing that happened
    await town.asks("hal", "ask may I fine-tune on support chats?")
    await expect(ask).to_contain_text("done")
    await page.get_by_role("button", name="Start again").click()
    await expect(ask).to_contain_text("to do")
    await page.get_by_role("button", name="Dismiss first steps").click()
    await expect(ask).to_have_count(0)
    await page.get_by_role("button", name="First steps").click()
    await expect(page.get_by_role("button", name="Dismiss first steps")).to_be_focused()


async def test_everything_starts_afresh(town: Practice, page: Page) -> None:
    town.world.renew = town.renew
    await town.reports("hal", "I pasted a customer log into the model.")
    await town.hears("bo", "Case 1", "G0DESK")
    await become(page, town.url, "ana", "C0GENERAL")
    await page.get_by_role("button", name="Backstage").click()
    await page.get_by_role("tab", name="Faults").click()
    await page.get_by_role("button", name="Start afresh…").click()
    async with page.expect_event("load"):
        await page.get_by_role("alertdialog", name="Start afresh?").get_by_role("button", name="Start afresh").click()
    await page.get_by_text("0 of 3 done").wait_for()
    assert await town.messages("bo", "G0DESK") == []
    await town.reports("hal", "The second time, from the beginning.")
    await town.hears("bo", "Case 1", "G0DESK")

"""The main job in a browser, by clicking and by keyboard alone, and two people side by side."""

import pytest
from playwright.async_api import Browser, Page, expect

from bot.practice import Practice
from tests.sandbox.browser import MESSAGE, become, decide, report, send

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_the_main_job_by_clicking(town: Practice, page: Page) -> None:
    await become(page, town.url, "ana", "C0GENERAL")
    await page.get_by_role("button", name="Ask as Ana").click()
    await page.get_by_role("button", name="Send").first.click()
    await page.get_by_text("Only visible to you").wait_for()
    await page.get_by_text("data-fine-tuning-support").first.wait_for()
    await report(page, "I pasted a customer log into the model.")
    await page.get_by_text("Your report is case 1.").wait_for()
    await page.get_by_role("button", name="Done").click()
    await page.get_by_role("button", name="Review as Bo").click()
    await page.get_by_role("button", name="Acknowledge").click()
    await page.get_by_text("acknowledged this").wait_for()
    await decide(page)
    await expect(page.get_by_role("status").filter(has_text="All done")).to_be_visible()
    await page.get_by_label("You are").select_option(label="Ana Reis (employee)")
    await page.get_by_role("button", name="Ombud, direct messages").click()
    await page.get_by_text("The log held names of customers.").wait_for()


async def test_the_report_by_keyboard_alone(town: Practice, browser: Browser) -> None:
    page = await browser.new_page(viewport={"width": 360, "height": 740})
    await become(page, town.url, "emi", "C0GENERAL")
    await page.get_by_role("link", name="Skip to the message box").focus()
    await page.keyboard.press("Enter")
    await page.keyboard.type("/r")
    await page.get_by_role("option", name="/report").wait_for()
    for key in ("ArrowDown", "Enter", "Enter"):
        await page.keyboard.press(key)
    await page.get_by_role("dialog").wait_for()
    await page.keyboard.type("A draft with client names went to the wrong assistant.")
    await page.keyboard.press("Tab")
    await page.keyboard.type("Near")
    for _ in range(20):  # the time at which it happened has seven stops of its own
        await page.keyboard.press("Tab")
        if await page.evaluate("document.activeElement.textContent") == "Send report":
            break
    await page.keyboard.press("Enter")
    await page.get_by_text("Your report is case 1.").wait_for()
    await page.keyboard.press("Escape")
    await page.get_by_role("dialog").wait_for(state="hidden")
    await expect(page.get_by_role("textbox", name=MESSAGE)).to_be_focused()
    wide = await page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
    await page.close()
    assert not wide


async def test_two_people_side_by_side(town: Practice, page: Page) -> None:
    await become(page, town.url, "ana", "C0GENERAL")
    await page.get_by_role("button", name="Side by side").click()
    left = page.frame_locator("[title='Workspace on the left']")
    right = page.frame_locator("[title='Workspace on the right']")
    await left.get_by_role("textbox", name=MESSAGE).fill("/report")
    await left.get_by_role("textbox", name=MESSAGE).press("Enter")
    await left.get_by_label("What happened?").fill("I pasted a customer log into the model.")
    await left.get_by_label("What kind of matter is it?").select_option(value="near_miss")
    await right.get_by_role("textbox", name="Message #policy-desk").wait_for()  # Ana's window does not stand before Bo
    await left.get_by_role("button", name="Send report").click()
    await right.get_by_role("button", name="Acknowledge").click()
    await right.get_by_text("acknowledged this").wait_for()
    await page.get_by_role("button", name="Move time").click()
    await page.get_by_role("button", name="+4 hours").click()
    await expect(page.get_by_role("button", name="Move time")).to_contain_text("4 h ahead")


async def test_a_thread_is_read_and_answered_beside(common: Practice, page: Page) -> None:
    await common.control("message", user="bo", channel="C0GENERAL", text="Who has used the new model?")
    await become(page, common.url, "ana", "C0GENERAL")
    said = page.get_by_role("article").filter(has_text="Who has used the new model?").first
    await said.hover()
    await said.get_by_role("button", name="More actions").click()
    await page.get_by_role("menuitem", name="Reply in thread").click()
    thread = page.get_by_role("region", name="Thread")
    reply = thread.get_by_role("textbox", name="Reply in thread")
    await reply.fill("I have.")
    await reply.press("Enter")
    await thread.get_by_text("I have.").wait_for()
    await thread.get_by_role("button", name="Close the thread").click()
    await expect(page.get_by_role("button", name="1 reply")).to_be_focused()
    await page.get_by_label("You are").select_option(value="bo")
    await expect(page.get_by_role("button", name="1 reply")).to_contain_text("1 new")
    await page.get_by_role("button", name="1 reply").click()
    await thread.get_by_text("I have.").wait_for()


async def test_what_was_not_read_is_marked(common: Practice, page: Page) -> None:
    await become(page, common.url, "ana", "C0GENERAL")
    await common.control("message", user="bo", channel="C0AIHELP", text="Hello")
    await page.get_by_role("button", name="channel ai-help, 1 unread").click()
    await page.get_by_text("Hello").wait_for()
    await page.get_by_role("button", name="channel general").click()
    await page.get_by_role("button", name="channel ai-help", exact=True).wait_for()


async def test_names_are_completed_and_mention(common: Practice, page: Page) -> None:
    await become(page, common.url, "ana", "C0GENERAL")
    box = page.get_by_role("textbox", name=MESSAGE)
    await box.press_sequentially("Hi @Bo")
    await page.get_by_role("option", name="@Bo Lindqvist").click()
    await box.press("Enter")
    await page.get_by_role("article").get_by_text("@Bo Lindqvist").wait_for()
    assert (await common.messages("bo", "C0GENERAL"))[-1].raw["text"] == "Hi <@U0BO>"


async def test_a_message_for_one_alone_can_be_put_away(common: Practice, page: Page) -> None:
    await become(page, common.url, "gil", "C0GENERAL")
    await send(page, "/policy help")
    answer = page.get_by_role("article").filter(has_text="Only visible to you")
    await answer.hover()
    await answer.get_by_role("button", name="More actions").click()
    await page.get_by_role("menuitem", name="Dismiss this message").click()
    await expect(answer).to_have_count(0)


async def test_on_a_telephone_people_and_conversations_are_one_press_away(common: Practice, page: Page) -> None:
    await page.set_viewport_size({"width": 360, "height": 740})
    await become(page, common.url, "emi", "C0GENERAL")
    await page.get_by_role("button", name="Emi Tanaka: people and conversations").click()
    await expect(page.get_by_label("You are")).to_be_focused()
    await page.get_by_role("button", name="channel ai-help").click()
    await page.get_by_role("textbox", name="Message #ai-help").wait_for()
    await page.get_by_role("button", name="Emi Tanaka: people and conversations").click()
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("button", name="Emi Tanaka: people and conversations")).to_be_focused()


async def test_times_are_shown_without_boxes_where_no_font_has_the_glyphs(common: Practice, page: Page) -> None:
    await common.control("message", user="bo", channel="C0GENERAL", text="Hello, Emi.")
    await become(page, common.url, "emi", "C0GENERAL")
    shown = (
        await page.get_by_role("article").filter(has_text="Hello, Emi.").locator("header time").get_attribute("title")
    )
    drawn = await page.evaluate("import('/page/glyphs.js').then((glyphs) => glyphs.drawn('月'))")
    assert ("年" in str(shown)) == drawn
    assert await page.evaluate("import('/page/glyphs.js').then((glyphs) => glyphs.drawn('A'))")

"""Forms in a browser: an anonymous report by clicking alone, boxes, pickers, and dialogs that ask first."""

import re

import pytest
from playwright.async_api import Page, expect

from bot.practice import Practice
from tests.sandbox.browser import anonymous, become, decide

pytestmark = pytest.mark.asyncio(loop_scope="session")
CODE = re.compile(r"(?:[0-9A-Z]{4}-){4}[0-9A-Z]{5}")


async def test_an_anonymous_report_by_clicking(town: Practice, page: Page) -> None:
    await become(page, town.url, "emi", "C0GENERAL")
    code = await anonymous(page, "He feeds client files to a chatbot.", "Bo Lindqvist")
    assert CODE.fullmatch(code.strip())
    await page.get_by_role("button", name="Done").click()
    await page.get_by_text("Please complete this required field.").wait_for()
    await page.get_by_role("checkbox", name="I have saved the code").check()
    await page.get_by_role("button", name="Done").click()
    await page.get_by_role("dialog").wait_for(state="hidden")
    await town.hears("cai", "Case 1", "G0DESK")
    await town.clicks("bo", "case_open", "G0DESK")
    await town.hears("bo", "You are kept out of this case", "G0DESK")


async def test_somebody_is_picked_and_dropped_by_keyboard_alone(town: Practice, page: Page) -> None:
    await become(page, town.url, "emi", "C0GENERAL")
    await town.opens_report("emi")
    about = page.get_by_role("combobox", name="Is it about somebody?")
    await about.focus()
    await page.keyboard.type("lind")
    await page.get_by_role("option", name="Bo Lindqvist", exact=True).wait_for()
    for key in ("ArrowDown", "Enter"):
        await page.keyboard.press(key)
    await page.keyboard.type("morg")
    await page.get_by_role("option", name="Cai Morgan", exact=True).wait_for()
    for key in ("ArrowDown", "Enter"):
        await page.keyboard.press(key)
    await page.get_by_role("button", name="Remove Cai Morgan").wait_for()
    await page.keyboard.press("Backspace")
    await expect(page.get_by_role("button", name="Remove Cai Morgan")).to_have_count(0)
    await expect(page.get_by_role("button", name="Remove Bo Lindqvist")).to_be_visible()
    await page.keyboard.type("fen")
    await page.get_by_role("option", name="Fen Weber", exact=True).wait_for()
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("option", name="Fen Weber", exact=True)).to_have_count(0)
    await expect(page.get_by_role("dialog", name="Report")).to_be_visible()


async def test_a_recusal_asks_first(town: Practice, page: Page) -> None:
    await town.reports("ana", "pasted a customer log into the model")
    await town.hears("bo", "You are on call")
    await become(page, town.url, "bo", "G0DESK")
    recuse = page.get_by_role("button", name="Recuse myself")
    asked = page.get_by_role("alertdialog", name="Recuse myself")
    await recuse.click()
    await asked.get_by_role("button", name="Cancel").click()
    await expect(asked).to_have_count(0)
    await recuse.click()
    await expect(asked).to_contain_text("cannot be undone")
    await asked.get_by_role("button", name="Recuse myself").click()
    await town.hears("cai", "waits for you now")


async def test_buttons_in_a_dialogue_act_there_and_ask_first(town: Practice, page: Page) -> None:
    await town.reports("ana", "pasted a customer log into the model")
    await town.hears("dee", "Case 1", "G0DESK")
    await become(page, town.url, "dee", "G0DESK")
    await page.get_by_role("button", name="Open", exact=True).click()
    await page.get_by_role("button", name="Legal hold").click()
    await page.get_by_label("Reason").fill("A court asked for it.")
    await page.get_by_role("dialog").get_by_role("button", name="Place hold").click()
    await page.get_by_role("button", name="Done").click()
    await page.get_by_role("button", name="Close", exact=True).click()
    await page.get_by_role("button", name="Open", exact=True).click()
    await page.get_by_role("button", name="Lift the hold").click()
    await page.get_by_role("alertdialog").get_by_role("button", name="Lift the hold").click()
    await page.get_by_text("The hold is lifted.").wait_for()


async def test_a_proposal_is_answered_by_a_second_person(town: Practice, page: Page) -> None:
    await town.opens_report("ana")
    await town.submits("ana", text="sent client files to a stranger", kind="abuse", at_risk="no")
    await town.hears("bo", "Case 1", "G0DESK")
    await become(page, town.url, "bo", "G0DESK")
    await decide(page)
    await become(page, town.url, "dee", "D0DEE")
    await page.get_by_role("button", name="Review proposal").first.click()
    await page.get_by_role("radio", name="Approve").check()
    await page.get_by_role("dialog").get_by_role("button", name="Answer").click()
    await town.hears("ana", "is decided: ")

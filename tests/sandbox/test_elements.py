"""Every element of Block Kit that holds a value, filled in on the page by clicking, arrives in Slack's shape."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio
from aiohttp import web
from playwright.async_api import Page, expect

from bot.places import MANIFEST
from sandbox.server import WORLD, create_app, listen
from sandbox.town import Json
from sandbox.world import Acked, World
from tests.sandbox.accessible import complaints
from tests.sandbox.browser import become

pytestmark = pytest.mark.asyncio(loop_scope="session")


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


OPTIONS = [{"text": plain(name), "value": name.lower()} for name in ("One", "Two", "Three")]
GROUPS = [{"label": plain("Few"), "options": OPTIONS[:1]}, {"label": plain("Many"), "options": OPTIONS[1:]}]
CONFIRM = {"title": plain("Really?"), "text": plain("This is for good."), "confirm": plain("Yes"), "deny": plain("No")}


def asked(name: str, kind: str, *, required: bool = True, **more: Any) -> Json:
    element = {"type": kind, "action_id": name, **more}
    return {"type": "input", "block_id": name, "label": plain(name), "element": element, "optional": not required}


FORM = {
    "type": "modal", "title": plain("Everything"), "submit": plain("Send"), "callback_id": "all",
    "blocks": [
        {"type": "header", "block_id": "h", "text": plain("All of it")},
        asked("Words", "plain_text_input", multiline=True, max_length=200),
        asked("Number", "number_input", is_decimal_allowed=False, min_value="1"),
        asked("Mail", "email_text_input"),
        asked("Address", "url_text_input"),
        asked("Static", "static_select", options=OPTIONS),
        asked("Grouped", "static_select", option_groups=GROUPS),
        asked("Several", "multi_static_select", options=OPTIONS),
        asked("Found", "external_select", min_query_length=1),
        asked("Person", "users_select"),
        asked("People", "multi_users_select", initial_users=["U0CAI"]),
        asked("Place", "conversations_select"),
        asked("Places", "multi_conversations_select"),
        asked("Radio", "radio_buttons", options=OPTIONS),
        asked("Boxes", "checkboxes", options=OPTIONS),
        asked("Day", "datepicker"),
        asked("Hour", "timepicker"),
        asked("Moment", "datetimepicker"),
        asked("File", "file_input", filetypes=["txt"], max_files=2),
        {"type": "actions", "block_id": "acts", "elements": [
            {"type": "button", "action_id": "press", "text": plain("Press"), "confirm": CONFIRM},
            {"type": "overflow", "action_id": "more", "options": OPTIONS},
            {"type": "static_select", "action_id": "now", "placeholder": plain("Act now"), "options": OPTIONS},
        ]},
    ],
}  # fmt: skip

PICKED = (
    ("Several", "one", "One"),
    ("Several", "thr", "Three"),
    ("Found", "x", "Found it"),
    ("Person", "bo", "Bo Lindqvist"),
    ("People", "dee", "Dee Okafor"),
    ("Place", "gen", "#general"),
    ("Places", "help", "#ai-help"),
)


class Bot:
    """Hears what the page's person sends, and finds one option."""

    def __init__(self) -> None:
        self.heard: list[Json] = []

    async def send(self, _kind: str, payload: Json, _headers: Json) -> Acked:
        self.heard.append(payload)
        found = {"options": [{"text": plain("Found it"), "value": "found"}]}
        return Acked("ok", found if payload.get("type") == "block_suggestion" else None, 1)


@pytest_asyncio.fixture(loop_scope="session")
async def world() -> AsyncIterator[World]:
    app: web.Application = create_app(
        MANIFEST, mode="http", bot_urls=(), signing_secret="s", bot_token="xoxb-1", app_token="xapp-1"
    )
    runner, _ = await listen(app, 0)
    yield app[WORLD]
    await runner.cleanup()


async def test_every_element_is_filled_in_by_clicking(world: World, page: Page) -> None:
    bot = Bot()
    world.send = bot.send
    await become(page, world.url, "ana", "C0GENERAL")
    world.views.open("U0ANA", FORM)
    dialog = page.get_by_role("dialog", name="Everything")
    await dialog.get_by_label("Words").fill("Some words")
    await dialog.get_by_label("Number").fill("7")
    await dialog.get_by_label("Mail").fill("ana@harbour-house.example")
    await dialog.get_by_label("Address").fill("https://harbour-house.example")
    await dialog.get_by_label("Static").select_option("two")
    await dialog.get_by_label("Grouped").select_option("three")
    for name, typed, option in PICKED:
        await dialog.get_by_role("combobox", name=name, exact=True).fill(typed)
        await dialog.get_by_role("listbox", name=f"Choices for {name}").get_by_role("option", name=option).click()
    await dialog.get_by_role("radio", name="Two").check()
    await dialog.get_by_role("checkbox", name="Three").check()
    await dialog.get_by_label("Day").fill("2027-03-04")
    await dialog.get_by_label("Hour").fill("09:30")
    await dialog.get_by_label("Moment").fill("2027-07-01T12:00")
    await dialog.get_by_label("File", exact=True).set_input_files(
        {"name": "log.txt", "mimeType": "text/plain", "buffer": b"x"}
    )
    await dialog.get_by_role("button", name="Remove log.txt").wait_for()
    assert await complaints(page) == []
    await dialog.get_by_role("button", name="Send").click()
    await expect(dialog).to_have_count(0)
    values = bot.heard[-1]["view"]["state"]["values"]
    values.pop("acts")
    said = {name: next(value for key, value in state[name].items() if key != "type") for name, state in values.items()}
    assert (said["Words"], said["Number"], said["Mail"]) == ("Some words", "7", "ana@harbour-house.example")
    assert [said[name]["value"] for name in ("Static", "Grouped", "Found", "Radio")] == ["two", "three", "found", "two"]
    assert [[one["value"] for one in said[name]] for name in ("Several", "Boxes")] == [["one", "three"], ["three"]]
    assert (said["Person"], said["People"]) == ("U0BO", ["U0CAI", "U0DEE"])
    assert (said["Place"], said["Places"]) == ("C0GENERAL", ["C0AIHELP"])
    assert (said["Day"], said["Hour"], said["Moment"]) == ("2027-03-04", "09:30", 1814439600)  # Lisbon's summer
    assert [one["name"] for one in said["File"]] == ["log.txt"]


async def test_what_acts_at_once_asks_first_where_told_to(world: World, page: Page) -> None:
    bot = Bot()
    world.send = bot.send
    await become(page, world.url, "ana", "C0GENERAL")
    world.views.open("U0ANA", FORM)
    dialog = page.get_by_role("dialog", name="Everything")
    await dialog.get_by_label("Words").fill("Kept")
    await dialog.get_by_role("button", name="Press").click()
    await page.get_by_role("alertdialog", name="Really?").get_by_role("button", name="No").click()
    assert bot.heard == []
    await dialog.get_by_role("button", name="Press").click()
    await page.get_by_role("alertdialog", name="Really?").get_by_role("button", name="Yes").click()
    await dialog.get_by_role("button", name="More options").click()
    await page.get_by_role("menuitem", name="Two").click()
    async with page.expect_response("**/control/click_view"):
        await dialog.get_by_role("combobox", name="Act now").select_option("three")
    await expect(dialog.get_by_label("Words")).to_have_value("Kept")
    actions = [payload["actions"][0] for payload in bot.heard]
    assert [one["action_id"] for one in actions] == ["press", "more", "now"]
    assert [one["selected_option"]["value"] for one in actions[1:]] == ["two", "three"]
    assert bot.heard[0]["view"]["state"]["values"]["Words"]["Words"]["value"] == "Kept"

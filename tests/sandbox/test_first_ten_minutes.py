"""docs/first-ten-minutes.md, followed word by word in a browser."""

import re
import time

import pytest
from playwright.async_api import Locator, Page

from bot.practice import Practice
from tests.sandbox.browser import become
from tests.test_house import ROOT

SCRIPT = ROOT / "docs" / "first-ten-minutes.md"
STEP = re.compile(r"^\d+\. (.+?)(?=^\d+\. |^## |^That was)", re.MULTILINE | re.DOTALL)
SAID = re.compile(
    r"(?P<card>[Ii]n the card) \*(?P<where>[^*]+)\*"
    r"|(?P<press>[Pp]ress) \*\*(?P<button>[^*]+)\*\*"
    r"|(?P<tick>[Tt]ick) \*\*(?P<box>[^*]+)\*\*"
    r"|(?P<type>[Tt]ype) `(?P<text>[^`]+)` into \*\*(?P<field>[^*]+)\*\*"
    r"|(?P<choose>[Cc]hoose) \*\*(?P<option>[^*]+)\*\* in \*\*(?P<select>[^*]+)\*\*"
    r"|(?P<pick>[Pp]ick) \*\*(?P<found>[^*]+)\*\* in \*\*(?P<picker>[^*]+)\*\*"
    r"|(?P<read>read) \*(?P<seen>[^*]+)\*"
)


def steps() -> list[str]:
    return [" ".join(step.split()) for step in STEP.findall(SCRIPT.read_text())]


class Reader:
    """Does what the script says, and nothing else."""

    def __init__(self, page: Page) -> None:
        self.page, self.card = page, ""

    async def button(self, name: str) -> Locator:
        """In the dialogue that is open, else in the card that was named, else anywhere."""
        cards = self.page.get_by_role("article").filter(has_text=self.card)
        places: list[Page | Locator] = [
            self.page.get_by_role("dialog"),
            *([cards.first] if self.card else []),
            self.page,
        ]
        for place in places:
            exact = place.get_by_role("button", name=name, exact=True)
            if await exact.count():
                return exact.first
        return self.page.get_by_role("button", name=re.compile(f"^{re.escape(name)}")).first

    async def follow(self, step: str) -> None:
        self.card = ""
        for said in SAID.finditer(step):
            await self.does(said.groupdict())

    async def does(self, said: dict[str, str]) -> None:
        page = self.page
        if said["card"]:
            self.card = said["where"]
        elif said["press"]:
            await (await self.button(said["button"])).click()
        elif said["tick"]:
            await page.get_by_label(said["box"]).first.check()
        elif said["type"]:
            await page.get_by_label(said["field"]).first.fill(said["text"])
        elif said["choose"]:
            select = page.get_by_label(said["select"]).first
            starts = re.compile(f"^{re.escape(said['option'])}")
            option = await select.locator("option").filter(has_text=starts).first.get_attribute("value")
            await select.select_option(option)
        elif said["pick"]:
            await page.get_by_role("combobox", name=said["picker"]).fill(said["found"])
            choices = page.get_by_role("listbox", name=f"Choices for {said['picker']}")
            await choices.get_by_role("option").filter(has_text=said["found"]).first.click()
        else:
            await self.page.get_by_text(said["seen"]).filter(visible=True).first.wait_for()


def test_every_name_in_the_steps_is_part_of_an_instruction() -> None:
    assert len(steps()) == 10
    for step in steps():
        left = SAID.sub("", step)
        assert "**" not in left, left


@pytest.mark.asyncio(loop_scope="session")
async def test_the_first_ten_minutes(town: Practice, page: Page) -> None:
    await become(page, town.url, "ana", "C0GENERAL")
    began = time.monotonic()
    reader = Reader(page)
    for step in steps():
        await reader.follow(step)
    assert time.monotonic() - began < 600

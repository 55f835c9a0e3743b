"""The published rulebook as pages: axe-core finds nothing, the filter finds clauses, and no script is needed."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, expect

from bot.commands.site import site
from bot.places import STARTER
from domain.rulebook.clauses import Clause, Rulebook
from domain.rulebook.versions import RulebookPublished
from handlers.cards.links import Links
from handlers.locale.catalogue import read_catalogue
from handlers.web.site import Edition, pages, prose
from storage.files import read_rulebook
from tests.sandbox.accessible import complaints

pytestmark = pytest.mark.asyncio(loop_scope="session")
RULES = read_rulebook(STARTER)


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site") / "policy"
    site(folder, draft=STARTER)
    return folder


@pytest_asyncio.fixture(loop_scope="session")
async def page(browser: Browser) -> AsyncIterator[Page]:
    context = await browser.new_context(viewport={"width": 360, "height": 740}, reduced_motion="reduce")
    yield await context.new_page()
    await context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["index.html", "clauses/index.html", "clauses/data-secrets/index.html"])
async def test_axe_finds_nothing(out: Path, page: Page, name: str, scheme: Literal["light", "dark"]) -> None:
    await page.emulate_media(color_scheme=scheme)
    await page.goto((out / name).as_uri())
    assert await complaints(page) == []
    assert await page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0


async def test_the_filter_shows_what_has_the_words(out: Path, page: Page) -> None:
    await page.goto((out / "clauses" / "index.html").as_uri())
    await page.get_by_label("Show only clauses with these words").fill("password")
    await expect(page.get_by_role("status")).to_contain_text("Clauses found:")
    await expect(page.get_by_role("link", name=RULES.clauses["data-secrets"].title, exact=True)).to_be_visible()
    await expect(page.get_by_role("link", name=RULES.clauses["data-retention-prompts"].title)).to_be_hidden()
    await page.get_by_label("Show only clauses with these words").fill("zzzz")
    await expect(page.get_by_role("status")).to_have_text("Clauses found: 0")


async def test_without_scripts_the_list_is_whole(out: Path, browser: Browser) -> None:
    context = await browser.new_context(java_script_enabled=False)
    page = await context.new_page()
    await page.goto((out / "clauses" / "index.html").as_uri())
    await expect(page.locator("[data-words]")).to_have_count(len(RULES.clauses))
    await expect(page.locator("#search")).to_be_hidden()
    await context.close()


async def test_every_version_and_clause_stands_where_answers_link_to() -> None:
    at = datetime(2026, 3, 2, 12, tzinfo=UTC)
    versions = [replace(RULES, version="1.0.0"), replace(RULES, version="1.1.0")]
    editions = [
        Edition(one, RulebookPublished(one.name, one.version, "d", "Why & <how>.", "operator", at)) for one in versions
    ]
    made = dict(pages(read_catalogue().words("de"), editions))
    for rules in versions:
        for clause in rules.clauses.values():
            address = Links("https://rules.example.com").to(rules, clause)
            assert address is not None
            assert f"{address.removeprefix('https://rules.example.com/')}/index.html" in made
    assert "Why &amp; &lt;how&gt;." in made["1.1.0/index.html"]
    assert 'href="../../1.1.0/data-secrets/"' in made["clauses/data-secrets/index.html"]
    assert dict(pages(read_catalogue().words("de"), editions)) == made


async def test_what_a_clause_says_is_text() -> None:
    assert "<script>" not in prose("Hello <script>alert(1)</script> [x](javascript:alert(1))")
    odd = Clause('a"b', "<b>T</b>", "c", "Body.", scope="<i>")
    book = Rulebook("N&M", "1.0", {odd.id: odd})
    made = "".join(text for _, text in pages(read_catalogue().words("en"), [Edition(book, None)]))
    assert "<b>T" not in made
    assert "<i>" not in made
    assert 'a"b' not in made

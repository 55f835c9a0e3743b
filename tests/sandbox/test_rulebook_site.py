"""The published rulebook as pages: axe-core finds nothing, the filter finds clauses, and no script is needed; in each
language of the rulebook, and what is not translated, or not any more, says so.
"""

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
from domain.rulebook.clauses import Clause, Rulebook, TranslatedClause, Translation
from domain.rulebook.translations import source_digest
from domain.rulebook.versions import RulebookPublished
from handlers.cards.links import Links
from handlers.locale.catalogue import read_catalogue
from handlers.web.elements import prose
from handlers.web.pages import pages
from handlers.web.site import Edition
from storage.files import read_rulebook
from tests.sandbox.accessible import complaints

pytestmark = pytest.mark.asyncio(loop_scope="session")
RULES = read_rulebook(STARTER)
SECRETS, LOGS = RULES.clauses["data-secrets"], RULES.clauses["data-retention-prompts"]
JAPANESE = TranslatedClause(source_digest(SECRETS), "パスワードと鍵", "パスワードや鍵を\n入力しないこと。")
GERMAN = TranslatedClause(source_digest(SECRETS), "Passwörter und Schlüssel", "Geben Sie keine Passwörter ein.")
OUTDATED = TranslatedClause("sha256:of-before", "Aufbewahrung", "Nach 90 Tagen löschen.")
SPOKEN = replace(
    RULES,
    languages=("en", "de", "ja"),
    translations={
        "de": Translation({SECRETS.id: GERMAN, LOGS.id: OUTDATED}, "sha256:of-before", "Für alle."),
        "ja": Translation({SECRETS.id: JAPANESE}),
    },
)


@pytest.fixture(scope="module")
def spoken(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("spoken") / "policy"
    site(folder, draft=STARTER)  # the sheets and scripts
    for name, text in pages(read_catalogue(), [Edition(SPOKEN, None)]):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    return folder


@pytest_asyncio.fixture(loop_scope="session")
async def page(browser: Browser) -> AsyncIterator[Page]:
    context = await browser.new_context(viewport={"width": 360, "height": 740}, reduced_motion="reduce")
    yield await context.new_page()
    await context.close()


@pytest.mark.parametrize("width", [360, 1200])
@pytest.mark.parametrize(
    "name",
    [
        "de/index.html",
        "1.0.0/de/index.html",
        "clauses/de/data-retention-prompts/index.html",
        "clauses/ja/index.html",
        "clauses/de/what-may-be-done/index.html",
        "clauses/ja/what-follows/index.html",
        "1.0.0/de/outside-norms/index.html",
    ],
)
async def test_axe_finds_nothing_in_any_language(spoken: Path, page: Page, name: str, width: int) -> None:
    await page.set_viewport_size({"width": width, "height": 740})
    await page.goto((spoken / name).as_uri())
    assert await complaints(page) == []
    assert await page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0


async def test_a_reader_changes_the_language_and_stays_at_the_clause(spoken: Path, page: Page) -> None:
    await page.goto((spoken / "1.0.0" / "data-secrets" / "index.html").as_uri())
    german = page.get_by_role("link", name="Deutsch")
    assert await german.get_attribute("hreflang") == "de"
    assert await page.locator("link[rel=alternate]").count() == 3
    way = str(await german.get_attribute("href"))
    await page.goto((spoken / "1.0.0" / "data-secrets" / way / "index.html").as_uri())
    await expect(page.get_by_role("heading", name=GERMAN.title)).to_have_attribute("lang", "de")
    await expect(page.locator("html")).to_have_attribute("lang", "de")
    await expect(page.get_by_role("note")).to_have_text(
        "Das ist eine Übersetzung. Maßgeblich ist der Wortlaut auf Englisch."
    )
    await expect(page.locator("dd").first).to_have_text("Verbot")


async def test_an_outdated_translation_stands_beside_what_governs(spoken: Path, page: Page) -> None:
    await page.goto((spoken / "clauses" / "de" / LOGS.id / "index.html").as_uri())
    await expect(page.get_by_role("note")).to_contain_text("gehört zu einem früheren Wortlaut")
    older, governs = page.locator(".beside > section").all_inner_texts, page.locator(".beside div[lang=en]").first
    assert "Nach 90 Tagen löschen." in (await older())[0]
    await expect(governs).to_contain_text("Delete stored prompts and answers")
    await expect(governs).to_be_visible()


async def test_what_is_not_translated_says_so_and_is_shown_as_it_is(spoken: Path, page: Page) -> None:
    await page.goto((spoken / "clauses" / "ja" / LOGS.id / "index.html").as_uri())
    await expect(page.get_by_role("note")).to_have_text("まだ翻訳されていません。英語の文言を表示しています。")
    await expect(page.get_by_role("heading", name=LOGS.title)).to_have_attribute("lang", "en")


@pytest.mark.parametrize(
    ("language", "typed", "title"),
    [
        ("ja", "鍵とパスワードの入力", JAPANESE.title),
        ("de", "PASSWORTER", GERMAN.title),
        ("en", "pass word", SECRETS.title),
    ],
)
async def test_each_language_is_searched_by_its_own_words(
    spoken: Path, page: Page, language: str, typed: str, title: str
) -> None:
    await page.goto((spoken / "clauses" / language.replace("en", "") / "index.html").as_uri())
    await page.locator("#filter").fill(typed)
    await expect(page.get_by_role("link", name=title, exact=True)).to_be_visible()
    await expect(page.get_by_role("link", name="Data of children", exact=True)).to_be_hidden()
    await page.locator("#filter").fill("存在しない言葉 zzzz")
    await expect(page.locator("[data-words]:visible")).to_have_count(0)


async def test_answers_lead_to_the_page_of_the_askers_language() -> None:
    made = dict(pages(read_catalogue(), [Edition(SPOKEN, None)]))
    links = Links("https://rules.example.com")
    for language in ("en", "de", "ja", "fr"):
        address = links.to(SPOKEN, SECRETS, language)
        assert address is not None
        assert f"{address.removeprefix('https://rules.example.com/')}/index.html" in made
        assert links.named(address) == (SPOKEN.version, SECRETS.id)
    assert links.to(SPOKEN, SECRETS, "de") == "https://rules.example.com/1.0.0/de/data-secrets"
    assert (
        links.to(SPOKEN, SECRETS, "fr") == links.to(SPOKEN, SECRETS) == "https://rules.example.com/1.0.0/data-secrets"
    )


async def test_an_earlier_version_says_that_it_is_one() -> None:
    newer = replace(SPOKEN, version="2.0.0", clauses={LOGS.id: LOGS})
    made = dict(pages(read_catalogue(), [Edition(SPOKEN, None), Edition(newer, None)]))
    assert 'href="../../../clauses/de/data-retention-prompts/"' in made["1.0.0/de/data-retention-prompts/index.html"]
    assert 'Jetzt gilt Fassung 2.0.0. <a href="../../../clauses/de/"' in made["1.0.0/de/data-secrets/index.html"]
    assert "2.0.0 is in force now" not in made["2.0.0/index.html"] + made["clauses/index.html"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "name",
    [
        "index.html",
        "clauses/index.html",
        "clauses/data-secrets/index.html",
        "clauses/what-may-be-done/index.html",
        "clauses/what-follows/index.html",
        "clauses/outside-norms/index.html",
    ],
)
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
    made = dict(pages(read_catalogue("de"), editions))
    for rules in versions:
        for clause in rules.clauses.values():
            address = Links("https://rules.example.com").to(rules, clause)
            assert address is not None
            assert f"{address.removeprefix('https://rules.example.com/')}/index.html" in made
    assert "Why &amp; &lt;how&gt;." in made["1.1.0/index.html"]
    assert 'href="../../1.1.0/data-secrets/"' in made["clauses/data-secrets/index.html"]
    assert dict(pages(read_catalogue("de"), editions)) == made


async def test_what_a_clause_says_is_text() -> None:
    assert "<script>" not in prose("Hello <script>alert(1)</script> [x](javascript:alert(1))")
    odd = Clause('a"b', "<b>T</b>", "c", "Body.", scope="<i>")
    book = Rulebook("N&M", "1.0", {odd.id: odd})
    made = "".join(text for _, text in pages(read_catalogue(), [Edition(book, None)]))
    assert "<b>T" not in made
    assert "<i>" not in made
    assert 'a"b' not in made

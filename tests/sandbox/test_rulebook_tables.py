"""Matrix, ladder and outside norms as pages: what the tables say is what is ruled, by keyboard and on paper too, and
there is no page where there is nothing to say.
"""

from collections.abc import AsyncIterator
from dataclasses import replace
from html import escape
from pathlib import Path
from posixpath import dirname, normpath
from urllib.parse import unquote

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, expect

from bot.places import STARTER
from domain.rulebook.clauses import Clause, Rulebook, TranslatedLadder
from domain.rulebook.norm import Norm
from domain.rulebook.quoting import rungs, table
from handlers.locale.catalogue import read_catalogue
from handlers.web.pages import pages
from handlers.web.site import Edition
from storage.files import read_rulebook

pytestmark = pytest.mark.asyncio(loop_scope="session")
RULES = read_rulebook(STARTER)
IN_GERMAN = RULES.translations["de"]
MAY, FOLLOWS, NORMS = "what-may-be-done", "what-follows", "outside-norms"
RULINGS = {
    "allow": "Yes, you may",
    "allow_with_controls": "Yes, with controls",
    "council": "Not before the council has said yes",
    "prohibited": "No, this is prohibited",
}
COLUMNS = {
    MAY: "A nuisance that is put right within a day; Money, time or trust is lost; "
    "Somebody's health, rights, job or safety",
    FOLLOWS: "the first time; the second time; the third time or later",
}
# Of each cell of a table its row's header, the headers of its columns and its text; headers are found by their scope.
CELLS = """table => [...table.tBodies].flatMap(body => {
  const group = body.querySelector("th[scope=rowgroup]")?.textContent ?? "";
  const heads = [...table.tHead.rows].at(-1).cells;
  return [...body.rows].filter(row => row.querySelector("td")).flatMap(row => {
    let at = 1;
    return [...row.cells].slice(1).flatMap(cell => {
      const named = [...heads].slice(at, at += cell.colSpan).map(head => head.textContent);
      const says = cell.cloneNode(true);
      says.querySelector(".column")?.remove();
      return named.map(head => [group, row.cells[0].textContent, head, says.textContent]);
    });
  });
})"""


@pytest_asyncio.fixture(loop_scope="session")
async def page(browser: Browser) -> AsyncIterator[Page]:
    context = await browser.new_context(viewport={"width": 1200, "height": 740}, java_script_enabled=True)
    yield await context.new_page()
    await context.close()


def made_of(rules: Rulebook, *before: Rulebook) -> dict[str, str]:
    return dict(pages(read_catalogue(), [Edition(one, None) for one in (*before, rules)]))


async def test_each_cell_of_the_matrix_says_what_is_ruled(out: Path, page: Page) -> None:
    """All 108 situations of the starter: ruling in words, every control, every clause by its title."""
    matrix = RULES.matrix
    assert matrix is not None
    intents, sensitivities, risks = matrix.axes
    await page.goto((out / "clauses" / MAY / "index.html").as_uri())
    for intent in intents.values:
        table = page.get_by_role("table", name=intents.title(intent), exact=True)
        told = {(row, head): says for _, row, head, says in await table.evaluate(CELLS)}
        for sensitivity in sensitivities.values:
            for risk in risks.values:
                ruled = matrix.rule((intent, sensitivity, risk))
                assert ruled is not None
                says = told.pop((sensitivities.title(sensitivity), risks.title(risk)))
                assert says.startswith(RULINGS[ruled.ruling])
                named = [RULES.clauses[name].title for name in ruled.clauses]
                shorts = [name.replace("-", " ").capitalize() for name in ruled.controls]
                assert all(one in says for one in [*named, *shorts, *ruled.why])
        assert not told


async def test_each_cell_of_the_ladder_says_what_follows(out: Path, page: Page) -> None:
    ladder = RULES.ladder
    assert ladder is not None
    await page.goto((out / "clauses" / FOLLOWS / "index.html").as_uri())
    cells = await page.get_by_role("table").evaluate(CELLS)
    titles, recurrence = dict(ladder.measures), ladder.axes[2]
    found = {
        (severity, intent, often): ladder.rung((severity, intent, often))
        for severity in ladder.axes[0].values
        for intent in ladder.axes[1].values
        for often in recurrence.values
    }
    assert len(cells) == len(found)
    for (severity, intent, often), rung in found.items():
        assert rung is not None
        (says,) = [
            told
            for group, row, head, told in cells
            if group == f"Severity: {severity}" and row.startswith(f"{intent}:") and head == recurrence.title(often)
        ]
        assert says.startswith("".join(titles[one] for one in rung.measures))
        assert all(RULES.clauses[name].title in says for name in rung.clauses)


async def test_a_norm_leads_to_its_clauses_and_a_clause_back(out: Path, page: Page) -> None:
    await page.goto((out / "clauses" / "data-secrets" / "index.html").as_uri())
    norm = page.get_by_role("link", name=RULES.clauses["data-secrets"].norms[0], exact=True)
    address, _, part = str(await norm.get_attribute("href")).partition("#")
    assert address == f"../{NORMS}/"
    await page.goto((out / "clauses" / NORMS / "index.html").as_uri() + f"#{part}")
    target = page.locator(f'[id="{unquote(part)}"]')
    await expect(target).to_have_count(1)
    back = page.get_by_role("link", name=RULES.clauses["data-secrets"].title)
    assert await back.first.get_attribute("href") == "../data-secrets/"
    gaps = page.get_by_role("row", name="Art. 17: Quality management system")
    await expect(gaps).to_contain_text("No clause answers to this.")
    await expect(page.get_by_role("row", name="Art. 53")).to_contain_text("Not ours: We place no general-purpose")


async def test_a_clause_leads_to_the_part_of_a_norm_that_it_answers_to(out: Path, page: Page) -> None:
    await page.goto((out / "clauses" / "data-retention-prompts" / "index.html").as_uri())
    norm = page.get_by_role("link", name="GDPR Art. 5(1)(e)", exact=True)
    part = str(await norm.get_attribute("href")).partition("#")[2]
    await page.goto((out / "clauses" / NORMS / "index.html").as_uri() + f"#{part}")
    await expect(page.locator(":target")).to_have_text("Art. 5 Principles of processing")


async def test_every_way_on_the_pages_leads_somewhere() -> None:
    """Each link to a page or to a place in one, in each version and language."""
    made = made_of(RULES)
    for name, text in made.items():
        if not name.endswith((f"{MAY}/index.html", f"{FOLLOWS}/index.html", f"{NORMS}/index.html")):
            continue
        for part in text.split('<a href="')[1:]:
            way, _, fragment = part.partition('"')[0].partition("#")
            if way.startswith("https://"):
                continue
            file = normpath(f"{dirname(name)}/{way}/index.html")
            assert file in made, (name, way)
            assert not fragment or f'id="{unquote(fragment)}"' in made[file], (name, fragment)


async def test_words_that_nobody_translates_are_marked_and_announced(out: Path, page: Page) -> None:
    await page.goto((out / "clauses" / "fr" / NORMS / "index.html").as_uri())
    await expect(page.locator("html")).to_have_attribute("lang", "fr")
    await expect(page.get_by_role("note")).to_contain_text("figurent ici en anglais")
    title = page.get_by_role("link", name="Conséquences\N{NO-BREAK SPACE}: l'échelle").first
    await expect(title).to_have_attribute("lang", "fr")
    await page.goto((out / "clauses" / NORMS / "index.html").as_uri())
    await expect(page.get_by_role("note")).to_have_count(0)


async def test_the_ladder_is_read_in_the_readers_words(out: Path, page: Page) -> None:
    """Every title of it, with no word of the source left, in each language; the page says that it is a translation."""
    for language in RULES.languages[1:]:
        found = rungs(RULES, language)
        assert found is not None
        await page.goto((out / "clauses" / language / FOLLOWS / "index.html").as_uri())
        heads = await page.get_by_role("columnheader").all_inner_texts()
        assert heads[1:] == list(found.ladder.axes[2].titles)
        measures = page.locator("main ol > li")
        assert await measures.all_inner_texts() == [title for _, title in found.ladder.measures]
        await expect(measures.first).to_have_attribute("lang", language)
        await expect(page.locator("main [lang=en]")).to_have_count(0)
        await expect(page.get_by_role("note")).to_have_count(1)
    await page.goto((out / "clauses" / "de" / FOLLOWS / "index.html").as_uri())
    await expect(page.get_by_role("note")).to_contain_text("Das ist eine Übersetzung.")
    await page.goto((out / "clauses" / FOLLOWS / "index.html").as_uri())
    await expect(page.get_by_role("note")).to_have_count(0)


@pytest.mark.parametrize("ladder", [TranslatedLadder(), replace(IN_GERMAN.ladder, source="sha256:before")])
async def test_a_ladder_without_words_as_new_as_its_source_is_the_sources_and_marked(ladder: TranslatedLadder) -> None:
    """An outdated translation is not shown: a measure of yesterday would be held against somebody."""
    rules = replace(RULES, translations={"de": replace(IN_GERMAN, ladder=ladder)})
    made = made_of(rules)[f"clauses/de/{FOLLOWS}/index.html"]
    assert '<li lang="en">A written warning</li>' in made
    assert '<span lang="en">the first time</span>' in made
    assert "die nicht übersetzt sind, stehen hier auf Englisch" in made
    assert "Eine schriftliche Verwarnung" not in made
    assert "Das ist eine Übersetzung." not in made


async def test_a_translated_ladder_that_names_a_clause_without_translation_says_that_too() -> None:
    others = {name: one for name, one in IN_GERMAN.clauses.items() if name != "case-limits"}
    made = made_of(replace(RULES, translations={"de": replace(IN_GERMAN, clauses=others)}))
    said = made[f"clauses/de/{FOLLOWS}/index.html"]
    assert "Das ist eine Übersetzung." in said
    assert "die nicht übersetzt sind, stehen hier auf Englisch" in said
    assert "die nicht übersetzt sind" not in made_of(RULES)[f"clauses/de/{FOLLOWS}/index.html"]


async def test_the_matrix_is_read_in_the_readers_words_while_they_are_those_of_its_source() -> None:
    """An outdated translation is not shown: a title of yesterday would lead to a ruling on something else."""
    german = table(RULES, "de")
    assert german is not None
    made = made_of(RULES)[f"clauses/de/{MAY}/index.html"]
    for name, sentence in german.matrix.controls:
        assert f'<dd lang="de">{escape(sentence)}</dd>' in made
        assert f'lang="en">{name.replace("-", " ").capitalize()}</a>' in made
    assert all(f'lang="de">{escape(title)}</span>' in made for title in german.matrix.axes[1].titles)
    assert "Das ist eine Übersetzung." in made
    older = replace(RULES.translations["de"], matrix=replace(RULES.translations["de"].matrix, source="sha256:before"))
    outdated = made_of(replace(RULES, translations={"de": older}))[f"clauses/de/{MAY}/index.html"]
    assert 'lang="en">Public</span>' in outdated
    assert "Das ist eine Übersetzung." not in outdated
    assert 'lang="de">Öffentlich</span>' in made
    assert 'lang="de">Öffentlich</span>' not in outdated


@pytest.mark.parametrize("name", [MAY, FOLLOWS])
async def test_on_a_telephone_each_cell_says_its_column(out: Path, page: Page, name: str) -> None:
    """Aloud as well, and the table is still one to whoever hears it. On paper and on a wide screen the column's header
    suffices.
    """
    await page.set_viewport_size({"width": 360, "height": 740})
    await page.goto((out / "clauses" / name / "index.html").as_uri())
    await expect(page.locator("td .column").first).to_be_visible()
    assert await page.get_by_role("cell").count() > await page.get_by_role("row").count()
    assert await page.get_by_role("columnheader").count() > 0
    for row in await page.get_by_role("row").filter(has=page.locator("td .column")).all():
        columns = "; ".join(await row.locator("td .column").all_inner_texts())
        assert columns.replace("What if the result is wrong? ", "") == COLUMNS[name]
    await page.emulate_media(media="print")
    await expect(page.locator("td .column").first).to_be_hidden()
    await page.emulate_media(media="screen")
    await page.set_viewport_size({"width": 1200, "height": 740})
    await expect(page.locator("td .column").first).to_be_hidden()


async def test_the_keyboard_reaches_a_control(out: Path, page: Page) -> None:
    await page.goto((out / "clauses" / MAY / "index.html").as_uri())
    control = page.get_by_role("table").first.get_by_role("link", name="Checked by a person").first
    await control.focus()
    await page.keyboard.press("Enter")
    await expect(page.locator(":target")).to_have_text("Checked by a person")


async def test_the_index_leads_to_the_tables_and_holds_what_the_house_promises(out: Path, page: Page) -> None:
    await page.goto((out / "1.0.0" / "de" / "index.html").as_uri())
    for name, title in ((MAY, "Was erlaubt ist"), (FOLLOWS, "Was folgt"), (NORMS, "Externe Normen")):
        assert await page.get_by_role("link", name=title, exact=True).get_attribute("href") == f"{name}/"
        assert (out / "1.0.0" / "de" / name / "index.html").is_file()
    await page.goto((out / "clauses" / "index.html").as_uri())
    for commitment in RULES.commitments:
        await expect(page.get_by_role("listitem").get_by_text(commitment, exact=True)).to_be_visible()


async def test_what_a_rulebook_lacks_has_no_page_and_no_link() -> None:
    bare = replace(RULES.clauses["data-secrets"], norms=())
    made = made_of(Rulebook("Ours", "1.0", {bare.id: bare}))
    assert set(made) == {
        f"{name}index.html" for name in ("", "1.0/", "clauses/", "1.0/data-secrets/", "clauses/data-secrets/")
    }
    assert not any(name in text for text in made.values() for name in (MAY, FOLLOWS, NORMS))
    assert "At a glance" not in made["1.0/index.html"]


async def test_an_earlier_table_leads_to_the_one_in_force_as_far_as_there_is_one() -> None:
    newer = replace(RULES, version="2.0.0", ladder=None)
    made = made_of(newer, RULES)
    assert f'href="../../clauses/{MAY}/"' in made[f"1.0.0/{MAY}/index.html"]
    assert 'href="../../clauses/"' in made[f"1.0.0/{FOLLOWS}/index.html"]
    assert f"2.0.0/{FOLLOWS}/index.html" not in made


async def test_norms_that_only_clauses_name_are_shown_and_what_they_say_is_text() -> None:
    odd = Clause("a", "A", "c", "Body.", norms=("<b>Law</b> 5",))
    made = made_of(Rulebook("N", "1.0", {odd.id: odd}))[f"1.0/{NORMS}/index.html"]
    assert '<a href="../a/" lang="en">A</a>' in made
    assert "<b>" not in made
    listed = Rulebook("N", "1.0", {odd.id: odd}, norms=(Norm("L", "Title", "javascript:alert(1)"),))
    assert 'href="javascript' not in made_of(listed)[f"1.0/{NORMS}/index.html"]

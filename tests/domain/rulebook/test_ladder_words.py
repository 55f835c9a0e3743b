"""What people read of the ladder is translated, judged by its digest, and part of what a version is."""

import hashlib
from dataclasses import replace

import pytest
from hypothesis import given, settings

from bot.places import STARTER
from domain.rulebook.clauses import Clause, Rulebook, TranslatedLadder, Translation, canonical, content_of, digest_of
from domain.rulebook.diff import diff
from domain.rulebook.folders import Texts, parse_folder
from domain.rulebook.judging import judge
from domain.rulebook.ladder import Ladder
from domain.rulebook.ladder_words import worded_ladder, words_of_ladder
from domain.rulebook.meaning import changed
from domain.rulebook.quoting import Standing, rules_for, rungs
from domain.rulebook.tables import cells
from storage.files import read_rulebook
from storage.rulebooks import read_content
from tests.domain.rulebook.a_folder import good, planted, read, without
from tests.domain.rulebook.books import LADDERS, LADDERS_IN_GERMAN

LADDER, DE = "ladder.yml", "translations/de/ladder.yml"


RULES = read(good())


def shown(rules: Rulebook, language: str = "de") -> tuple[Ladder, Standing]:
    found = rungs(rules, language)
    assert found is not None
    assert rules_for(rules, language).ladder == found.ladder
    return found.ladder, found.standing


def test_recurrence_and_measures_are_read_in_the_readers_language() -> None:
    ladder, standing = shown(RULES)
    assert standing is Standing.TRANSLATED
    assert ladder.axes[2].titles == ("beim ersten Mal", "beim zweiten Mal")
    assert ladder.measures == (("warning", "Verwarnung"), ("limit", "Sperre"), ("end", "Das Ende"))


@pytest.mark.parametrize(
    ("before", "after"),
    [("end: The end", "end: An end"), ("[first, second]", "{first: first, second: again}")],
)
def test_one_whose_source_changed_is_outdated_and_the_source_is_shown(before: str, after: str) -> None:
    rules = read(planted(LADDER, before, after))
    assert shown(rules) == (rules.ladder, Standing.OUTDATED)


def test_a_rung_that_changed_makes_no_translation_older() -> None:
    rules = read(planted(LADDER, "measures: [limit]", "measures: [warning, limit]"))
    assert shown(rules)[1] is Standing.TRANSLATED


def test_where_there_is_none_the_source_is_shown() -> None:
    rules = read(without(DE))
    assert shown(rules) == (rules.ladder, Standing.MISSING)
    assert shown(RULES, "fr") == (RULES.ladder, Standing.SOURCE)
    bare = replace(RULES, ladder=None)
    assert (rungs(bare, "de"), rules_for(bare, "de").ladder) == (None, None)


def test_what_a_translation_leaves_out_is_the_sources() -> None:
    ladder, standing = shown(read(planted(DE, "limit: Sperre, ", "")))
    assert (standing, dict(ladder.measures)["limit"]) == (Standing.TRANSLATED, "Limit")


@settings(deadline=None)
@given(LADDERS, LADDERS_IN_GERMAN)
def test_no_translation_changes_a_rung(ladder: Ladder, made: TranslatedLadder) -> None:
    told = worded_ladder(ladder, made)
    assert [name for name, _ in told.measures] == [name for name, _ in ladder.measures]
    assert [axis.values for axis in told.axes] == [axis.values for axis in ladder.axes]
    assert all(told.rung(cell) == ladder.rung(cell) for cell in cells(ladder.axes))


def test_only_text_that_people_read_counts_for_the_digest() -> None:
    assert RULES.ladder is not None
    said = (
        '[["recurrence","first","first"],["recurrence","second","second"],["measures","warning","Warning"],'
        '["measures","limit","Limit"],["measures","end","The end"]]'
    )
    assert words_of_ladder(RULES.ladder).digest() == f"sha256:{hashlib.sha256(said.encode()).hexdigest()[:16]}"


def test_a_translation_is_part_of_what_a_version_says() -> None:
    bare = read(without(DE))
    # What was published before the ladder was translated keeps its bytes, and is read as it was.
    assert "ladder" not in content_of(bare)["translations"]["de"]
    assert read_content(canonical(bare), digest_of(bare)).translations["de"].ladder == TranslatedLadder()
    assert digest_of(bare) != digest_of(RULES)
    assert changed(bare, RULES) == ()
    (found,) = diff(RULES, read(planted(DE, "Sperre", "Aussperrung"))).own
    assert (found.field, found.before.split(":")[0]) == ("translations", "de ladder.yml")
    assert "Aussperrung" in found.after
    assert diff(RULES, read_content(canonical(RULES), RULES.digest)).is_empty


@settings(deadline=None)
@given(LADDERS_IN_GERMAN)
def test_it_equals_itself_after_it_was_kept_and_read(made: TranslatedLadder) -> None:
    clauses = {"a": Clause("a", "T", "c", "Body.")}
    rules = Rulebook("H", "1", clauses, languages=("en", "de"), translations={"de": Translation({}, ladder=made)})
    content = canonical(rules)
    again = read_content(content, hashlib.sha256(content).hexdigest())
    assert (again, canonical(again)) == (rules, content)


@pytest.mark.parametrize(
    ("file", "before", "after", "found"),
    [
        (DE, "", "", f"{LADDER}:1:1: translation-missing"),
        (LADDER, "end: The end", "end: An end", f"{DE}:1:1: translation-outdated"),
        (DE, "source:", "sauce:", f"{DE}:1:1: translation-astray"),
        (DE, "source:", "sauce:", f"{DE}:1:1: field-unknown"),
        (DE, "measures:", "why: []\nmeasures:", f"{DE}:3:1: field-unknown"),
        (DE, "limit: Sperre", "limits: Sperre", f"{DE}:3:33: translation-astray"),
        (DE, "limit: Sperre", "limits: Sperre", f"{DE}:3:1: translation-missing"),
        (DE, "limit: Sperre", "limit: null", f"{DE}:3:1: translation-missing"),
        (DE, "first: beim", "fist: beim", f"{DE}:2:14: translation-astray"),
        (DE, "recurrence: {first: beim ersten Mal, second: beim zweiten Mal}\n", "", f"{DE}:1:1: translation-missing"),
        (DE, "{first: beim ersten Mal, second: beim zweiten Mal}", "Oft", f"{DE}:2:1: invalid"),
        (DE, "source:", "source: [", f"{DE}:2:11: unreadable"),
        (LADDER, "", "", f"{DE}:1:1: translation-astray"),
    ],
)  # fmt: skip
def test_what_is_missing_outdated_or_astray_is_found_at_its_place(
    file: str, before: str, after: str, found: str
) -> None:
    texts = planted(file, before, after) if before else without(file)
    told = [str(one) for one in judge(parse_folder(Texts(texts, frozenset(texts))), {})]
    assert [one for one in told if one.startswith(f"{found} ")], told


def test_one_that_is_not_sound_is_not_compared() -> None:
    texts = planted(LADDER, "- measures: [warning]", "- measures: [praise]")
    told = [one.code for one in judge(parse_folder(Texts(texts, frozenset(texts))), {}) if one.file == DE]
    assert told == []


def test_the_starters_ladder_is_whole_in_every_language() -> None:
    rules = read_rulebook(STARTER)
    assert rules.ladder is not None
    source = words_of_ladder(rules.ladder).titled
    for language in rules.languages[1:]:
        ladder, standing = shown(rules, language)
        assert standing is Standing.TRANSLATED
        for section, said in words_of_ladder(ladder).titled.items():
            assert [name for name, text in said.items() if text == source[section][name]] == []

"""What people read of the matrix is translated, judged by its digest, and part of what a version is."""

import hashlib
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.places import STARTER
from domain.rulebook.clauses import Clause, Rulebook, TranslatedMatrix, Translation, canonical, content_of, digest_of
from domain.rulebook.diff import diff
from domain.rulebook.folders import Texts, parse_folder
from domain.rulebook.judging import judge
from domain.rulebook.matrix import AXES, Matrix
from domain.rulebook.matrix_words import worded_matrix, words_of_matrix
from domain.rulebook.quoting import Standing, rules_for, table
from domain.rulebook.ranking import Ranker
from domain.rulebook.recognising import missing
from domain.rulebook.tables import Axis, cells
from storage.files import read_rulebook
from storage.rulebooks import read_content
from tests.domain.rulebook.a_folder import good, planted, read, without
from tests.domain.rulebook.books import IDS, IN_GERMAN, MATRICES, TEXT, TEXTS

MATRIX, DE = "matrix.yml", "translations/de/matrix.yml"


RULES = read(good())


def shown(rules: Rulebook, language: str = "de") -> tuple[Matrix, Standing]:
    found = table(rules, language)
    assert found is not None
    assert rules_for(rules, language).matrix == found.matrix
    return found.matrix, found.standing


def test_titles_controls_and_reasons_are_read_in_the_readers_language() -> None:
    matrix, standing = shown(RULES)
    assert standing is Standing.TRANSLATED
    assert (
        matrix.told(("decide", "personal", "high"))
        == "“Über Menschen entscheiden” with data “Personenbezogen” at risk “Hoch”"
    )
    ruled = matrix.rule(("decide", "public", "low"))
    assert ruled is not None
    assert (matrix.control(ruled.controls[0]), ruled.why) == (
        "Ein Mensch prüft das Ergebnis.",
        ("Ein Mensch entscheidet.",),
    )


@pytest.mark.parametrize(
    ("before", "after"),
    [("A person checks", "Somebody checks"), ("draft: Draft", "draft: Write"), ("A person decides.", "All decide.")],
)
def test_one_whose_source_changed_is_outdated_and_the_source_is_shown(before: str, after: str) -> None:
    rules = read(planted(MATRIX, before, after))
    assert shown(rules) == (rules.matrix, Standing.OUTDATED)


def test_a_ruling_that_changed_makes_no_translation_older() -> None:
    rules = read(planted(MATRIX, "ruling: council", "ruling: prohibited"))
    assert shown(rules)[1] is Standing.TRANSLATED


def test_where_there_is_none_the_source_is_shown() -> None:
    rules = read(without(DE))
    assert shown(rules) == (rules.matrix, Standing.MISSING)
    assert shown(RULES, "fr") == (RULES.matrix, Standing.SOURCE)
    bare = replace(RULES, matrix=None)
    assert (table(bare, "de"), rules_for(bare, "de").matrix) == (None, None)


def test_what_a_translation_leaves_out_is_the_sources() -> None:
    matrix, standing = shown(read(planted(DE, "draft: Entwerfen, ", "")))
    assert (standing, matrix.axes[0].titles) == (Standing.TRANSLATED, ("Draft", "Über Menschen entscheiden"))


@settings(deadline=None)
@given(MATRICES, IN_GERMAN)
def test_no_translation_changes_a_ruling(matrix: Matrix, made: TranslatedMatrix) -> None:
    told = worded_matrix(matrix, made)
    assert {name: list(said) for name, said in words_of_matrix(told).titled.items()} == {
        name: list(said) for name, said in words_of_matrix(matrix).titled.items()
    }
    for cell in cells(matrix.axes):
        there, here = matrix.rule(cell), told.rule(cell)
        if there is None or here is None:
            assert there is here
        else:
            assert replace(there, why=()) == replace(here, why=())
            assert bool(there.why) == bool(here.why)


def test_only_text_that_people_read_counts_for_the_digest() -> None:
    assert RULES.matrix is not None
    said = (
        '[["intent","draft","Draft"],["intent","decide","Decide about people"],["sensitivity","public","Public"],'
        '["sensitivity","personal","Personal"],["risk","low","Low"],["risk","high","High"],'
        '["controls","person","A person checks the result."],["why","A person decides."]]'
    )
    assert words_of_matrix(RULES.matrix).digest() == f"sha256:{hashlib.sha256(said.encode()).hexdigest()[:16]}"


def test_a_translation_is_part_of_what_a_version_says() -> None:
    bare = read(without(DE))
    # What was published before the matrix was translated keeps its bytes.
    assert "matrix" not in content_of(bare)["translations"]["de"]
    assert digest_of(bare) != digest_of(RULES)
    (found,) = diff(RULES, read(planted(DE, "Ein Mensch prüft", "Jemand prüft"))).own
    assert (found.field, found.before.split(":")[0]) == ("translations", "de matrix.yml")
    assert "Jemand prüft das Ergebnis." in found.after
    assert diff(RULES, read_content(canonical(RULES), RULES.digest)).is_empty


WORDS = st.dictionaries(IDS, TEXT, max_size=2)
MADE = st.builds(TranslatedMatrix, TEXT, st.dictionaries(st.sampled_from(AXES), WORDS, max_size=3), WORDS, TEXTS)


@settings(deadline=None)
@given(MADE)
def test_it_equals_itself_after_it_was_kept_and_read(made: TranslatedMatrix) -> None:
    clauses = {"a": Clause("a", "T", "c", "Body.")}
    rules = Rulebook("H", "1", clauses, languages=("en", "de"), translations={"de": Translation({}, matrix=made)})
    content = canonical(rules)
    again = read_content(content, hashlib.sha256(content).hexdigest())
    assert (again, canonical(again)) == (rules, content)


@pytest.mark.parametrize(
    ("file", "before", "after", "found"),
    [
        (DE, "", "", f"{MATRIX}:1:1: translation-missing"),
        (MATRIX, "draft: Draft", "draft: Write", f"{DE}:1:1: translation-outdated"),
        (DE, "source:", "sauce:", f"{DE}:1:1: translation-astray"),
        (DE, "source:", "sauce:", f"{DE}:1:1: field-unknown"),
        (DE, "public: Öffentlich", "pubic: Öffentlich", f"{DE}:3:15: translation-astray"),
        (DE, "public: Öffentlich", "pubic: Öffentlich", f"{DE}:3:1: translation-missing"),
        (DE, "person: Ein Mensch prüft das Ergebnis.", "person:", f"{DE}:5:1: translation-missing"),
        (DE, "risk: {low: Gering, high: Hoch}\n", "", f"{DE}:1:1: translation-missing"),
        (DE, "{low: Gering, high: Hoch}", "Hoch", f"{DE}:4:1: invalid"),
        (DE, "  - Ein Mensch", "  - Noch ein Satz.\n  - Ein Mensch", f"{DE}:7:1: translation-astray"),
        (DE, "  - Ein Mensch entscheidet.", "", f"{DE}:7:1: translation-missing"),
        (DE, "  - Ein Mensch entscheidet.", "  -", f"{DE}:8:4: translation-missing"),
        (DE, "source:", "source: [", f"{DE}:2:7: unreadable"),
        (MATRIX, "", "", f"{DE}:1:1: translation-astray"),
    ],
)  # fmt: skip
def test_what_is_missing_outdated_or_astray_is_found_at_its_place(
    file: str, before: str, after: str, found: str
) -> None:
    texts = planted(file, before, after) if before else without(file)
    told = [str(one) for one in judge(parse_folder(Texts(texts, frozenset(texts))), {})]
    assert [one for one in told if one.startswith(f"{found} ")], told


def test_a_question_that_names_a_value_in_its_own_language_is_not_asked_back() -> None:
    axis = Axis("sensitivity", ("personal", "secret"), ("Personal", "Secret"))
    logs = Clause("logs", "Protokolle", "c", "Nie einfügen.", when=("sensitivity: personal",))
    keys = Clause("keys", "Schlüssel", "c", "Nie einfügen.", when=("sensitivity: secret",))
    bare = Rulebook("H", "1", {"logs": logs, "keys": keys}, matrix=Matrix((axis,), ()), languages=("en", "de"))
    titles = {"sensitivity": {"personal": "Personenbezogen", "secret": "Geheim"}}
    rules = replace(bare, translations={"de": Translation({}, matrix=TranslatedMatrix(titles=titles))})
    question = "Darf ich das einfügen, wenn es geheim ist?"
    assert missing(bare, Ranker(bare), question, (), (logs, keys)) is not None
    assert missing(rules, Ranker(rules), question, (), (logs, keys)) is None
    assert missing(rules, Ranker(rules), "Darf ich das einfügen?", (), (logs, keys)) is not None


def test_the_starters_matrix_is_whole_in_every_language() -> None:
    rules = read_rulebook(STARTER)
    for language in rules.languages[1:]:
        matrix, standing = shown(rules, language)
        assert standing is Standing.TRANSLATED
        assert rules.matrix is not None
        for section, said in words_of_matrix(matrix).titled.items():
            source = words_of_matrix(rules.matrix).titled[section]
            assert [name for name, text in said.items() if text == source[name]] == []
            assert section == "controls" or max(map(len, said.values())) <= 75  # what a choice in Slack may hold

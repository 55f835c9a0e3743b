"""What people read comes from the catalogue, in their own language."""

from pathlib import Path

import pytest

from domain.cases.words import Kind
from handlers.locale.catalogue import Catalogue, UnknownKey, read_catalogue

HEAD = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\n'
PLURAL = 'msgid "a.cases"\nmsgid_plural "a.cases"\nmsgstr[0] "{}"\nmsgstr[1] "{}"\n'


@pytest.fixture
def small(tmp_path: Path) -> Catalogue:
    (tmp_path / "en").mkdir()
    (tmp_path / "de").mkdir()
    english = PLURAL.format("one case for {who}", "{count} cases for {who}")
    word = 'msgid "word.kind.near_miss"\nmsgstr "Near miss"\n'
    (tmp_path / "en" / "a.po").write_text(f"{HEAD}{english}\n{word}")
    (tmp_path / "de" / "a.po").write_text(HEAD + PLURAL.format("ein Fall für {who}", "{count} Fälle für {who}"))
    return read_catalogue(folder=tmp_path)


def test_a_locale_is_met_by_its_language(small: Catalogue) -> None:
    assert small.words("de-DE").some("a.cases", 2, who="Bo") == "2 Fälle für Bo"
    assert small.words("de_AT").some("a.cases", 1, who="Bo") == "ein Fall für Bo"


def test_an_unknown_locale_gets_the_language_of_the_house(small: Catalogue) -> None:
    assert small.words("fi-FI").language == "en"
    assert Catalogue(small.languages, "de").words(None).language == "de"


def test_what_a_language_lacks_is_said_in_english(small: Catalogue) -> None:
    assert small.words("de-DE").of(Kind.NEAR_MISS) == "Near miss"


def test_an_unknown_key_is_a_fault(small: Catalogue) -> None:
    with pytest.raises(UnknownKey):
        small.words("de-DE")("a.nothing")

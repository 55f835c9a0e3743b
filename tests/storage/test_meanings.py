"""Which texts of a rulebook get vectors."""

from dataclasses import replace

import pytest

from domain.rulebook.clauses import Clause, Rulebook, TranslatedClause, Translation
from domain.rulebook.nearness import IN_TRANSLATION, QUICK, USE_WHOLE
from storage.encoders import Encoders
from storage.meanings import meaning_of
from storage.vectors import Vectors

RULES = Rulebook(
    "Two",
    "1",
    {
        "gifts": Clause("gifts", "Gifts", "c", "Nobody takes a present worth more than 50 euros."),
        "doors": Clause("doors", "Doors", "c", "Close the door behind you."),
    },
)
GERMAN = Translation(
    clauses={"gifts": TranslatedClause("", "Geschenke", "Niemand nimmt ein Geschenk über 50 Euro an.")}
)


def test_a_translation_is_read_by_the_quick_encoder_and_is_nearer_to_questions_in_its_language() -> None:
    rules = replace(RULES, translations={"de": GERMAN, "xx": GERMAN})
    meaning = meaning_of(rules, Encoders(), Vectors(None), QUICK)
    assert {one: tuple(spaces) for one, spaces in meaning.translated.items()} == {"de": IN_TRANSLATION}
    asked = "Darf ich ein Geschenk annehmen?"
    source = meaning.near(asked, english=False)[USE_WHOLE]
    heard = meaning.near(asked, english=False, spoken=("de",))[USE_WHOLE]
    assert heard.raw[0] > source.raw[0]
    assert heard.raw[1] == pytest.approx(source.raw[1], abs=0.01)  # it has no translation


def test_a_rulebook_without_translations_is_heard_as_before() -> None:
    meaning = meaning_of(RULES, Encoders(), Vectors(None), QUICK)
    assert meaning.translated == {}
    assert set(meaning.spaces) == set(QUICK)

"""Every ruling of the starter's matrix, in every language, is what Slack takes, and says what the matrix says."""

import json
from dataclasses import replace

import pytest

from bot.places import STARTER
from domain.rulebook.clauses import TranslatedMatrix, Translation
from domain.rulebook.matrix import Matrix, Row, Ruling
from domain.rulebook.quoting import rules_for
from domain.rulebook.tables import Axis, cells
from handlers.cards import ids
from handlers.cards.ruling import ruling_form, ruling_view
from handlers.cards.translated import called, matrix_notes, ruling_notes
from handlers.locale.catalogue import Words, read_catalogue
from sandbox.blocks import checked_view
from storage.files import read_rulebook

RULES = read_rulebook(STARTER)
IN_EVERY = pytest.mark.parametrize("say", read_catalogue().languages.values(), ids=lambda say: say.language)


@IN_EVERY
def test_every_ruling_fits_its_window(say: Words) -> None:
    assert RULES.matrix is not None
    checked_view(ruling_form(say, RULES, RULES.matrix), "modal")
    for cell in cells(RULES.matrix.axes):
        ruled = RULES.matrix.rule(cell)
        assert ruled is not None
        said = str(checked_view(ruling_view(say, RULES, RULES.matrix, cell, ruled), "modal"))
        assert say.of(ruled.ruling, "ruling.is") in said
        assert all(name in said for name in ruled.clauses)
        assert RULES.version in said


@IN_EVERY
def test_every_ruling_is_read_in_the_readers_words_and_says_what_governs(say: Words) -> None:
    told = rules_for(RULES, say.language)
    assert told.matrix is not None
    form = checked_view(ruling_form(say, told, told.matrix, matrix_notes(say, RULES)), "modal")
    asked = {one["block_id"]: one["element"]["options"] for one in form["blocks"] if one["type"] == "input"}
    for axis, block in zip(told.matrix.axes, (ids.INTENT, ids.SENSITIVITY, ids.RISK), strict=True):
        assert [(one["value"], one["text"]["text"]) for one in asked[block]] == [
            (value, axis.title(value)) for value in axis.values
        ]
    for cell in cells(told.matrix.axes):
        ruled = told.matrix.rule(cell)
        assert ruled is not None
        view = checked_view(ruling_view(say, told, told.matrix, cell, ruled, ruling_notes(say, RULES, ruled)), "modal")
        said = json.dumps(view, ensure_ascii=False)
        assert all(told.matrix.control(name) in said for name in ruled.controls)
        assert all(why in said for why in ruled.why)
        assert (noted(say, "answer.translated") in said) == (say.language != "en")


@pytest.mark.parametrize("older", [True, False])
@IN_EVERY
def test_an_older_matrix_or_none_is_shown_as_its_source_and_said_to_be(say: Words, *, older: bool) -> None:
    def without(made: Translation) -> Translation:
        return replace(made, matrix=replace(made.matrix, source="sha256:0") if older else TranslatedMatrix())

    rules = replace(RULES, translations={name: without(one) for name, one in RULES.translations.items()})
    told = rules_for(rules, say.language)
    assert told.matrix == RULES.matrix
    assert told.matrix is not None
    ruled = told.matrix.rule(("learn", "public", "low"))
    assert ruled is not None
    notes = [json.dumps(one, ensure_ascii=False) for one in ruling_notes(say, rules, ruled)]
    if say.language == "en":
        assert notes == []
    else:
        # The clauses beside it are translated all the same.
        first, second = notes
        assert noted(say, "ruling.older" if older else "ruling.untranslated") in first
        assert noted(say, "answer.translated") in second


def noted(say: Words, key: str) -> str:
    return say(key, language=called(say, "en"))


@IN_EVERY
def test_words_of_a_rulebook_cannot_act_and_may_be_long(say: Words) -> None:
    axes = tuple(Axis(name, ("a", "b"), ("<!channel> " * 40, "B")) for name in ("intent", "sensitivity", "risk"))
    rows = (Row(0, ((), (), ()), Ruling.CONTROLS, ("x",), (), "<!here> " * 600),)
    matrix = Matrix(axes, rows, (("x", "<@U0ANA> " * 700),))
    checked_view(ruling_form(say, replace(RULES, matrix=matrix), matrix), "modal")
    ruled = matrix.rule(("a", "a", "a"))
    assert ruled is not None
    said = str(checked_view(ruling_view(say, RULES, matrix, ("a", "a", "a"), ruled), "modal"))
    assert not [word for word in ("<!channel>", "<!here>", "<@U0ANA>") if word in said]


def test_the_form_asks_for_what_the_matrix_knows() -> None:
    assert RULES.matrix is not None
    form = ruling_form(read_catalogue().words(), RULES, RULES.matrix)
    asked = {one["block_id"]: one["element"]["options"] for one in form["blocks"] if one["type"] == "input"}
    assert list(asked) == [ids.INTENT, ids.SENSITIVITY, ids.RISK]
    assert [one["value"] for one in asked[ids.RISK]] == ["low", "medium", "high"]

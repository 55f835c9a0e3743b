"""Every ruling of the starter's matrix, in every language, is what Slack takes, and says what the matrix says."""

from dataclasses import replace

import pytest

from bot.places import STARTER
from domain.rulebook.matrix import Matrix, Row, Ruling
from domain.rulebook.tables import Axis, cells
from handlers.cards import ids
from handlers.cards.ruling import ruling_form, ruling_view
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

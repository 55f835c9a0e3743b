"""`/policy check`: three selects lead to the ruling of the matrix. Nothing of it is stored or counted."""

from typing import Any

from slack_bolt.async_app import AsyncApp

from domain.rulebook.matrix import Matrix
from domain.rulebook.tables import Cell
from handlers.cards import ids
from handlers.cards.blocks import View
from handlers.cards.ruling import BLOCKS, ruling_blocks, ruling_form, ruling_view
from handlers.cards.translated import matrix_notes, ruling_notes
from handlers.locale.catalogue import Words
from handlers.slack.forms import opened, values
from handlers.slack.kit import Kit, words_of
from handlers.slack.typed import Ack, said


def register(app: AsyncApp, kit: Kit) -> None:
    """Take in the form, and lead back to it."""

    async def chosen(view: dict[str, Any], context: Any, ack: Any) -> None:
        say, given = words_of(context), values(view)
        cell = tuple(str(given.get(block) or "") for block in BLOCKS.values())
        rules = kit.rules_for(say)
        matrix = rules.matrix
        ruled = matrix.rule(cell) if matrix is not None and _known(matrix, cell) else None
        if matrix is None or ruled is None:  # another version came into force while the form was open
            await ack(response_action="errors", errors={ids.INTENT: say("ruling.changed")})
        else:
            notes = ruling_notes(say, kit.rulebook, ruled)
            await ack(response_action="update", view=ruling_view(say, rules, matrix, cell, ruled, notes))

    async def anew(context: Any, ack: Any) -> None:
        say = words_of(context)
        matrix = kit.rules_for(say).matrix
        if matrix is None:
            await ack(response_action="clear")
        else:
            await ack(response_action="update", view=_form(kit, say, matrix))

    app.view(ids.RULING_FORM)(chosen)
    app.view(ids.RULING_VIEW)(anew)


async def check(kit: Kit, say: Words, trigger: str, typed: str) -> Ack:
    """`/policy check` opens the form; `/policy check draft personal low` is answered at once, in any order."""
    rules = kit.rules_for(say)
    matrix = rules.matrix
    if matrix is None:
        return said(say("ruling.no_matrix"))
    cell = _typed(matrix, typed)
    ruled = matrix.rule(cell) if cell else None
    if cell and ruled:
        notes = ruling_notes(say, kit.rulebook, ruled)
        return said(say.of(ruled.ruling, "ruling.is"), ruling_blocks(say, rules, matrix, cell, ruled, notes))
    return {} if await opened(kit, trigger, _form(kit, say, matrix)) else said(say("kit.lost_command"))


def _form(kit: Kit, say: Words, matrix: Matrix) -> View:
    """The form in the reader's words, which `matrix` has."""
    return ruling_form(say, kit.rules_for(say), matrix, matrix_notes(say, kit.rulebook))


def _typed(matrix: Matrix, typed: str) -> Cell | None:
    """The situation that three words name; None where they name none."""
    words = typed.lower().split()
    cell = tuple(next((word for word in words if word in axis.values), "") for axis in matrix.axes)
    return cell if len(words) == len(matrix.axes) and all(cell) else None


def _known(matrix: Matrix, cell: Cell) -> bool:
    return all(value in axis.values for axis, value in zip(matrix.axes, cell, strict=True))

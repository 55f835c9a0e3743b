"""A field to ask the rulebook in, and in the same window what it answers."""

from collections.abc import Sequence

from handlers.cards import ids
from handlers.cards.blocks import Block, View, context, divider, modal, text_input
from handlers.locale.catalogue import Words

QUESTION_LIMIT = 500
MOST = 100
MOST = 100
ROOM = 90  # blocks of an answer, beside the field


def question_form(say: Words, question: str = "", answered: Sequence[Block] = ()) -> View:
    """Empty, or with an answer and the question still there for another try."""
    field = text_input(ids.TEXT, say("home.question"), QUESTION_LIMIT, hint=say("home.question_hint"), initial=question)
    below = [divider("answer-line"), *answered[:ROOM]] if answered else [context("asking", say("home.asking"))]
    return modal(say, ids.QUESTION_FORM, say("home.ask_title"), [field, *below], submit=say("home.ask"))


def clause_view(say: Words, blocks: Sequence[Block]) -> View:
    """A clause whole, over the window in which its button was."""
    return modal(say, ids.CLAUSE_VIEW, say("home.clause_title"), blocks[:MOST])

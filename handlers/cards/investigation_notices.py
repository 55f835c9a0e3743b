"""The words of notices about moves and merges: content-free, and never who reported."""

from collections.abc import Mapping

from desk.views import CaseCard
from domain.cases.words import Status
from handlers.cards import ids
from handlers.cards.blocks import Block, actions, button, section
from handlers.cards.report_form import receipt_actions
from handlers.cards.text import escape, person, when
from handlers.locale.catalogue import Words

Message = tuple[str, list[Block]]


def moved_away(say: Words, card: CaseCard) -> Message:
    """In place of a card in the queue that a case has left."""
    text = say("investigation.moved_away", number=card.number, queue=escape(card.queue))
    return text, [section("case", text)]


def merged(say: Words, card: CaseCard, root: CaseCard) -> Message:
    """To the reporter of a duplicate."""
    facts = {"number": card.number, "into": root.number, "when": when(say, root.decide_by)}
    text = say("investigation.you_are_joined", **facts)
    return text, [section("merged", text)]


def merged_receipt(say: Words, card: CaseCard, root: CaseCard) -> Message:
    """In place of the receipt of a duplicate's reporter."""
    text = joined_state(say, card, root)
    return text, [section("receipt", text), receipt_actions(say, card.number)]


def joined(say: Words, card: CaseCard) -> Message:
    """To the reporter of the case that goes on."""
    text = say("investigation.others_joined", number=card.number, when=when(say, card.decide_by))
    return text, [section("joined", text)]


def duplicate_joined(say: Words, card: CaseCard, facts: Mapping[str, str | int]) -> Message:
    """To whoever has the case that goes on."""
    by, number = person(str(facts["by"])), int(facts["duplicate"])
    text = say("investigation.duplicate_joined", number=card.number, duplicate=number, person=by)
    opens = button(ids.OPEN_CASE, say("investigation.open"), str(card.number))
    return text, [section("duplicate-joined", text), actions("duplicate-actions", [opens])]


def joined_state(say: Words, card: CaseCard, root: CaseCard) -> str:
    """Where the report of a duplicate's reporter stands."""
    if root.status is Status.DECIDED:
        return say("investigation.receipt_joined_decided", number=card.number, into=root.number)
    return say("investigation.receipt_joined", number=card.number, into=root.number, when=when(say, root.decide_by))

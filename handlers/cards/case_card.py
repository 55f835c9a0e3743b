"""The card of a case in its queue's channel, and the page to whoever is on call. Content-free, a function of state."""

from desk.views import CaseCard
from domain.cases.words import Status
from handlers.cards import ids
from handlers.cards.blocks import Block, actions, asked_first, button, context, section
from handlers.cards.text import anyone, capital, person, when
from handlers.locale.catalogue import Words


def title(say: Words, card: CaseCard) -> str:
    """`Case 7 · Near miss · medium`."""
    return say("card.title", case=card.number, kind=capital(say.of(card.kind)), severity=say.of(card.severity))


def card_text(say: Words, card: CaseCard) -> str:
    """What a notification says."""
    text = say("card.text", title=title(say, card), status=say.of(card.status))
    return f"{text} {say('card.is_on_call', person=anyone(say, card.on_call))}" if card.waits else text


def case_card(say: Words, card: CaseCard) -> list[Block]:
    """The card, with the buttons that make sense now. The desk judges every click again."""
    return [
        section("case", f"*{title(say, card)}*", _fields(say, card)),
        context("case-note", _note(say, card)),
        actions("case-actions", card_buttons(say, card)),
    ]


def _fields(say: Words, card: CaseCard) -> list[str]:
    fields = [say("card.state", text=capital(say.of(card.status)))]
    if card.owner or not card.over:
        fields.append(say("card.owner", text=anyone(say, card.owner)))
    if card.waits:
        fields.append(say("card.acknowledge_by", text=when(say, card.acknowledge_by)))
    if card.finding is None and not card.over:
        fields.append(say("card.decide_by", text=when(say, card.decide_by)))
    elif card.finding is not None:
        fields.append(say("card.finding", text=capital(say.of(card.finding))))
        if card.merged_into is None:
            fields.append(say("card.clauses", text=", ".join(card.clauses) or say("card.no_clauses")))
    dropped = card.merged_into is not None or card.status is Status.CLOSED
    if card.steps is not None and not dropped:
        fields.append(say("card.steps", done=card.steps[0], of=card.steps[1]))
    return fields


def _note(say: Words, card: CaseCard) -> str:
    if card.erased_at:
        return say("card.erased", at=when(say, card.erased_at))
    hold = [say("card.on_hold")] if card.on_hold else []
    return " ".join([_stands(say, card), *_afterwards(say, card), *hold])


def _stands(say: Words, card: CaseCard) -> str:
    """Who did the last thing with it, or who should do the next."""
    if card.decided_by and card.decided_at:
        by, at = person(card.decided_by), when(say, card.decided_at)
        if card.merged_into is not None:
            return say("card.merged", by=by, at=at, into=card.merged_into)
        if card.approved_by:
            return say("card.decided_by_two", by=by, at=at, second=person(card.approved_by))
        return say("card.decided", by=by, at=at)
    if card.over:
        return say("card.over")
    if card.proposed_by:
        return say("card.proposed", by=person(card.proposed_by))
    if card.acknowledged_by and card.acknowledged_at:
        return say("card.acknowledged", by=person(card.acknowledged_by), at=when(say, card.acknowledged_at))
    if card.on_call and card.reopened_at:
        return say("card.asked_again", person=person(card.on_call))
    if card.on_call:
        return say("card.on_call", person=person(card.on_call), at=when(say, card.filed_at))
    return say("card.nobody_on_call", at=when(say, card.filed_at))


def _afterwards(say: Words, card: CaseCard) -> list[str]:
    """What the reporter did after filing, and that a reviewer corrected when it happened."""
    said = [say("card.added")] if card.additions else []
    if card.when_corrected_by:
        said.append(say("card.corrected", person=person(card.when_corrected_by)))
    if card.reopened_at:
        said.append(say("card.reopened", at=when(say, card.reopened_at)))
    if card.withdrawn_at:
        said.append(say("card.withdrawn", at=when(say, card.withdrawn_at)))
    return said


def card_buttons(say: Words, card: CaseCard) -> list[Block]:
    """What can be done with a case as it stands, and by its viewer where one person alone sees it."""
    value = str(card.number)
    opened = button(ids.OPEN_CASE, say("card.open"), value)
    if card.over:
        return [opened]
    second, review = [], []
    if card.owner is None:
        second = [button(ids.ACKNOWLEDGE, say("card.acknowledge"), value, "primary")]
    elif card.owner != card.viewer:
        second = [button(ids.TAKE_OVER, say("card.take_over"), value)]
    if card.proposed_by and card.may_approve:
        review = [button(ids.REVIEW_PROPOSAL, say("card.review"), value, "primary")]
    decide = button(ids.DECIDE, say("card.decide"), value)
    recuse = asked_first(say, button(ids.RECUSE, say("card.recuse"), value), say("card.recuse_sure"))
    return [opened, *second, *review, decide, recuse]

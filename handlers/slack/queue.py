"""`/desk queue` and `/desk case`, answered in the ack's own body, and the buttons that turn a queue's pages."""

from typing import Any

from slack_bolt.async_app import AsyncApp

from desk.home_views import QueuePage, Which
from desk.outcomes import NotConfirmed
from desk.views import CaseCard
from handlers.cards import ids, refusals
from handlers.cards.case_card import card_text, case_card
from handlers.cards.queue import queue_blocks, queue_text
from handlers.locale.catalogue import Words
from handlers.slack.kit import Kit, words_of
from handlers.slack.typed import Ack, Typed, said

CASES = 15  # of two blocks each, where a message holds fifty
LONGEST = 9  # digits of a case's number


async def queue(kit: Kit, say: Words, typed: Typed) -> Ack:
    """`/desk queue [mine|all|breached]`."""
    word = typed.text.lower() or Which.MINE
    if word not in {which.value for which in Which}:
        return said(say("desk.which_queue"))
    return await _page(kit, say, typed.user, Which(word), 1)


async def case(kit: Kit, say: Words, typed: Typed) -> Ack:
    """`/desk case N`."""
    number = typed.text.removeprefix("#")
    if not (number.isdecimal() and len(number) <= LONGEST):
        return said(say("desk.which_case"))
    found = await kit.queries.card_for(typed.user, int(number))
    if isinstance(found, CaseCard):
        return said(card_text(say, found), case_card(say, found))
    return said(say("kit.busy") if isinstance(found, NotConfirmed) else refusals.in_words(say, found))


def register(app: AsyncApp, kit: Kit) -> None:
    """Turn pages in place."""

    async def turned(body: dict[str, Any], action: dict[str, Any], context: Any, ack: Any, respond: Any) -> None:
        which, page = action["value"].split(":")
        answer = await _page(kit, words_of(context), body["user"]["id"], Which(which), int(page))
        kit.later(respond(**answer, replace_original="blocks" in answer))
        await ack()

    app.action(ids.QUEUE_EARLIER)(turned)
    app.action(ids.QUEUE_LATER)(turned)


async def _page(kit: Kit, say: Words, viewer: str, which: Which, page: int) -> Ack:
    found = await kit.queries.queue(viewer, which, page, CASES)
    if isinstance(found, QueuePage):
        return said(queue_text(say, found), queue_blocks(say, found))
    return said(say("kit.busy") if isinstance(found, NotConfirmed) else refusals.in_words(say, found))

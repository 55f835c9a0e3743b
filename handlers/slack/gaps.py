"""`/policy gaps`, and the buttons and forms by which a gap of the rulebook is read, taken and closed."""

import html
from typing import Any

from slack_bolt.async_app import AsyncApp

from desk.gaps import GapView
from desk.outcomes import NotConfirmed, Outcome, Refused, Tended
from domain.cases.refusals import BadField, Refusal
from domain.rulebook.gap_refusals import NoSuchGap
from domain.rulebook.gaps import CloseGap, HowClosed, TakeGap
from handlers.cards import gaps as cards
from handlers.cards import ids, refusals
from handlers.cards.blocks import View, section
from handlers.cards.case_forms import noted_view
from handlers.cards.gaps import Message
from handlers.locale.catalogue import Words
from handlers.slack.forms import opened, over, speak, values
from handlers.slack.kit import Kit, words_of


async def listed(kit: Kit, say: Words, viewer: str) -> Message:
    """The gaps that somebody may close, or why there are none for them."""
    found = await kit.queries.gaps(viewer)
    if isinstance(found, tuple):
        return cards.listing(say, found)
    text = say("kit.busy") if isinstance(found, NotConfirmed) else refusals.in_words(say, found)
    return text, [section("gaps-none", text)]


def register(app: AsyncApp, kit: Kit) -> None:
    """Read, take, close."""

    async def read(body: dict[str, Any], action: dict[str, Any], context: Any, ack: Any, respond: Any) -> None:
        say, number = words_of(context), int(action["value"])
        found = await _one(kit, body["user"]["id"], number)
        if isinstance(found, GapView):
            await _shown(kit, say, body, respond, cards.gap_view(say, found))
        else:
            no = say("kit.busy") if isinstance(found, NotConfirmed) else refusals.in_words(say, found)
            await speak(kit, say, body, respond, no)
        await ack()

    async def take(body: dict[str, Any], action: dict[str, Any], context: Any, ack: Any, respond: Any) -> None:
        say, number = words_of(context), int(action["value"])
        outcome = await kit.desk.handle(TakeGap(number, body["user"]["id"]))
        await speak(kit, say, body, respond, _said(say, outcome, say("gap.taken", number=number)))
        await ack()

    app.action(ids.READ_GAP)(read)
    app.action(ids.TAKE_GAP)(take)
    _forms(app, kit)


def _forms(app: AsyncApp, kit: Kit) -> None:
    # The form is empty and the desk judges what is sent, so opening it asks nobody.
    async def answer(body: dict[str, Any], action: dict[str, Any], context: Any, ack: Any, respond: Any) -> None:
        say = words_of(context)
        await _shown(kit, say, body, respond, cards.answer_form(say, int(action["value"])))
        await ack()

    async def scope(body: dict[str, Any], action: dict[str, Any], context: Any, ack: Any, respond: Any) -> None:
        say = words_of(context)
        await _shown(kit, say, body, respond, cards.scope_form(say, int(action["value"])))
        await ack()

    async def answered(body: dict[str, Any], view: dict[str, Any], context: Any, ack: Any) -> None:
        chosen: tuple[str, ...] = tuple(values(view).get(ids.CLAUSES) or ())
        clause = chosen[0] if len(chosen) == 1 else ""
        command = CloseGap(int(view["private_metadata"]), body["user"]["id"], HowClosed.ANSWERED, clause=clause)
        await ack(**await _closed(kit, words_of(context), command, ids.CLAUSES))

    async def out_of_scope(body: dict[str, Any], view: dict[str, Any], context: Any, ack: Any) -> None:
        reason = html.unescape(values(view).get(ids.REASON) or "")
        command = CloseGap(int(view["private_metadata"]), body["user"]["id"], HowClosed.OUT_OF_SCOPE, reason=reason)
        await ack(**await _closed(kit, words_of(context), command, ids.REASON))

    app.action(ids.ANSWER_GAP)(answer)
    app.action(ids.SCOPE_GAP)(scope)
    app.view(ids.GAP_ANSWER_FORM)(answered)
    app.view(ids.GAP_SCOPE_FORM)(out_of_scope)


async def _one(kit: Kit, viewer: str, number: int) -> GapView | Refusal | NotConfirmed:
    found = await kit.queries.gaps(viewer)
    if not isinstance(found, tuple):
        return found
    return next((gap for gap in found if gap.number == number), NoSuchGap(number))


async def _shown(kit: Kit, say: Words, body: dict[str, Any], respond: Any, view: View) -> None:
    if not await opened(kit, body["trigger_id"], view, pushed=over(body)):
        await speak(kit, say, body, respond, say("kit.lost"))


async def _closed(kit: Kit, say: Words, command: CloseGap, field: str) -> dict[str, Any]:
    outcome = await kit.desk.handle(command)
    if isinstance(outcome, Tended):
        title, text = say("gap.view_title", number=command.gap), say("gap.closed", number=command.gap)
        return {"response_action": "update", "view": noted_view(say, title, text)}
    field = outcome.why.field if isinstance(outcome, Refused) and isinstance(outcome.why, BadField) else field
    return {"response_action": "errors", "errors": {field: _said(say, outcome, "")}}


def _said(say: Words, outcome: Outcome, done: str) -> str:
    match outcome:
        case Tended():
            return done
        case Refused():
            return refusals.in_words(say, outcome.why)
        case _:
            return say("kit.busy")

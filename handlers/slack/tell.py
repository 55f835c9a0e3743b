"""Whether an answer helped, the wish to hear more, and the counting of what no clause answers."""

import asyncio
import html
from typing import Any

from slack_bolt.async_app import AsyncApp

from desk.outcomes import Counted, HeardAlready, NotConfirmed, Outcome, Refused, WillHear
from domain.rulebook.answers import Answer, AnswerOutcome
from domain.rulebook.asked import Asked, asked
from domain.rulebook.wishes import CountQuestion, Helpful, StopTelling, TellMe, VoteOnClause
from handlers.cards import ids, refusals
from handlers.cards import tell as cards
from handlers.cards.blocks import modal, section
from handlers.cards.tell import Message
from handlers.locale.catalogue import Words
from handlers.slack.forms import opened, over
from handlers.slack.kit import Kit, words_of

NOTED_VIEW = "tell_noted"


def count(kit: Kit, found: Answer, question: str, by: str) -> None:
    """Count that `by` asked what no clause answers, after the answer: neither waits for the other."""
    if found.outcome is AnswerOutcome.NOT_COVERED:
        kit.later(_count(kit, found, question, by))


async def _count(kit: Kit, found: Answer, question: str, by: str) -> None:
    await kit.desk.handle(CountQuestion(await _asked(kit, found, question), by))


async def _asked(kit: Kit, found: Answer, question: str) -> Asked:
    nearest = found.nearest.id if found.nearest else ""
    return await asyncio.to_thread(asked, kit.ranker, question, nearest)


def register(app: AsyncApp, kit: Kit) -> None:
    """Votes, wishes, and taking a wish back."""

    async def tell_me(body: dict[str, Any], action: dict[str, Any], context: Any, ack: Any, respond: Any) -> None:
        say, question = words_of(context), html.unescape(action["value"]).strip()
        found = await asyncio.to_thread(kit.look_up, question)
        outcome = await kit.desk.handle(TellMe(await _asked(kit, found, question), body["user"]["id"]))
        await _reply(kit, say, body, respond, _wished(say, outcome, ""))
        await ack()

    async def tell_changes(body: dict[str, Any], action: dict[str, Any], context: Any, ack: Any, respond: Any) -> None:
        say, clause = words_of(context), action["value"]
        outcome = await kit.desk.handle(TellMe(clause, body["user"]["id"]))
        await _reply(kit, say, body, respond, _wished(say, outcome, clause))
        await ack()

    async def stop(body: dict[str, Any], action: dict[str, Any], context: Any, ack: Any, respond: Any) -> None:
        say = words_of(context)
        outcome = await kit.desk.handle(StopTelling(action["value"], body["user"]["id"]))
        await _reply(
            kit,
            say,
            body,
            respond,
            _sentence(say("tell.stopped")) if isinstance(outcome, Counted) else _no(say, outcome),
        )
        await ack()

    app.action(ids.TELL_ME)(tell_me)
    app.action(ids.TELL_CHANGES)(tell_changes)
    app.action(ids.STOP_TELLING)(stop)
    _votes(app, kit)


def _votes(app: AsyncApp, kit: Kit) -> None:
    async def vote(body: dict[str, Any], action: dict[str, Any], context: Any, ack: Any, respond: Any) -> None:
        say, clause = words_of(context), kit.rulebook.clauses.get(action["value"])
        answer = Helpful(action["action_id"].removeprefix(f"{ids.HELPFUL}_"))
        outcome = await kit.desk.handle(VoteOnClause(action["value"], answer, body["user"]["id"]))
        if isinstance(outcome, Counted) and clause is not None:
            await _reply(kit, say, body, respond, cards.voted(say, clause, answer, outcome.helped))
        else:
            await _reply(kit, say, body, respond, _no(say, outcome))
        await ack()

    for one in Helpful:
        app.action(f"{ids.HELPFUL}_{one}")(vote)


def _wished(say: Words, outcome: Outcome, clause: str) -> Message:
    match outcome:
        case WillHear():
            return cards.will_hear(say, outcome.key, clause, outcome.until)
        case HeardAlready():
            return cards.heard_already(say, outcome.reason, outcome.at)
        case Counted():
            return _sentence(say("tell.no_room"))
        case _:
            return _no(say, outcome)


def _no(say: Words, outcome: Outcome) -> Message:
    if isinstance(outcome, Refused):
        return _sentence(refusals.in_words(say, outcome.why))
    return _sentence(say("kit.busy") if isinstance(outcome, NotConfirmed) else say("kit.lost"))


def _sentence(text: str) -> Message:
    return text, [section("told", text)]


async def _reply(kit: Kit, say: Words, body: dict[str, Any], respond: Any, message: Message) -> None:
    """Beside the message, seen by whoever clicked alone; or over the window that the button was in."""
    text, blocks = message
    if body.get("response_url"):
        kit.later(respond(text=text, blocks=blocks, response_type="ephemeral", replace_original=False))
    else:
        view = modal(say, NOTED_VIEW, say("kit.please_note"), blocks, close=say("kit.done"))
        await opened(kit, body["trigger_id"], view, pushed=over(body))

"""The buttons below an answer: the clause whole, in its original, the choices, *Not what I meant*, *None of these*."""

import asyncio
import difflib
import re
from collections.abc import Awaitable, Callable
from typing import Any

from slack_bolt.async_app import AsyncApp

from desk.outcomes import NotConfirmed
from domain.rulebook.answers import alternatives, nothing_fits
from domain.rulebook.clauses import Rulebook
from handlers.cards import ids
from handlers.cards.answers import chosen_blocks, clause_blocks, not_covered
from handlers.cards.blocks import Block, section
from handlers.cards.conversing import published
from handlers.cards.question_form import clause_view
from handlers.cards.text import escape, literal
from handlers.cards.translated import clause_notes
from handlers.cards.unclear import clarify_blocks, question_of
from handlers.locale.catalogue import Words
from handlers.slack.forms import opened, over
from handlers.slack.kit import Kit, words_of
from handlers.slack.tell import count

Said = tuple[str, list[Block]]
Clicked = Callable[[Kit, Words, str, str], Awaitable[Said]]


def register(app: AsyncApp, kit: Kit) -> None:
    """Answer clicks, each seen by whoever clicked alone. Of them nothing is stored but that no clause was meant."""
    for action_id, clicked in (
        (re.compile(rf"^{ids.SHOW_CLAUSE}(_\d+)?$"), _show),
        (re.compile(rf"^{ids.CHOOSE_CLAUSE}_\d+$"), _choose),
        (ids.SHOW_ORIGINAL, _original),
        (ids.NOT_MEANT, _not_meant),
        (ids.NONE_FITS, _none_fits),
    ):
        app.action(action_id)(_listener(kit, clicked))


def _listener(kit: Kit, clicked: Clicked) -> Callable[..., Awaitable[None]]:
    async def listen(body: dict[str, Any], action: dict[str, Any], context: Any, respond: Any, ack: Any) -> None:
        say = words_of(context)
        text, blocks = await clicked(kit, say, action["value"], body["user"]["id"])
        if body.get("response_url"):
            kit.later(respond(text=text, blocks=blocks, response_type="ephemeral", replace_original=False))
        else:
            await opened(kit, body["trigger_id"], clause_view(say, blocks), pushed=over(body))
        await ack()

    return listen


def clause_said(kit: Kit, say: Words, rules: Rulebook, name: str) -> Said:
    """A clause whole, or that there is none of this name."""
    told = kit.rules_for(say, rules)
    clause = told.clauses.get(name.lower()) or told.clauses.get(name)
    if clause is None:
        return _unknown(say, rules, name)
    return escape(clause.title), [*clause_blocks(say, told, clause), *clause_notes(say, rules, clause, whole=True)]


async def _show(kit: Kit, say: Words, value: str, _: str) -> Said:
    found = await kit.quoted(value)
    return busy(say) if isinstance(found, NotConfirmed) else clause_said(kit, say, *found)


async def _original(kit: Kit, say: Words, value: str, _: str) -> Said:
    found = await kit.quoted(value)
    if isinstance(found, NotConfirmed):
        return busy(say)
    rules, name = found
    clause = rules.clauses.get(name)
    return _unknown(say, rules, name) if clause is None else (escape(clause.title), clause_blocks(say, rules, clause))


async def _choose(kit: Kit, say: Words, value: str, _: str) -> Said:
    found = await kit.quoted(value)
    if isinstance(found, NotConfirmed):
        return busy(say)
    rules, name = found
    told = kit.rules_for(say, rules)
    clause = told.clauses.get(name)
    if clause is None:  # its version was never published, and another one is in force by now
        return _unknown(say, rules, name)
    notes, address = clause_notes(say, rules, clause), kit.links.to(rules, clause, say.language)
    blocks = [*chosen_blocks(say, told, clause), *notes]
    return escape(clause.title), [*blocks, *published(say, [(clause, address)] if address else [])]


async def _not_meant(kit: Kit, say: Words, value: str, by: str) -> Said:
    version, question = question_of(value)
    found = await kit.quoted(f"{version}/")
    if isinstance(found, NotConfirmed):
        return busy(say)
    rules = found[0]
    near = await asyncio.to_thread(alternatives, rules, await kit.ranker_of(rules), question)
    if not near:
        return await _none_fits(kit, say, value, by)
    told = kit.rules_for(say, rules)
    return say("answer.unclear"), clarify_blocks(say, told, [told.clauses[one.id] for one in near], question)


async def _none_fits(kit: Kit, say: Words, value: str, by: str) -> Said:
    version, question = question_of(value)
    found = await kit.quoted(f"{version}/")
    if isinstance(found, NotConfirmed):
        return busy(say)
    earlier, nothing = found[0].digest != kit.rulebook.digest, nothing_fits()
    if not earlier:
        count(kit, nothing, question, by)
    return say("answer.uncovered"), not_covered(say, found[0], nothing, question, earlier=earlier)


def busy(say: Words) -> Said:
    """The database does not answer."""
    return say("kit.busy"), [section("busy", say("kit.busy"))]


def _unknown(say: Words, rules: Rulebook, name: str) -> Said:
    near = difflib.get_close_matches(name.lower(), rules.clauses, n=3, cutoff=0.4)
    typed, meant = literal(name[:80]), ", ".join(f"`{escape(one)}`" for one in near)
    text = say("answer.no_clause_near", typed=typed, near=meant) if near else say("answer.no_clause", typed=typed)
    return text, [section("no-clause", text)]

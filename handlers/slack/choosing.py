"""The buttons below an answer: the clause whole, in its original, the choices, *Not what I meant*, *None of these*."""

import asyncio
import difflib
import re
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from slack_bolt.async_app import AsyncApp

from domain.rulebook.answers import alternatives, nothing_fits
from domain.rulebook.clauses import Clause, Rulebook
from domain.rulebook.ranking import Ranker
from handlers.cards import ids
from handlers.cards.answers import chosen_blocks, clause_blocks, not_covered
from handlers.cards.blocks import Block, section
from handlers.cards.conversing import published
from handlers.cards.question_form import clause_view
from handlers.cards.text import escape, literal
from handlers.cards.translated import clause_notes
from handlers.cards.unclear import Carried, clarify_blocks
from handlers.locale.catalogue import Words
from handlers.slack.forms import opened, over
from handlers.slack.kit import Kit, words_of
from handlers.slack.versions import rules_of

Said = tuple[str, list[Block]]
Clicked = Callable[[Kit, Words, tuple[Rulebook, Ranker], Carried], Awaitable[Said]]


def register(app: AsyncApp, kit: Kit) -> None:
    """Answer clicks, each seen by whoever clicked alone. Nothing of them is stored."""
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
        say, carried = words_of(context), Carried.of(action["value"])
        text, blocks = await clicked(kit, say, await rules_of(kit, carried.version), carried)
        if body.get("response_url"):
            kit.later(respond(text=text, blocks=blocks, response_type="ephemeral", replace_original=False))
        else:
            await opened(kit, body["trigger_id"], clause_view(say, blocks), pushed=over(body))
        await ack()

    return listen


def clause_said(kit: Kit, say: Words, rules: Rulebook, name: str, version: str = "") -> Said:
    """A clause whole, or that there is none of this name. `version` is that of `rules`, if they are not in force."""
    told = kit.rules_for(say, rules)
    clause = _named(told, name)
    if clause is None:
        return _unknown(say, rules, name)
    notes = clause_notes(say, rules, clause, version, whole=True)
    return escape(clause.title), [*clause_blocks(say, told, clause), *notes]


async def _show(kit: Kit, say: Words, asked: tuple[Rulebook, Ranker], carried: Carried) -> Said:
    return clause_said(kit, say, asked[0], carried.text, carried.version)


async def _original(_kit: Kit, say: Words, asked: tuple[Rulebook, Ranker], carried: Carried) -> Said:
    rules, clause = asked[0], _named(asked[0], carried.text)
    if clause is None:  # another version came into force meanwhile
        return _unknown(say, rules, carried.text)
    return escape(clause.title), clause_blocks(say, rules, clause)


async def _choose(kit: Kit, say: Words, asked: tuple[Rulebook, Ranker], carried: Carried) -> Said:
    rules, told = asked[0], kit.rules_for(say, asked[0])
    clause = _named(told, carried.text)
    if clause is None:
        return _unknown(say, rules, carried.text)
    blocks = chosen_blocks(say, told, clause, carried.version)
    notes, address = clause_notes(say, rules, clause, carried.version), kit.links.to(rules, clause)
    return escape(clause.title), [*blocks, *notes, *published(say, [(clause, address)] if address else [])]


async def _not_meant(kit: Kit, say: Words, asked: tuple[Rulebook, Ranker], carried: Carried) -> Said:
    told = kit.rules_for(say, asked[0])
    near = await asyncio.to_thread(alternatives, *asked, carried.text)
    return _clarified(say, told, [told.clauses[one.id] for one in near], carried)


async def _none_fits(_kit: Kit, say: Words, asked: tuple[Rulebook, Ranker], carried: Carried) -> Said:
    return _clarified(say, asked[0], (), carried)


def _clarified(say: Words, rules: Rulebook, near: Sequence[Clause], carried: Carried) -> Said:
    if near:
        return say("answer.unclear"), clarify_blocks(say, rules, near, carried)
    return say("answer.uncovered"), not_covered(say, rules, nothing_fits(), carried.text)


def _named(rules: Rulebook, name: str) -> Clause | None:
    return rules.clauses.get(name.lower()) or rules.clauses.get(name)


def _unknown(say: Words, rules: Rulebook, name: str) -> Said:
    near = difflib.get_close_matches(name.lower(), rules.clauses, n=3, cutoff=0.4)
    typed, meant = literal(name[:80]), ", ".join(f"`{escape(one)}`" for one in near)
    text = say("answer.no_clause_near", typed=typed, near=meant) if near else say("answer.no_clause", typed=typed)
    return text, [section("no-clause", text)]

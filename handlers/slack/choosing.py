"""The buttons below an answer: *Show all*, the choices where it is unclear, *Not what I meant*, *None of these*."""

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


def clause_said(say: Words, rules: Rulebook, name: str) -> Said:
    """A clause whole, or that there is none of this name."""
    clause = _named(rules, name)
    return _unknown(say, rules, name) if clause is None else (escape(clause.title), clause_blocks(say, rules, clause))


async def _show(_kit: Kit, say: Words, asked: tuple[Rulebook, Ranker], carried: Carried) -> Said:
    return clause_said(say, asked[0], carried.text)


async def _choose(kit: Kit, say: Words, asked: tuple[Rulebook, Ranker], carried: Carried) -> Said:
    rules, clause = asked[0], _named(asked[0], carried.text)
    if clause is None:  # another version came into force meanwhile
        return _unknown(say, rules, carried.text)
    address = kit.links.to(rules, clause)
    blocks = chosen_blocks(say, rules, clause, carried.version)
    return escape(clause.title), [*blocks, *published(say, [(clause, address)] if address else [])]


async def _not_meant(_kit: Kit, say: Words, asked: tuple[Rulebook, Ranker], carried: Carried) -> Said:
    near = await asyncio.to_thread(alternatives, *asked, carried.text)
    return _clarified(say, asked[0], near, carried)


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

"""`/policy` and its sub-commands, answered in the ack's own body; and the *Show all* button."""

import difflib
import html
import re
from typing import Any

from slack_bolt.async_app import AsyncApp

from desk.outcomes import NotConfirmed
from domain.rulebook.answers import Answer
from domain.rulebook.clauses import Rulebook
from handlers.cards import ids
from handlers.cards.answers import answer_blocks, answer_text, clause_blocks, list_blocks
from handlers.cards.blocks import Block, section
from handlers.cards.conversing import published
from handlers.cards.help import help_blocks
from handlers.cards.question_form import clause_view
from handlers.cards.text import escape, literal
from handlers.cards.translated import answer_for, clause_notes
from handlers.locale.catalogue import Words
from handlers.slack import gaps, ruling, versions
from handlers.slack.forms import opened, over
from handlers.slack.kit import Kit, words_of
from handlers.slack.tell import count

Said = tuple[str, list[Block]]


def register(app: AsyncApp, kit: Kit) -> None:
    """Answer `/policy`, and show clauses."""

    async def policy(command: dict[str, Any], context: Any, ack: Any) -> None:
        say, typed = words_of(context), html.unescape(command.get("text") or "").strip()
        word, _, rest = typed.partition(" ")
        if word.lower() == "check":
            await ack(**await ruling.check(kit, say, command["trigger_id"], rest))
            return
        text, blocks = await versions.reply(kit, say, typed, shown) or await reply(kit, say, typed, command["user_id"])
        await ack(text=text, blocks=blocks, response_type="ephemeral")

    async def show(body: dict[str, Any], action: dict[str, Any], context: Any, respond: Any, ack: Any) -> None:
        say = words_of(context)
        text, blocks = await _show_meant(kit, say, action["value"])
        if body.get("response_url"):
            kit.later(respond(text=text, blocks=blocks, response_type="ephemeral", replace_original=False))
        else:
            await opened(kit, body["trigger_id"], clause_view(say, blocks), pushed=over(body))
        await ack()

    app.command("/policy")(policy)
    app.action(re.compile(rf"^{ids.SHOW_CLAUSE}(_\d+)?$"))(show)


async def reply(kit: Kit, say: Words, typed: str, by: str) -> Said:
    """Text and blocks for what `by` typed after `/policy`."""
    word, _, rest = typed.partition(" ")
    rest = rest.strip()
    match word.lower():
        case "ask" if rest:
            return await ask(kit, say, rest, by)
        case "show" if rest:
            return _show(kit, say, rest)
        case "list":
            return _list(kit, say, rest)
        case "gaps":
            return await gaps.listed(kit, say, by)
        case "ask":
            return say("answer.ask_what"), [section("ask-what", say("answer.ask_what"))]
        case "show":
            return _list(kit, say, "")
        case "" | "help":
            return say("help.title"), help_blocks(say)
        case _:
            return say("help.unknown"), help_blocks(say, typed)


async def ask(kit: Kit, say: Words, question: str, by: str) -> Said:
    """The answer to a question; that `by` asked what nothing answers is counted."""
    found = await kit.answer(question)
    count(kit, found, question, by)
    return shown(kit, say, found, question)


def shown(kit: Kit, say: Words, found: Answer, question: str, rules: Rulebook | None = None) -> Said:
    """An answer, with the addresses of its clauses where the rulebook is published. `rules` is the version that
    answered, where that is not the one in force.
    """
    earlier, rules = rules is not None, rules or kit.rulebook
    told = kit.rules_for(say, rules)
    found = answer_for(found, told)
    clauses = [found.quoted, *found.further] if found.quoted else []
    addresses = [(one, address) for one in clauses if (address := kit.links.to(rules, one, say.language))]
    notes = clause_notes(say, rules, found.quoted) if found.quoted else []
    blocks = answer_blocks(say, told, found, question, earlier=earlier)
    return answer_text(say, found), [*blocks, *notes, *published(say, addresses)]


async def _show_meant(kit: Kit, say: Words, value: str) -> Said:
    """A clause as it was quoted, whatever is in force now."""
    found = await kit.quoted(value)
    if isinstance(found, NotConfirmed):
        return say("kit.busy"), [section("busy", say("kit.busy"))]
    rules, name = found
    return _whole(kit, say, rules, name) if name in rules.clauses else _show(kit, say, name)


def _whole(kit: Kit, say: Words, rules: Rulebook, name: str) -> Said:
    """A clause of some version in a reader's words, and how these stand to its source."""
    told = kit.rules_for(say, rules)
    clause = told.clauses[name]
    return escape(clause.title), [*clause_blocks(say, told, clause), *clause_notes(say, rules, clause, whole=True)]


def _show(kit: Kit, say: Words, name: str) -> Said:
    clause = kit.rulebook.clauses.get(name.lower()) or kit.rulebook.clauses.get(name)
    if clause is not None:
        return _whole(kit, say, kit.rulebook, clause.id)
    near = difflib.get_close_matches(name.lower(), kit.rulebook.clauses, n=3, cutoff=0.4)
    typed, meant = literal(name[:80]), ", ".join(f"`{escape(one)}`" for one in near)
    text = say("answer.no_clause_near", typed=typed, near=meant) if near else say("answer.no_clause", typed=typed)
    return text, [section("no-clause", text)]


def _list(kit: Kit, say: Words, chapter: str) -> Said:
    chapters = kit.rulebook.chapters()
    if chapter and chapter.lower() not in chapters:
        text = say("answer.no_chapter", typed=literal(chapter[:80]), chapters=", ".join(map(escape, chapters)))
        return text, [section("no-chapter", text)]
    return say("answer.clauses"), list_blocks(say, kit.rules_for(say), chapter.lower() or None)

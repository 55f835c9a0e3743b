"""`/policy` and its sub-commands, answered in the ack's own body."""

import html
from typing import Any

from slack_bolt.async_app import AsyncApp

from domain.rulebook.answers import Answer, AnswerOutcome
from domain.rulebook.clauses import Rulebook
from handlers.cards.answers import answer_blocks, answer_text, list_blocks
from handlers.cards.blocks import Block, section
from handlers.cards.conversing import published
from handlers.cards.help import help_blocks
from handlers.cards.text import escape, literal
from handlers.cards.translated import answer_for, clause_notes, rival_notes
from handlers.locale.catalogue import Words
from handlers.slack import gaps, ruling, versions
from handlers.slack.choosing import clause_said
from handlers.slack.kit import Kit, words_of
from handlers.slack.tell import count

Said = tuple[str, list[Block]]


def register(app: AsyncApp, kit: Kit) -> None:
    """Answer `/policy`."""

    async def policy(command: dict[str, Any], context: Any, ack: Any) -> None:
        say, typed = words_of(context), html.unescape(command.get("text") or "").strip()
        word, _, rest = typed.partition(" ")
        if word.lower() == "check":
            await ack(**await ruling.check(kit, say, command["trigger_id"], rest))
            return
        text, blocks = await versions.reply(kit, say, typed, shown) or await reply(kit, say, typed, command["user_id"])
        await ack(text=text, blocks=blocks, response_type="ephemeral")

    app.command("/policy")(policy)


async def reply(kit: Kit, say: Words, typed: str, by: str) -> Said:
    """Text and blocks for what `by` typed after `/policy`."""
    word, _, rest = typed.partition(" ")
    rest = rest.strip()
    match word.lower():
        case "ask" if rest:
            return await ask(kit, say, rest, by)
        case "show" if rest:
            return clause_said(kit, say, kit.rulebook, rest)
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
    rules = kit.rulebook  # another version may come into force before the answer is there
    found = await kit.answer(question)
    count(kit, found, question, by)
    return shown(kit, say, found, question, rules, earlier=rules is not kit.rulebook)


def shown(kit: Kit, say: Words, found: Answer, question: str, rules: Rulebook, *, earlier: bool = True) -> Said:
    """An answer, with the addresses of its clauses where the rulebook is published. `rules` is the version that
    answered; `earlier` is whether another one is in force, or was not asked.
    """
    told = kit.rules_for(say, rules)
    found = answer_for(found, rules, told)
    notes = []
    if found.quoted is not None:
        plain = found.outcome is AnswerOutcome.COVERED
        notes = clause_notes(say, rules, found.quoted) if plain else rival_notes(say, rules, found)
    addresses = [(one, address) for one in found.shown if (address := kit.links.to(rules, one, say.language))]
    blocks = answer_blocks(say, told, found, question, earlier=earlier)
    return answer_text(say, found), [*blocks, *notes, *published(say, addresses)]


def _list(kit: Kit, say: Words, chapter: str) -> Said:
    chapters = kit.rulebook.chapters()
    if chapter and chapter.lower() not in chapters:
        text = say("answer.no_chapter", typed=literal(chapter[:80]), chapters=", ".join(map(escape, chapters)))
        return text, [section("no-chapter", text)]
    return say("answer.clauses"), list_blocks(say, kit.rules_for(say), chapter.lower() or None)

"""`/policy diff`, `history`, `summary` and `as of`: the versions of the rulebook, read from what was published."""

import asyncio
import re
from collections.abc import Callable
from datetime import date, datetime

from desk.outcomes import NotConfirmed
from desk.rulebooks import end_of
from domain.rulebook.answers import Answer, answer_as_of
from domain.rulebook.clauses import Rulebook
from domain.rulebook.diff import clause_history, diff
from domain.rulebook.versions import RulebookPublished, Versions
from handlers.cards import versions as cards
from handlers.cards.blocks import Block, section
from handlers.locale.catalogue import Words
from handlers.slack.kit import Kit

Said = tuple[str, list[Block]]
Shown = Callable[[Kit, Words, Answer, str, Rulebook], Said]
_AS_OF = re.compile(r"as[ -]?of\b\s*(?P<when>\S*)\s*(?P<question>.*)", re.IGNORECASE | re.DOTALL)


async def reply(kit: Kit, say: Words, typed: str, shown: Shown) -> Said | None:
    """Text and blocks for what was typed after `/policy`; None where it is none of these sub-commands. `shown` draws an
    answer.
    """
    words = typed.split()
    match [word.lower() for word in words]:
        case ["diff"] | ["diff", _] | ["diff", _, _]:
            return await _diff(kit, say, words[1:])
        case ["history", _]:
            return await _history(kit, say, words[1])
        case ["summary"]:
            known = await kit.rulebooks.versions()
            return cards.summary_card(say, kit.rulebook, None if isinstance(known, NotConfirmed) else known)
    if (asked := _AS_OF.fullmatch(typed)) is not None:
        return await _as_of(kit, say, asked["when"], asked["question"].strip(), shown)
    return None


def _busy(say: Words) -> Said:
    return say("kit.busy"), [section("busy", say("kit.busy"))]


async def _diff(kit: Kit, say: Words, named: list[str]) -> Said:
    """Two versions; of one that is named alone, what it changed; without a name, what the last one changed."""
    known = await kit.rulebooks.versions()
    if isinstance(known, NotConfirmed):
        return _busy(say)
    if known.newest is None:
        return cards.not_published(say)
    for name in named:
        if known.named(name) is None:
            return cards.no_version(say, name, known)
    after = known.newest.version if not named else named[-1]
    earlier = known.before(after)
    before = named[0] if len(named) > 1 else (earlier.version if earlier else None)
    if before is None:
        return cards.one_version(say, after)
    read = await kit.rulebooks.of(before, after)
    if isinstance(read, NotConfirmed) or read[0] is None or read[1] is None:
        return _busy(say)
    return cards.diff_card(say, diff(read[0], read[1]))


async def _history(kit: Kit, say: Words, clause: str) -> Said:
    every = await kit.rulebooks.every()
    if isinstance(every, NotConfirmed):
        return _busy(say)
    if not every:
        return cards.not_published(say)
    changes = clause_history([rules for _, rules in every], clause.strip("`").lower())
    told = [(every[number][0], change) for number, change in changes]
    return cards.history_card(say, clause.strip("`").lower(), reversed(told)) if told else cards.no_history(say, clause)


async def _as_of(kit: Kit, say: Words, when: str, question: str, shown: Shown) -> Said:
    """The answer that a version gives, named by itself or by a day on which it was in force."""
    known = await kit.rulebooks.versions()
    if isinstance(known, NotConfirmed):
        return _busy(say)
    if not when or not question:
        return cards.as_of_how(say)
    if known.newest is None:
        return cards.not_published(say)
    event = _meant(known, when)
    if event is None:
        day = _day(when)
        return cards.no_version(say, when, known) if day is None else cards.before_the_first(say, known)
    read = await kit.rulebooks.of(event.version)
    if isinstance(read, NotConfirmed) or read[0] is None:
        return _busy(say)
    rules = read[0]
    ranker = await kit.ranker_of(rules)
    found = await asyncio.to_thread(answer_as_of, rules, ranker, kit.rulebook, kit.ranker, question)
    by_words = kit.earlier.is_being_read(rules)
    return cards.as_of(say, event, shown(kit, say, found, question, rules), by_words=by_words)


def _meant(known: Versions, when: str) -> RulebookPublished | None:
    named, day = known.named(when), _day(when)
    if named is not None or day is None:
        return named
    return known.at(end_of(day))


def _day(written: str) -> date | None:
    try:
        return datetime.fromisoformat(written).date()
    except ValueError:
        return None

"""What is said where it is unclear which clause holds: the fact that is missing, or the clauses that compete."""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.rulebook.answers import Answer
from domain.rulebook.clauses import Clause, Rulebook
from domain.rulebook.recognising import Missing
from domain.rulebook.versions import is_version
from handlers.cards import ids
from handlers.cards.blocks import Block, actions, beside, button, context, section, sections
from handlers.cards.quoting import source, text_quote
from handlers.cards.text import escape
from handlers.locale.catalogue import Words

BUTTON_TEXT = 75
BUTTON_VALUE = 2000
MOST_BUTTONS = 20  # of the 25 that fit beside each other


@dataclass(frozen=True, slots=True)
class Carried:
    """What a button of an answer carries: the id of a clause, or the question that a report of an ambiguity begins
    with. `version` is that of the rules that answered, where they were not the ones in force.
    """

    version: str
    text: str

    @property
    def value(self) -> str:
        """As a button carries it."""
        return (f"{self.version}\n{self.text}" if self.version else self.text)[:BUTTON_VALUE] or " "

    @classmethod
    def of(cls, value: str) -> "Carried":
        """What a button carried."""
        version, _, text = value.partition("\n")
        return cls(version, text) if text and is_version(version) else cls("", value.strip())


def unclear_blocks(say: Words, rules: Rulebook, found: Answer, carried: Carried) -> list[Block]:
    """What is missing, or which clauses compete, with a button for each way to go on."""
    if found.missing is not None:
        blocks = _missing(say, found.missing, found.shown, carried)
    else:
        blocks = [section("unclear", say("answer.competing"))]
        for number, one in enumerate(found.shown, start=1):
            title = section(f"rival-{number}", f"*{escape(one.title)}* (`{escape(one.id)}`)")
            blocks.append(beside(title, _choice(number, say("answer.this_one"), one, carried.version)))
            blocks += text_quote(say, one, found.deciding.get(one.id), f"rival-{number}-rule")
        blocks.append(actions("answer-actions", [_none(say, carried)]))
    return [*blocks, context("source", source(say, rules))]


def clarify_blocks(say: Words, rules: Rulebook, near: Sequence[Clause], carried: Carried) -> list[Block]:
    """One question back to somebody who did not mean what was quoted: is it one of these?"""
    buttons = [_choice(number, one.title, one, carried.version) for number, one in enumerate(near, start=1)]
    shown = actions("answer-actions", [*buttons, _none(say, carried)])
    return [section("unclear", say("answer.which")), shown, context("source", source(say, rules))]


def _missing(say: Words, fact: Missing, shown: Sequence[Clause], carried: Carried) -> list[Block]:
    by_clause: dict[str, list[str]] = {}
    clauses = {one.clause.id: one.clause for one in fact.choices}
    for one in fact.choices:
        by_clause.setdefault(one.clause.id, []).append(one.title)
    ways = [(" / ".join(titles), clauses[name]) for name, titles in by_clause.items()]
    ways += [(one.title, one) for one in shown if one.id not in clauses]
    buttons = [
        _choice(number, label, one, carried.version) for number, (label, one) in enumerate(ways[:MOST_BUTTONS], start=1)
    ]
    return [
        section("unclear", say("answer.needs_facts")),
        *sections("fact", f"*{say(f'ruling.{fact.dimension}')}*"),
        actions("answer-actions", [*buttons, _none(say, carried)]),
    ]


def _choice(number: int, label: str, clause: Clause, version: str) -> Block:
    text = label if len(label) <= BUTTON_TEXT else f"{label[: BUTTON_TEXT - 1]}…"
    return button(f"{ids.CHOOSE_CLAUSE}_{number}", text, Carried(version, clause.id).value)


def _none(say: Words, carried: Carried) -> Block:
    return button(ids.NONE_FITS, say("answer.none_fits"), carried.value)

"""What is said where it is unclear which clause holds: the fact that is missing, or the clauses that compete."""

from collections.abc import Sequence

from domain.rulebook.answers import Answer
from domain.rulebook.clauses import Clause, Rulebook
from domain.rulebook.recognising import Missing
from handlers.cards import ids
from handlers.cards.blocks import Block, actions, beside, button, context, section, sections
from handlers.cards.quoting import meant, source, text_quote
from handlers.cards.text import escape
from handlers.locale.catalogue import Words

BUTTON_TEXT = 75
BUTTON_VALUE = 2000
MOST_BUTTONS = 20  # of the 25 that fit beside each other


def asked(rules: Rulebook, question: str) -> str:
    """What a button says to go on with a question, as the rules that answered it would."""
    return f"{rules.version}\n{question}"[:BUTTON_VALUE]


def question_of(value: str) -> tuple[str, str]:
    """The version and the question that such a button meant."""
    version, _, question = value.partition("\n")
    return version, question


def unclear_blocks(say: Words, rules: Rulebook, found: Answer, question: str) -> list[Block]:
    """What is missing, or which clauses compete, with a button for each way to go on."""
    if found.missing is not None:
        blocks = _missing(say, rules, found.missing, found.shown)
    else:
        blocks = [section("unclear", say("answer.competing"))]
        for number, one in enumerate(found.shown, start=1):
            title = section(f"rival-{number}", f"*{escape(one.title)}* (`{escape(one.id)}`)")
            blocks.append(beside(title, _choice(number, say("answer.this_one"), meant(rules, one))))
            blocks += text_quote(say, one, found.deciding.get(one.id), f"rival-{number}-rule")
    blocks.append(actions("answer-actions", [_none(say, rules, question)]))
    return [*blocks, context("source", source(say, rules))]


def clarify_blocks(say: Words, rules: Rulebook, near: Sequence[Clause], question: str) -> list[Block]:
    """One question back to somebody who did not mean what was quoted: is it one of these?"""
    buttons = [_choice(number, one.title, meant(rules, one)) for number, one in enumerate(near, start=1)]
    shown = actions("answer-actions", [*buttons, _none(say, rules, question)])
    return [section("unclear", say("answer.which")), shown, context("source", source(say, rules))]


def _missing(say: Words, rules: Rulebook, fact: Missing, shown: Sequence[Clause]) -> list[Block]:
    by_clause: dict[str, list[str]] = {}
    clauses = {one.clause.id: one.clause for one in fact.choices}
    for one in fact.choices:
        by_clause.setdefault(one.clause.id, []).append(one.title)
    ways = [(" / ".join(titles), clauses[name]) for name, titles in by_clause.items()]
    ways += [(one.title, one) for one in shown if one.id not in clauses]
    buttons = [
        _choice(number, label, meant(rules, one)) for number, (label, one) in enumerate(ways[:MOST_BUTTONS], start=1)
    ]
    return [
        section("unclear", say("answer.needs_facts")),
        *sections("fact", f"*{say(f'ruling.{fact.dimension}')}*"),
        actions("answer-choices", buttons),
    ]


def _choice(number: int, label: str, value: str) -> Block:
    text = label if len(label) <= BUTTON_TEXT else f"{label[: BUTTON_TEXT - 1]}…"
    return button(f"{ids.CHOOSE_CLAUSE}_{number}", text, value)


def _none(say: Words, rules: Rulebook, question: str) -> Block:
    return button(ids.NONE_FITS, say("answer.none_fits"), asked(rules, question))

"""The form that asks for intent, data and risk, and the ruling of the matrix with its controls and clauses."""

from collections.abc import Mapping, Sequence

from domain.rulebook.clauses import Rulebook
from domain.rulebook.matrix import Matrix, Ruled
from domain.rulebook.tables import Axis, Cell
from handlers.cards import ids
from handlers.cards.blocks import Block, View, actions, button, choice, context, modal, section, sections
from handlers.cards.quoting import meant, source
from handlers.cards.text import escape, mrkdwn
from handlers.locale.catalogue import Words

BLOCKS: Mapping[str, str] = {"intent": ids.INTENT, "sensitivity": ids.SENSITIVITY, "risk": ids.RISK}
MOST_CLAUSES = 8
MOST_OPTIONS = 100


def ruling_form(say: Words, rules: Rulebook, matrix: Matrix, notes: Sequence[Block] = ()) -> View:
    """Three selects, with the values of this rulebook's matrix in the reader's words, and `notes` on these."""
    blocks = [section("intro", say("ruling.intro")), *(_select(say, axis) for axis in matrix.axes)]
    blocks += [*notes, context("source", source(say, rules))]
    title, submit, close = say("ruling.title"), say("ruling.submit"), say("ruling.close")
    return modal(say, ids.RULING_FORM, title, blocks, submit=submit, close=close)


def _select(say: Words, axis: Axis) -> Block:
    options = [(value, axis.title(value)) for value in axis.values][:MOST_OPTIONS]
    return choice(BLOCKS[axis.name], say(f"ruling.{axis.name}"), options, hint=say(f"ruling.{axis.name}_hint"))


def ruling_view(
    say: Words, rules: Rulebook, matrix: Matrix, cell: Cell, ruled: Ruled, notes: Sequence[Block] = ()
) -> View:
    """The ruling on a situation; its button leads back to the form."""
    blocks = ruling_blocks(say, rules, matrix, cell, ruled, notes)
    return modal(say, ids.RULING_VIEW, say("ruling.title"), blocks, submit=say("ruling.anew"))


def ruling_blocks(
    say: Words, rules: Rulebook, matrix: Matrix, cell: Cell, ruled: Ruled, notes: Sequence[Block] = ()
) -> list[Block]:
    """What is ruled, why, on which conditions, by which clauses of which version, and what to do next. `notes` say how
    these words stand to their source.
    """
    asked = {axis.name: escape(axis.title(value)) for axis, value in zip(matrix.axes, cell, strict=True)}
    blocks = [
        section("ruling", f"*{say.of(ruled.ruling, 'ruling.is')}*"),
        *sections("situation", say("ruling.situation", **asked)),
    ]
    if ruled.controls:
        named = "\n".join(f"• {mrkdwn(matrix.control(name))}" for name in ruled.controls)
        blocks += sections("controls", f"{say.of(ruled.ruling, 'ruling.controls')}\n{named}")
    if ruled.why:
        blocks += sections("why", "\n".join(map(mrkdwn, ruled.why)))
    clauses = [rules.clauses[name] for name in ruled.clauses if name in rules.clauses][:MOST_CLAUSES]
    if clauses:
        quoted = [f"• `{escape(one.id)}` *{escape(one.title)}*\n>{_quoted(one.rule)}" for one in clauses]
        blocks += sections("clauses", "\n".join([say("ruling.clauses"), *quoted]))
        shown = [
            button(f"{ids.SHOW_CLAUSE}_{number}", say("answer.show_one", clause=one.id)[:75], meant(rules, one))
            for number, one in enumerate(clauses, start=1)
        ]
        blocks.append(actions("ruling-clauses", shown))
    blocks += sections("next", say.of(ruled.ruling, "ruling.next"))
    return [*blocks, *notes, context("source", source(say, rules))]


def _quoted(rule: str) -> str:
    return mrkdwn(rule).replace("\n", "\n>")

"""Gaps of the rulebook as their owners see them: what was asked in shared words, by when, and what they can do."""

from collections.abc import Mapping, Sequence

from desk.gaps import GapView
from domain.rulebook.gaps import REASON_LIMIT, GapSort
from handlers.cards import ids
from handlers.cards.blocks import (
    Block,
    View,
    actions,
    beside,
    button,
    context,
    heading,
    modal,
    search,
    section,
    sections,
    text_input,
)
from handlers.cards.text import anyone, escape, literal, when
from handlers.locale.catalogue import Words

Message = tuple[str, list[Block]]
LISTED = 12  # of four blocks each, where a message holds fifty


def listing(say: Words, found: Sequence[GapView]) -> Message:
    """`/policy gaps`: the nearest due first, with words and buttons."""
    title = say("gap.heading")
    if not found:
        return title, [section("gaps-none", say("gap.none"))]
    blocks = [block for gap in found[:LISTED] for block in gap_blocks(say, gap)]
    return title, [section("gaps", f"*{title}*"), *blocks, context("gaps-note", say("gap.words_note"))]


def home_gaps(say: Words, found: Sequence[GapView] | None) -> list[Block]:
    """On Home, without words, each with a button to read it; nothing for those who can close none."""
    if found is None:
        return []
    lines = [
        beside(section(f"gap-{gap.number}", f"{line(say, gap)}\n{due(say, gap)}"), read_button(say, gap.number))
        for gap in found
    ]
    return [heading("gaps", say("gap.heading")), *(lines or [section("gaps-none", say("gap.none"))])]


def gap_view(say: Words, gap: GapView) -> View:
    """One gap in a window."""
    blocks = [*gap_blocks(say, gap), context("gap-note", say("gap.words_note"))]
    return modal(say, ids.GAP_VIEW, say("gap.view_title", number=gap.number), blocks)


def gap_blocks(say: Words, gap: GapView) -> list[Block]:
    """A gap whole, with its buttons."""
    value = str(gap.number)
    facts = [line(say, gap)]
    if gap.words is not None:
        facts.append(f">{literal(gap.words)}")
    if gap.clause and gap.sort is GapSort.QUESTION:
        facts.append(say("gap.nearest", clause=escape(gap.clause), title=escape(gap.title)))
    facts.append(f"{due(say, gap)} {say('gap.owner', owner=anyone(say, gap.owner))}")
    buttons = [
        button(ids.ANSWER_GAP, say("gap.answered"), value, "primary"),
        button(ids.SCOPE_GAP, say("gap.scope"), value),
        button(ids.TAKE_GAP, say("gap.take"), value),
    ]
    return [*sections(f"gap-{value}", "\n".join(facts)), actions(f"gap-{value}-actions", buttons)]


def line(say: Words, gap: GapView) -> str:
    """Which gap, and how many people met it; no words of theirs."""
    facts = {"number": gap.number, "askers": gap.askers, "clause": escape(gap.clause), "title": escape(gap.title)}
    return say(f"gap.line_{gap.sort}", **facts)


def due(say: Words, gap: GapView) -> str:
    """By when it is to be closed."""
    return say("gap.late" if gap.late else "gap.due", when=when(say, gap.due))


def read_button(say: Words, number: int) -> Block:
    """Opens a gap."""
    return button(ids.READ_GAP, say("gap.read"), str(number))


def told(say: Words, gap: GapView, facts: Mapping[str, str | int], *, opened: bool) -> Message:
    """To whoever answers for a gap: it is there, it waits, or it is late. Carries no words."""
    state = "opened" if opened else ("late" if int(facts["rung"]) else "waits")
    text = f"{say(f'gap.told_{state}', number=gap.number)} {due(say, gap)}"
    blocks = [section("gap", f"{line(say, gap)}\n{text}"), actions("gap-actions", [read_button(say, gap.number)])]
    return text, blocks


def answer_form(say: Words, number: int) -> View:
    """Which clause answers it now."""
    field = search(ids.CLAUSES, say("gap.answered_which"), say("form.search"), hint=say("gap.answered_hint"), most=1)
    return _form(say, ids.GAP_ANSWER_FORM, number, field)


def scope_form(say: Words, number: int) -> View:
    """Why it is out of scope."""
    field = text_input(ids.REASON, say("gap.scope_why"), REASON_LIMIT, hint=say("gap.scope_hint"))
    return _form(say, ids.GAP_SCOPE_FORM, number, field)


def _form(say: Words, callback: str, number: int, field: Block) -> View:
    title, facts = say("gap.view_title", number=number), {"submit": say("gap.close"), "close": say("kit.cancel")}
    return modal(say, callback, title, [field], metadata=str(number), **facts)

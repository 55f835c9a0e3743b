"""A case as an entitled reviewer reads it, in a modal."""

from desk.views import CaseFile
from handlers.cards import ids
from handlers.cards.blocks import Block, View, context, modal, section, verbatim
from handlers.cards.case_card import case_card
from handlers.cards.labels import INTENTS
from handlers.cards.text import person

BLOCKS = 100


def case_view(file: CaseFile) -> View:
    """The modal of a case: its face, every narrative as typed, and the reasons once decided."""
    face = case_card(file.card)[:2]
    blocks: list[Block] = [
        *face,
        context("reporter", f"Reported by {person(file.reporter)}. Keep the name among the reviewers."),
    ]
    for number, narrative in enumerate(file.narratives, start=1):
        heading = "What was reported" if number == 1 else f"Added later ({number - 1})"
        blocks += [section(f"narrative-{number}", f"*{heading}*"), *verbatim(f"words-{number}", narrative.text)]
        if narrative.where_when:
            blocks += [
                context(f"where-{number}-note", "Where or when"),
                *verbatim(f"where-{number}", narrative.where_when),
            ]
        if narrative.evidence:
            note = context(f"evidence-{number}-note", "Kept message")
            blocks += [note, *verbatim(f"evidence-{number}", narrative.evidence)]
    if file.reasons:
        intent = f" ({INTENTS[file.intent]})" if file.intent else ""
        blocks += [section("reasons-note", f"*Reasons*{intent}"), *verbatim("reasons", file.reasons)]
    if len(blocks) > BLOCKS:
        more = len(blocks) - BLOCKS + 1
        blocks = [
            *blocks[: BLOCKS - 1],
            context("more", f"{more} more parts are in `ombud case show {file.card.number}`."),
        ]
    return modal(ids.CASE_VIEW, f"Case {file.card.number}", blocks)

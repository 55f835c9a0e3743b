"""The form of `/report`, and the receipt that takes its place."""

import json
from datetime import datetime

from domain.cases.commands import TEXT_LIMIT, WHERE_LIMIT
from domain.cases.words import Kind
from handlers.cards import ids
from handlers.cards.blocks import Block, View, choice, context, modal, section, text_input, verbatim
from handlers.cards.labels import KIND_HINTS
from handlers.cards.text import escape, when

WHO_SEES = (
    "*Who sees this:* the reviewers of this queue read what you write and see your name. Channels, cards and logs show "
    "a number, never your name or your words. You never review your own report, even if you are a reviewer."
)
NEXT = "*What happens next:* the reviewer on call is told at once, and you hear the outcome here in a direct message."


def report_form(nonce: str, emergency: str, *, text: str = "", kind: Kind | None = None, evidence: str = "") -> View:
    """An empty or prefilled form. The nonce makes a second submit the same report."""
    quoted: list[Block] = []
    if evidence:
        note = context("evidence-note", "This message will be kept with your report:")
        quoted = [note, *verbatim(ids.EVIDENCE, evidence)]
    blocks = [
        *([section("emergency", f":rotating_light: {escape(emergency)}")] if emergency else []),
        text_input(ids.TEXT, "What happened?", TEXT_LIMIT, hint="Plain words are fine.", initial=text),
        *quoted,
        choice(ids.KIND, "What kind of matter is it?", list(KIND_HINTS.items()), initial=kind or ""),
        text_input(ids.WHERE_WHEN, "Where or when?", WHERE_LIMIT, optional=True, lines=False),
        choice(
            ids.AT_RISK, "Is anybody at risk of harm now?", [("no", "No"), ("yes", "Yes")], initial="no", radio=True
        ),
        context("who-sees", WHO_SEES),
        context("next", NEXT),
    ]
    metadata = json.dumps({"nonce": nonce})
    return modal(ids.REPORT_FORM, "Report", blocks, submit="Send report", close="Cancel", metadata=metadata)


def receipt_blocks(case: int, acknowledge_by: datetime, decide_by: datetime) -> list[Block]:
    """What a reporter is promised."""
    return [
        section("receipt", f"*Your report is case {case}.* It is safely stored.", [
            f"*A reviewer looks at it by*\n{when(acknowledge_by)}",
            f"*It is decided by*\n{when(decide_by)}",
        ]),
        context(
            "receipt-privacy",
            "The reviewers see your name and what you wrote. The channel, the card and the logs show neither. You will "
            "hear the outcome and the reasons in your direct messages with Ombud.",
        ),
    ]  # fmt: skip


def receipt_view(case: int, acknowledge_by: datetime, decide_by: datetime, note: str = "") -> View:
    """The receipt in the form's place; `note` says what was done with a form sent again."""
    blocks = receipt_blocks(case, acknowledge_by, decide_by)
    if note:
        blocks.insert(0, section("receipt-note", note))
    return modal(ids.RECEIPT_VIEW, "Thank you", blocks, close="Done")

"""The form of `/report`, and the receipt that takes its place."""

import json
from collections.abc import Sequence
from datetime import datetime

from domain.cases.commands import TEXT_LIMIT, WHERE_LIMIT
from domain.cases.filing import SUBJECTS
from domain.cases.words import Kind, Mode
from handlers.cards import ids
from handlers.cards.blocks import (
    Block,
    View,
    actions,
    button,
    choice,
    context,
    modal,
    people,
    section,
    text_input,
    tick,
    verbatim,
)
from handlers.cards.labels import KIND_HINTS
from handlers.cards.text import escape, when

MODE_HINTS = {
    Mode.BY_NAME: "By name: the reviewers of the case see your name",
    Mode.CONFIDENTIAL: "Confidential: the reviewers do not see who you are",
    Mode.ANONYMOUS: "Anonymous: nobody can find out from Ombud",
}
WHO_SEES = (
    "*By name:* only the reviewers of this case see your name and words; cards, channels and logs show a number.\n"
    "*Confidential:* reviewers see your words and not your name; two people must agree, with a reason, to open it, and "
    "you are told when they do.\n"
    "*Anonymous:* Ombud keeps nothing that leads to you, and you get a code for news and answers. Nobody can be kept "
    "from reviewing it because they filed it.\n"
    "In every mode Slack itself knows that you used this form, and your workspace's owners may ask Slack for that."
)
NEXT = (
    "*What happens next:* the reviewer on call is told at once. You hear the outcome here in a direct message or, "
    "anonymously, under your code."
)


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
        people(
            ids.SUBJECTS, "Is it about somebody?", SUBJECTS, hint="They are kept out of this case and hear nothing."
        ),
        choice(ids.MODE, "Who may know that it was you?", list(MODE_HINTS.items()), initial=Mode.BY_NAME, radio=True),
        context("who-sees", WHO_SEES),
        context("next", NEXT),
    ]
    metadata = json.dumps({"nonce": nonce})
    return modal(ids.REPORT_FORM, "Report", blocks, submit="Send report", close="Cancel", metadata=metadata)


_KEPT = {
    Mode.BY_NAME: "The reviewers of this case see your name and what you wrote. The channel, the card and the logs "
    "show neither. You will hear the outcome and the reasons in your direct messages with Ombud.",
    Mode.CONFIDENTIAL: "The reviewers see what you wrote and not who you are. Two people must agree to open your "
    "name, and you are told when they do. You will hear the outcome in your direct messages with Ombud.",
    Mode.ANONYMOUS: "Ombud keeps nothing that leads to you. Only this code brings you to the outcome, to questions of "
    "the reviewers, and lets you answer: `/report status CODE` and `/report reply CODE`.",
}
ERASE = "Nobody will be able to learn that it was you, and Ombud cannot tell you the outcome. This cannot be undone."


def receipt_blocks(case: int, acknowledge_by: datetime, decide_by: datetime, mode: Mode) -> list[Block]:
    """What a reporter is promised."""
    return [
        section("receipt", f"*Your report is case {case}.* It is safely stored.", [
            f"*A reviewer looks at it by*\n{when(acknowledge_by)}",
            f"*It is decided by*\n{when(decide_by)}",
        ]),
        context("receipt-privacy", _KEPT[mode]),
    ]  # fmt: skip


def receipt_actions(case: int, more: Sequence[Block] = ()) -> Block:
    """What a reporter with a name can do from their receipt; `more` depends on how the case stands."""
    talk = button(ids.READ_TALK, "Messages and state", str(case))
    return actions("receipt-actions", [talk, *more, button(ids.ERASE_NAME, "Erase my name", str(case), confirm=ERASE)])


def receipt_view(case: int, acknowledge_by: datetime, decide_by: datetime, mode: Mode, note: str = "") -> View:
    """The receipt in the form's place; `note` says what was done with a form sent again."""
    blocks = receipt_blocks(case, acknowledge_by, decide_by, mode)
    if note:
        blocks.insert(0, section("receipt-note", note))
    return modal(ids.RECEIPT_VIEW, "Thank you", blocks, close="Done")


def code_view(case: int, acknowledge_by: datetime, decide_by: datetime, code: str, note: str = "") -> View:
    """The receipt of an anonymous report: its code, and a box that says it was saved."""
    blocks = [
        *([section("receipt-note", note)] if note else []),
        section("code", f"```{code}```"),
        section(
            "code-why", "*Copy it or write it down now.* Nobody can find it for you later, and it is all that you need."
        ),
        *receipt_blocks(case, acknowledge_by, decide_by, Mode.ANONYMOUS),
        tick(ids.SAVED, "Before you close this", "I have saved the code"),
    ]
    return modal(ids.CODE_VIEW, "Your code", blocks, submit="Done", close="Close")

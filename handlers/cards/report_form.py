"""The form of `/report`, and the receipt that takes its place."""

import json
from collections.abc import Sequence
from datetime import datetime

from domain.cases.commands import TEXT_LIMIT, WHERE_LIMIT
from domain.cases.filing import SUBJECTS
from domain.cases.words import Kind, Mode
from domain.spoken import Spoken
from handlers.cards import ids
from handlers.cards.blocks import (
    Block,
    View,
    actions,
    asked_first,
    button,
    choice,
    context,
    modal,
    moment,
    people,
    section,
    text_input,
    tick,
    verbatim,
)
from handlers.cards.text import capital, escape, when
from handlers.locale.catalogue import Words


def report_form(
    say: Words,
    nonce: str,
    emergency: Spoken,
    *,
    text: str = "",
    kind: Kind | None = None,
    evidence: str = "",
    happened: datetime | None = None,
) -> View:
    """An empty or prefilled form. The nonce makes a second submit the same report."""
    quoted: list[Block] = []
    if evidence:
        quoted = [context("evidence-note", say("report.evidence")), *verbatim(ids.EVIDENCE, evidence)]
    kinds = [(one, capital(say.of(one, "word.hint"))) for one in Kind]
    modes = [(one, capital(say.of(one, "word.hint"))) for one in Mode]
    no_or_yes = [("no", say("kit.no")), ("yes", say("kit.yes"))]
    blocks = [
        *([section("emergency", f":rotating_light: {escape(emergency.to(say.language))}")] if emergency else []),
        text_input(ids.TEXT, say("report.what"), TEXT_LIMIT, hint=say("report.what_hint"), initial=text),
        *quoted,
        choice(ids.KIND, say("report.kind"), kinds, initial=kind or ""),
        text_input(ids.WHERE_WHEN, say("report.where"), WHERE_LIMIT, optional=True, lines=False),
        moment(ids.HAPPENED, say("report.happened"), happened, hint=say("report.happened_hint"), optional=True),
        choice(ids.AT_RISK, say("report.at_risk"), no_or_yes, initial="no", radio=True),
        people(ids.SUBJECTS, say("report.subjects"), SUBJECTS, hint=say("report.subjects_hint")),
        choice(ids.MODE, say("report.mode"), modes, initial=Mode.BY_NAME, radio=True),
        context("who-sees", say("report.who_sees")),
        context("next", say("report.next")),
    ]
    return modal(
        say,
        ids.REPORT_FORM,
        say("report.title"),
        blocks,
        submit=say("report.send"),
        close=say("kit.cancel"),
        metadata=json.dumps({"nonce": nonce}),
    )


def receipt_blocks(say: Words, case: int, acknowledge_by: datetime, decide_by: datetime, mode: Mode) -> list[Block]:
    """What a reporter is promised."""
    return [
        section("receipt", say("report.receipt", case=case), [
            say("report.look_by", text=when(say, acknowledge_by)),
            say("report.decide_by", text=when(say, decide_by)),
        ]),
        context("receipt-privacy", say(f"report.kept_{mode}")),
    ]  # fmt: skip


def receipt_actions(say: Words, case: int, more: Sequence[Block] = ()) -> Block:
    """What a reporter with a name can do from their receipt; `more` depends on how the case stands."""
    talk = button(ids.READ_TALK, say("report.talk"), str(case))
    erase = asked_first(say, button(ids.ERASE_NAME, say("report.erase"), str(case)), say("report.erase_sure"))
    return actions("receipt-actions", [talk, *more, erase])


def receipt_view(
    say: Words, case: int, acknowledge_by: datetime, decide_by: datetime, mode: Mode, note: str = ""
) -> View:
    """The receipt in the form's place; `note` says what was done with a form sent again."""
    blocks = receipt_blocks(say, case, acknowledge_by, decide_by, mode)
    if note:
        blocks.insert(0, section("receipt-note", note))
    return modal(say, ids.RECEIPT_VIEW, say("report.thanks"), blocks, close=say("kit.done"))


def code_view(say: Words, case: int, acknowledge_by: datetime, decide_by: datetime, code: str, note: str = "") -> View:
    """The receipt of an anonymous report: its code, and a box that says it was saved."""
    blocks = [
        *([section("receipt-note", note)] if note else []),
        section("code", f"```{code}```"),
        section("code-why", say("report.code_why")),
        *receipt_blocks(say, case, acknowledge_by, decide_by, Mode.ANONYMOUS),
        tick(ids.SAVED, say("report.before_close"), say("report.saved")),
    ]
    return modal(say, ids.CODE_VIEW, say("report.code"), blocks, submit=say("kit.done"))

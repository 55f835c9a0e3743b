"""The small forms of a case: ask, severity, subjects, hold, a name, and the second person's answer."""

import json
from collections.abc import Mapping

from desk.views import NameFile, ProposalFile
from domain.cases.commands import REASON_LIMIT, TEXT_LIMIT
from domain.cases.filing import SUBJECTS
from domain.cases.words import Severity
from handlers.cards import ids
from handlers.cards.blocks import (
    Block,
    View,
    choice,
    context,
    modal,
    people,
    section,
    sections,
    several,
    text_input,
    verbatim,
)
from handlers.cards.labels import FINDINGS, INTENTS, SEVERITIES
from handlers.cards.text import escape, mrkdwn, person


def _form(callback_id: str, title: str, submit: str, case: int, *blocks: Block, **more: str) -> View:
    metadata = json.dumps({"case": case, **more})
    return modal(callback_id, title, blocks, submit=submit, close="Cancel", metadata=metadata)


def ask_form(case: int, nonce: str) -> View:
    """A question to the reporter."""
    note = context("ask-note", "The reporter is told that a question waits, and reads it only when they open it.")
    field = text_input(ids.TEXT, "What do you need to know?", TEXT_LIMIT)
    return _form(ids.ASK_FORM, "Ask the reporter", "Ask", case, note, field, nonce=nonce)


def severity_form(case: int, now: Severity) -> View:
    """Another severity, with a reason."""
    note = context("severity-note", "The promised times are planned anew, and a proposal that waits lapses.")
    field = choice(ids.SEVERITY, "Severity", list(SEVERITIES.items()), initial=now)
    return _form(ids.SEVERITY_FORM, "Change severity", "Change", case, note, field, _reason())


def subjects_form(case: int, vendors: Mapping[str, str]) -> View:
    """Whom and what a case is about."""
    note = context("subjects-note", "Whoever is named is kept out at once. If one of them has it, the next is asked.")
    fields = [people(ids.SUBJECTS, "People", SUBJECTS)]
    if vendors:
        fields.append(several(ids.VENDORS, "Vendors", list(vendors.items())))
    return _form(ids.SUBJECTS_FORM, "Who is it about?", "Name", case, note, *fields)


def hold_form(case: int) -> View:
    """Why nothing may be erased."""
    return _form(ids.HOLD_FORM, "Legal hold", "Place hold", case, _reason())


def name_form(case: int) -> View:
    """Why a confidential name should be opened."""
    text = (
        "A second entitled person reads your reason and must agree. The reporter is told who opened the name and why."
    )
    return _form(ids.NAME_FORM, "Ask for the name", "Ask", case, context("name-note", text), _reason())


def name_answer_form(file: NameFile) -> View:
    """The second entitled person's yes or no."""
    answers = [("agree", "Open the name to both of us"), ("refuse", "Do not open it")]
    return _form(
        ids.NAME_ANSWER_FORM,
        "Open a name?",
        "Answer",
        file.number,
        section("name-asked", f"{person(file.by)} asks to open the reporter's name in case {file.number}:"),
        *verbatim("name-reason", file.reason),
        choice(ids.ANSWER, "Your answer", answers, radio=True),
    )


def proposal_form(file: ProposalFile) -> View:
    """The whole proposal, and the second person's answer to exactly this."""
    intent = f" · {INTENTS[file.intent]}" if file.intent else ""
    blocks = [section("proposal", f"{person(file.by)} proposes: *{FINDINGS[file.finding]}*{intent}")]
    for number, clause in enumerate(file.clauses, start=1):
        rule = mrkdwn(clause.rule).replace("\n", "\n>")
        blocks += sections(f"clause-{number}", f"*{escape(clause.title)}* (`{escape(clause.id)}`)\n>{rule}")
    answers = [("approve", "Approve: this is decided"), ("return", "Return it to the proposer")]
    return _form(
        ids.PROPOSAL_FORM,
        f"Proposal, case {file.card.number}",
        "Answer",
        file.card.number,
        *blocks,
        section("reasons-note", "*Reasons, as the reporter will read them*"),
        *verbatim("reasons", file.reasons),
        choice(ids.ANSWER, "Your answer", answers, radio=True),
        text_input(ids.REASON, "Reason", REASON_LIMIT, optional=True, hint="Needed where you return it."),
        digest=file.digest,
    )


def noted_view(title: str, says: str) -> View:
    """What takes a form's place once it is on disk."""
    return modal("noted_view", title, [context("noted", says)], close="Done")


def _reason() -> Block:
    return text_input(ids.REASON, "Reason", REASON_LIMIT, hint="It is kept with the case, for whoever may open it.")

"""The small forms of a case: ask, severity, when, subjects, hold, a name, the second person's answer."""

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
    actions,
    button,
    choice,
    context,
    modal,
    moment,
    people,
    section,
    several,
    text_input,
    verbatim,
)
from handlers.cards.text import person
from handlers.cards.translated import case_clause
from handlers.locale.catalogue import Words


def _form(say: Words, callback_id: str, title: str, submit: str, case: int, *blocks: Block, **more: str) -> View:
    metadata = json.dumps({"case": case, **more})
    return modal(say, callback_id, title, blocks, submit=submit, close=say("kit.cancel"), metadata=metadata)


def ask_form(say: Words, case: int, nonce: str) -> View:
    """A question to the reporter."""
    note = context("ask-note", say("form.ask_note"))
    field = text_input(ids.TEXT, say("form.ask_what"), TEXT_LIMIT)
    return _form(say, ids.ASK_FORM, say("form.ask_title"), say("form.ask"), case, note, field, nonce=nonce)


def severity_form(say: Words, case: int, now: Severity) -> View:
    """Another severity, with a reason."""
    note = context("severity-note", say("form.severity_note"))
    severities = [(one, say.of(one)) for one in Severity]
    field = choice(ids.SEVERITY, say("form.severity"), severities, initial=now)
    title, submit = say("form.severity_title"), say("form.change")
    return _form(say, ids.SEVERITY_FORM, title, submit, case, note, field, _reason(say))


def when_form(say: Words, case: int) -> View:
    """When it happened, with a reason. It stands empty: what the case says so far is sealed."""
    note = context("when-note", say("form.when_note"))
    field = moment(ids.HAPPENED, say("form.when"), None)
    return _form(say, ids.WHEN_FORM, say("form.when_title"), say("form.correct"), case, note, field, _reason(say))


def subjects_form(say: Words, case: int, vendors: Mapping[str, str]) -> View:
    """Whom and what a case is about."""
    note = context("subjects-note", say("form.subjects_note"))
    fields = [people(ids.SUBJECTS, say("form.people"), SUBJECTS)]
    if vendors:
        fields.append(several(ids.VENDORS, say("form.vendors"), list(vendors.items())))
    return _form(say, ids.SUBJECTS_FORM, say("form.subjects_title"), say("form.name"), case, note, *fields)


def hold_form(say: Words, case: int) -> View:
    """Why nothing may be erased."""
    return _form(say, ids.HOLD_FORM, say("form.hold_title"), say("form.hold"), case, _reason(say))


def name_form(say: Words, case: int) -> View:
    """Why a confidential name should be opened."""
    note = context("name-note", say("form.name_note"))
    return _form(say, ids.NAME_FORM, say("form.name_title"), say("form.ask"), case, note, _reason(say))


def name_answer_form(say: Words, file: NameFile) -> View:
    """The second entitled person's yes or no."""
    answers = [("agree", say("form.agree")), ("refuse", say("form.refuse"))]
    return _form(
        say,
        ids.NAME_ANSWER_FORM,
        say("form.name_answer_title"),
        say("form.answer"),
        file.number,
        section("name-asked", say("form.name_asked", by=person(file.by), case=file.number)),
        *verbatim("name-reason", file.reason),
        choice(ids.ANSWER, say("form.your_answer"), answers, radio=True),
    )


def proposal_form(say: Words, file: ProposalFile) -> View:
    """The whole proposal, and the second person's answer to exactly this."""
    proposes = say("form.proposes", by=person(file.by), finding=say.of(file.finding))
    blocks = [section("proposal", f"{proposes} · {say.of(file.intent)}" if file.intent else proposes)]
    for number, clause in enumerate(file.clauses, start=1):
        blocks += case_clause(say, clause, f"clause-{number}")
    if file.may_read:
        reads = button(ids.OPEN_CASE, say("form.read_case"), str(file.card.number))
        blocks.append(actions("proposal-case", [reads]))
    answers = [("approve", say("form.approve")), ("return", say("form.return"))]
    reason = text_input(
        ids.REASON, say("form.reason"), REASON_LIMIT, optional=True, hint=say("form.reason_if_returned")
    )
    return _form(
        say,
        ids.PROPOSAL_FORM,
        say("form.proposal_title", case=file.card.number),
        say("form.answer"),
        file.card.number,
        *blocks,
        section("reasons-note", say("form.reasons_as_read")),
        *verbatim("reasons", file.reasons),
        choice(ids.ANSWER, say("form.your_answer"), answers, radio=True),
        reason,
        digest=file.digest,
    )


def noted_view(say: Words, title: str, says: str) -> View:
    """What takes a form's place once it is on disk. `title` and `says` are said already."""
    return modal(say, "noted_view", title, [context("noted", says)], close=say("kit.done"))


def _reason(say: Words) -> Block:
    return text_input(ids.REASON, say("form.reason"), REASON_LIMIT, hint=say("form.reason_kept"))

"""The small forms of a case: the buttons that open them, and what is sent back."""

import json
from collections.abc import Awaitable, Callable
from typing import Any

from slack_bolt.async_app import AsyncApp

from desk.outcomes import Done, Outcome, Shown
from desk.views import CaseCard, NameFile, ProposalFile
from domain.cases.commands import (
    AnswerNameRequest,
    ApproveDecision,
    AskReporter,
    CaseCommand,
    ChangeSeverity,
    LiftHold,
    NameSubjects,
    PlaceHold,
    RequestName,
    ReturnDecision,
)
from domain.cases.inquiry import CorrectWhen
from domain.cases.looking import OpenNameRequest, OpenProposal
from domain.cases.words import Severity
from handlers.cards import case_forms, ids
from handlers.cards.blocks import View
from handlers.locale.catalogue import Words
from handlers.slack.casework import sentence
from handlers.slack.forms import instant, opened, opener, sent_back, speak, values
from handlers.slack.kit import Kit, words_of

Made = Callable[[str, dict[str, Any], dict[str, Any]], CaseCommand]


def register(app: AsyncApp, kit: Kit) -> None:
    """Every button that opens a small form, and every small form."""
    _openers(app, kit)
    _second_person(app, kit)
    _submissions(app, kit)


def _openers(app: AsyncApp, kit: Kit) -> None:
    forms: dict[str, Callable[[Words, CaseCard], View]] = {
        ids.ASK_REPORTER: lambda say, card: case_forms.ask_form(say, card.number, kit.nonce()),
        ids.CHANGE_SEVERITY: lambda say, card: case_forms.severity_form(say, card.number, card.severity),
        ids.CORRECT_WHEN: lambda say, card: case_forms.when_form(say, card.number),
        ids.NAME_SUBJECTS: lambda say, card: case_forms.subjects_form(say, card.number, kit.vendors),
        ids.PLACE_HOLD: lambda say, card: case_forms.hold_form(say, card.number),
        ids.REQUEST_NAME: lambda say, card: case_forms.name_form(say, card.number),
    }

    for action_id, made in forms.items():
        app.action(action_id)(opener(kit, made))

    async def lift(body: dict[str, Any], action: dict[str, Any], context: Any, ack: Any, respond: Any) -> None:
        say = words_of(context)
        outcome = await kit.desk.handle(LiftHold(int(action["value"]), body["user"]["id"]))
        await speak(kit, say, body, respond, sentence(say, outcome, say("casework.lifted")))
        await ack()

    app.action(ids.LIFT_HOLD)(lift)


def _second_person(app: AsyncApp, kit: Kit) -> None:
    async def review(body: dict[str, Any], action: dict[str, Any], context: Any, ack: Any, respond: Any) -> None:
        say = words_of(context)
        outcome = await kit.desk.handle(OpenProposal(int(action["value"]), body["user"]["id"]))
        if not (isinstance(outcome, Shown) and isinstance(outcome.file, ProposalFile)):
            await speak(kit, say, body, respond, sentence(say, outcome, ""))
        elif not await opened(kit, body["trigger_id"], case_forms.proposal_form(say, outcome.file)):
            await speak(kit, say, body, respond, say("kit.lost"))
        await ack()

    async def name(body: dict[str, Any], action: dict[str, Any], context: Any, ack: Any, respond: Any) -> None:
        say = words_of(context)
        outcome = await kit.desk.handle(OpenNameRequest(int(action["value"]), body["user"]["id"]))
        if not (isinstance(outcome, Shown) and isinstance(outcome.file, NameFile)):
            await speak(kit, say, body, respond, sentence(say, outcome, ""))
        elif not await opened(kit, body["trigger_id"], case_forms.name_answer_form(say, outcome.file)):
            await speak(kit, say, body, respond, say("kit.lost"))
        await ack()

    app.action(ids.REVIEW_PROPOSAL)(review)
    app.action(ids.ANSWER_NAME)(name)


def _submissions(app: AsyncApp, kit: Kit) -> None:
    forms: dict[str, tuple[Made, str, str, str]] = {
        ids.ASK_FORM: (_ask, ids.TEXT, "noted.asked", "noted.question_waits"),
        ids.SEVERITY_FORM: (_severity, ids.REASON, "noted.changed", "noted.severity"),
        ids.WHEN_FORM: (_when, ids.REASON, "noted.corrected", "noted.when"),
        ids.SUBJECTS_FORM: (_subjects, ids.SUBJECTS, "noted.named", "noted.subjects"),
        ids.HOLD_FORM: (_hold, ids.REASON, "noted.hold", "noted.held"),
        ids.NAME_FORM: (_name, ids.REASON, "noted.asked", "noted.name_asked"),
        ids.NAME_ANSWER_FORM: (_name_answer, ids.ANSWER, "noted.answered", "noted.name_answered"),
        ids.PROPOSAL_FORM: (_proposal_answer, ids.REASON, "noted.answered", "noted.proposal_answered"),
    }

    def submission(made: Made, field: str, title: str, says: str) -> Callable[..., Awaitable[None]]:
        async def listener(body: dict[str, Any], view: dict[str, Any], context: Any, ack: Any) -> None:
            say, meta = words_of(context), json.loads(view["private_metadata"])
            outcome = await kit.desk.handle(made(body["user"]["id"], meta, values(view)))
            await ack(**_answer(say, outcome, field, case_forms.noted_view(say, say(title), say(says))))

        return listener

    for callback_id, parts in forms.items():
        app.view(callback_id)(submission(*parts))


def _answer(say: Words, outcome: Outcome, field: str, noted: View) -> dict[str, Any]:
    match outcome:
        case Done():
            return {"response_action": "update", "view": noted}
        case _:
            return sent_back(say, outcome, field, "kit.not_decided")


def _ask(user: str, meta: dict[str, Any], given: dict[str, Any]) -> CaseCommand:
    return AskReporter(meta["nonce"], meta["case"], user, given.get(ids.TEXT) or "")


def _severity(user: str, meta: dict[str, Any], given: dict[str, Any]) -> CaseCommand:
    return ChangeSeverity(meta["case"], user, Severity(given[ids.SEVERITY]), given.get(ids.REASON) or "")


def _when(user: str, meta: dict[str, Any], given: dict[str, Any]) -> CaseCommand:
    return CorrectWhen(meta["case"], user, instant(given, ids.HAPPENED), given.get(ids.REASON) or "")


def _subjects(user: str, meta: dict[str, Any], given: dict[str, Any]) -> CaseCommand:
    return NameSubjects(meta["case"], user, tuple(given.get(ids.SUBJECTS) or ()), tuple(given.get(ids.VENDORS) or ()))


def _hold(user: str, meta: dict[str, Any], given: dict[str, Any]) -> CaseCommand:
    return PlaceHold(meta["case"], user, given.get(ids.REASON) or "")


def _name(user: str, meta: dict[str, Any], given: dict[str, Any]) -> CaseCommand:
    return RequestName(meta["case"], user, given.get(ids.REASON) or "")


def _name_answer(user: str, meta: dict[str, Any], given: dict[str, Any]) -> CaseCommand:
    return AnswerNameRequest(meta["case"], user, agree=given.get(ids.ANSWER) == "agree")


def _proposal_answer(user: str, meta: dict[str, Any], given: dict[str, Any]) -> CaseCommand:
    if given.get(ids.ANSWER) == "approve":
        return ApproveDecision(meta["case"], user, meta["digest"])
    return ReturnDecision(meta["case"], user, meta["digest"], given.get(ids.REASON) or "")

"""The buttons on a card, and the form in which a case is decided."""

import json
from typing import Any

from slack_bolt.async_app import AsyncApp

from desk.outcomes import Done, NotConfirmed, Outcome, Refused
from desk.views import CaseFile
from domain.cases.commands import AcknowledgeCase, ProposeDecision, TakeOverCase
from domain.cases.refusals import AlreadyDecided, BadField
from domain.cases.words import Finding, Intent, Status
from handlers.cards import ids, refusals
from handlers.cards.blocks import View, option
from handlers.cards.case_file import case_view
from handlers.cards.decide_form import decide_form, decided_view
from handlers.slack.forms import opened, values
from handlers.slack.kit import Kit

OPTIONS = 100
LOST = "The window could not be opened in time. Please click again."


def register(app: AsyncApp, kit: Kit) -> None:
    """Hand each click to the desk, and tell the person what came of it."""

    async def acknowledge(body: dict[str, Any], action: dict[str, Any], ack: Any, respond: Any) -> None:
        outcome = await kit.desk.handle(AcknowledgeCase(int(action["value"]), body["user"]["id"]))
        _tell(kit, respond, sentence(outcome, "You have it. Decide from the card when you are ready."))
        await ack()

    async def take_over(body: dict[str, Any], action: dict[str, Any], ack: Any, respond: Any) -> None:
        outcome = await kit.desk.handle(TakeOverCase(int(action["value"]), body["user"]["id"]))
        _tell(kit, respond, sentence(outcome, "You have it now. Whoever had it before is being told."))
        await ack()

    async def open_case(body: dict[str, Any], action: dict[str, Any], ack: Any, respond: Any) -> None:
        found = await kit.queries.case_file(int(action["value"]), body["user"]["id"])
        await _show(kit, body, respond, case_view(found) if isinstance(found, CaseFile) else found)
        await ack()

    async def decide(body: dict[str, Any], action: dict[str, Any], ack: Any, respond: Any) -> None:
        found = await kit.queries.case_file(int(action["value"]), body["user"]["id"])
        await _show(kit, body, respond, decide_form(int(action["value"])) if _open(found) else found)
        await ack()

    async def submitted(body: dict[str, Any], view: dict[str, Any], ack: Any) -> None:
        command = parse(body["user"]["id"], view)
        await ack(**_answer(command.case, await kit.desk.handle(command)))

    async def clauses(body: dict[str, Any], ack: Any) -> None:
        await ack(options=search(kit, body.get("value") or ""))

    app.action(ids.ACKNOWLEDGE)(acknowledge)
    app.action(ids.TAKE_OVER)(take_over)
    app.action(ids.OPEN_CASE)(open_case)
    app.action(ids.DECIDE)(decide)
    app.view(ids.DECIDE_FORM)(submitted)
    app.options(ids.CLAUSES)(clauses)


def _tell(kit: Kit, respond: Any, text: str) -> None:
    kit.later(respond(text=text, response_type="ephemeral", replace_original=False))


def _open(found: Any) -> bool:
    return isinstance(found, CaseFile) and found.card.status is not Status.DECIDED


async def _show(kit: Kit, body: dict[str, Any], respond: Any, found: View | Any) -> None:
    if isinstance(found, dict):
        if not await opened(kit, body["trigger_id"], found):
            _tell(kit, respond, LOST)
    elif isinstance(found, CaseFile):
        card = found.card
        if card.decided_by and card.decided_at and card.finding:
            _tell(kit, respond, refusals.in_words(AlreadyDecided(card.decided_by, card.decided_at, card.finding)))
    else:
        _tell(kit, respond, refusals.in_words(found))


def sentence(outcome: Outcome, done: str) -> str:
    """What to tell whoever clicked."""
    match outcome:
        case Done():
            return done
        case Refused():
            return refusals.in_words(outcome.why)
        case _:
            return refusals.BUSY


def parse(user: str, view: dict[str, Any]) -> ProposeDecision:
    """The command that a sent form means."""
    given = values(view)
    intent = given.get(ids.INTENT)
    return ProposeDecision(
        case=json.loads(view["private_metadata"])["case"],
        by=user,
        finding=Finding(given[ids.FINDING]),
        clauses=tuple(given.get(ids.CLAUSES) or ()),
        intent=Intent(intent) if intent else None,
        reasons=given.get(ids.REASONS) or "",
    )


def _answer(case: int, outcome: Outcome) -> dict[str, Any]:
    match outcome:
        case Done():
            return {"response_action": "update", "view": decided_view(case)}
        case Refused(why=BadField() as bad):
            return {"response_action": "errors", "errors": {bad.field: refusals.at_field(bad)}}
        case Refused():
            return {"response_action": "errors", "errors": {ids.REASONS: refusals.in_words(outcome.why)}}
        case NotConfirmed() | _:
            return {"response_action": "errors", "errors": {ids.REASONS: refusals.NOT_DECIDED}}


def search(kit: Kit, typed: str) -> list[dict[str, Any]]:
    """Clauses for the select: by id or title first, then by what they are about."""
    wanted = typed.strip().lower()
    clauses = kit.rulebook.clauses
    named = [name for name, clause in clauses.items() if wanted in name.lower() or wanted in clause.title.lower()]
    about = [one.clause_id for one in kit.ranker.rank(typed, 20) if one.score > 0] if wanted else []
    names = list(dict.fromkeys([*named, *about]))[:OPTIONS]
    return [option(name, f"{name} · {clauses[name].title}") for name in names]

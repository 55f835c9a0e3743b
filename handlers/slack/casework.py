"""The buttons on a card, and the form in which a case is decided."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import Any

from slack_bolt.async_app import AsyncApp

from desk.outcomes import Done, NotConfirmed, Outcome, Refused, Shown
from desk.views import CaseFile
from domain.cases.commands import AcknowledgeCase, CaseCommand, ProposeDecision, Recuse, TakeOverCase
from domain.cases.looking import OpenCase
from domain.cases.refusals import AlreadyDecided, CaseClosed
from domain.cases.words import Finding, Intent, Status
from domain.rulebook.clauses import Rulebook
from domain.rulebook.ranking import Ranker
from handlers.cards import ids, refusals
from handlers.cards.blocks import option
from handlers.cards.case_file import case_view
from handlers.cards.decide_form import decide_form, decided_view, judged_by
from handlers.cards.investigation import before_deciding
from handlers.locale.catalogue import Words
from handlers.slack.forms import at_home, opened, over, replaced, sent_back, speak, values
from handlers.slack.kit import Kit, words_of

OPTIONS = 100


def register(app: AsyncApp, kit: Kit) -> None:
    """Hand each click to the desk, and tell the person what came of it."""
    _clicks(app, kit)
    _openings(app, kit)

    async def submitted(body: dict[str, Any], view: dict[str, Any], context: Any, ack: Any) -> None:
        command = parse(body["user"]["id"], view)
        await ack(**_answer(words_of(context), command.case, await kit.desk.handle(command)))

    async def clauses(body: dict[str, Any], ack: Any) -> None:
        rules = await _offered(kit, body["view"])
        if isinstance(rules, NotConfirmed) or rules is None:  # better no clause than one of another version
            await ack(options=[])
            return
        ranker = await kit.ranker_of(rules, patience=0)
        await ack(options=await asyncio.to_thread(search, rules, ranker, body.get("value") or ""))

    app.view(ids.DECIDE_FORM)(submitted)
    app.options(ids.CLAUSES)(clauses)


async def _offered(kit: Kit, view: dict[str, Any]) -> Rulebook | NotConfirmed | None:
    """Whose clauses a form offers: those that judge its case, or for a gap those in force."""
    if view["callback_id"] == ids.GAP_ANSWER_FORM:
        return kit.rulebook
    return await kit.queries.rules_of(json.loads(view["private_metadata"])["case"])


def _clicks(app: AsyncApp, kit: Kit) -> None:
    clicks: dict[str, tuple[Callable[[int, str], CaseCommand], str]] = {
        ids.ACKNOWLEDGE: (AcknowledgeCase, "casework.acknowledged"),
        ids.TAKE_OVER: (TakeOverCase, "casework.taken_over"),
        ids.RECUSE: (Recuse, "casework.recused"),
    }

    def click(command: Callable[[int, str], CaseCommand], done: str) -> Callable[..., Awaitable[None]]:
        async def listener(body: dict[str, Any], action: dict[str, Any], context: Any, ack: Any, respond: Any) -> None:
            say = words_of(context)
            outcome = await kit.desk.handle(command(int(action["value"]), body["user"]["id"]))
            if not (at_home(body) and isinstance(outcome, Done)):  # Home shows it by itself
                await speak(kit, say, body, respond, sentence(say, outcome, say(done)))
            await ack()

        return listener

    for action_id, (command, done) in clicks.items():
        app.action(action_id)(click(command, done))


def _openings(app: AsyncApp, kit: Kit) -> None:
    async def open_case(body: dict[str, Any], action: dict[str, Any], context: Any, ack: Any, respond: Any) -> None:
        say = words_of(context)
        file = await _looked(kit, say, body, int(action["value"]), respond)
        if file is not None and not await opened(kit, body["trigger_id"], case_view(say, file), pushed=over(body)):
            await speak(kit, say, body, respond, say("kit.lost"))
        await ack()

    async def turn_page(body: dict[str, Any], action: dict[str, Any], context: Any, ack: Any, respond: Any) -> None:
        case, page = map(int, action["value"].split(":"))
        say = words_of(context)
        file = await _looked(kit, say, body, case, respond)
        if file is not None:
            await replaced(kit, body["view"], case_view(say, file, page))
        await ack()

    app.action(ids.OPEN_CASE)(open_case)
    app.action(ids.CASE_PAGE)(turn_page)
    app.action(ids.DECIDE)(_decider(kit))


async def _looked(kit: Kit, say: Words, body: dict[str, Any], case: int, respond: Any) -> CaseFile | None:
    """The case, or None after whoever clicked has been told why not."""
    outcome = await kit.desk.handle(OpenCase(case, body["user"]["id"]))
    if isinstance(outcome, Shown) and isinstance(outcome.file, CaseFile):
        return outcome.file
    await speak(kit, say, body, respond, sentence(say, outcome, ""))
    return None


def _decider(kit: Kit) -> Callable[..., Awaitable[None]]:
    async def decide(body: dict[str, Any], action: dict[str, Any], context: Any, ack: Any, respond: Any) -> None:
        say = words_of(context)
        file = await _looked(kit, say, body, int(action["value"]), respond)
        if file is not None and (over := _over(file)) is not None:
            await speak(kit, say, body, respond, refusals.in_words(say, over))
        elif file is not None:
            notes = [*before_deciding(say, file), *judged_by(say, file.rulebook, kit.rulebook.version)]
            form = decide_form(say, file.card.number, notes, file.rulebook)
            if not await opened(kit, body["trigger_id"], form):
                await speak(kit, say, body, respond, say("kit.lost"))
        await ack()

    return decide


def _over(file: CaseFile) -> AlreadyDecided | CaseClosed | None:
    card = file.card
    if card.status is Status.CLOSED and card.withdrawn_at:
        return CaseClosed(card.withdrawn_at)
    if card.status is not Status.DECIDED or not (card.decided_by and card.decided_at and card.finding):
        return None
    return AlreadyDecided(card.decided_by, card.decided_at, card.finding)


def sentence(say: Words, outcome: Outcome, done: str) -> str:
    """What to tell whoever clicked."""
    match outcome:
        case Done():
            return done
        case Refused():
            return refusals.in_words(say, outcome.why)
        case _:
            return say("kit.busy")


def parse(user: str, view: dict[str, Any]) -> ProposeDecision:
    """The command that a sent form means."""
    given, meta = values(view), json.loads(view["private_metadata"])
    intent = given.get(ids.INTENT)
    return ProposeDecision(
        case=meta["case"],
        by=user,
        finding=Finding(given[ids.FINDING]),
        clauses=tuple(given.get(ids.CLAUSES) or ()),
        intent=Intent(intent) if intent else None,
        reasons=given.get(ids.REASONS) or "",
        rulebook=meta.get("rulebook", ""),
    )


def _answer(say: Words, case: int, outcome: Outcome) -> dict[str, Any]:
    match outcome:
        case Done():
            proposed = outcome.case.status is Status.PROPOSED
            return {"response_action": "update", "view": decided_view(say, case, proposed=proposed)}
        case _:
            return sent_back(say, outcome, ids.REASONS, "kit.not_decided")


def search(rules: Rulebook, ranker: Ranker, typed: str) -> list[dict[str, Any]]:
    """Clauses for the select, of the version that a case is judged by: those of this id or title first, then those that
    are about it; the nearest first in both.
    """
    wanted = typed.strip().lower()
    clauses = rules.clauses
    ranked = ranker.rank(typed, len(clauses))
    titles = ((one.clause_id, clauses[one.clause_id].title) for one in ranked)
    named = [name for name, title in titles if wanted in name.lower() or wanted in title.lower()]
    about = [one.clause_id for one in ranked[:20] if one.score > 0] if wanted else []
    names = list(dict.fromkeys([*named, *about]))[:OPTIONS]
    return [option(name, f"{name} · {clauses[name].title}") for name in names]

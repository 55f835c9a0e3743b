"""The reporter afterwards: add, withdraw, not solved, and one click on how it was; by name or with a receipt code."""

import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from slack_bolt.async_app import AsyncApp

from desk.my_report import MyReport
from desk.outcomes import Done, Outcome, Refused, Shown
from domain.cases.commands import AddToReport, Narrative, RateOutcome, SayNotSolved, WithdrawReport
from domain.cases.looking import SeeMyReport
from domain.cases.refusals import Refusal
from domain.cases.state import Case
from domain.cases.words import Vote
from handlers.cards import aftercare, ids, refusals
from handlers.cards.blocks import View
from handlers.cards.case_forms import noted_view
from handlers.cards.text import when
from handlers.locale.catalogue import Words
from handlers.slack.forms import opened, over, sent_back, speak, values
from handlers.slack.kit import Kit, words_of

Command = AddToReport | WithdrawReport | SayNotSolved


@dataclass(frozen=True, slots=True)
class Proof:
    """How somebody shows that a report is theirs: by being who filed it, or by its code, and then nobody asks who."""

    case: int
    by: str | None
    code: str


def proof_of(kit: Kit, written: str, user: str) -> Proof:
    """From a button's or a form's own say: the number of a case, or a veiled receipt code."""
    if written.isdecimal():
        return Proof(int(written), user, "")
    # What cannot be unveiled is taken as it stands, and is refused as a wrong code.
    return Proof(0, None, kit.desk.unveil(written) or written)


def register(app: AsyncApp, kit: Kit) -> None:
    """The buttons of receipts, outcomes and the status window, and their forms."""
    _openers(app, kit)
    _forms(app, kit)

    def rated(vote: Vote) -> Callable[..., Awaitable[None]]:
        async def listener(body: dict[str, Any], action: dict[str, Any], context: Any, ack: Any, respond: Any) -> None:
            say, mine = words_of(context), proof_of(kit, action["value"], body["user"]["id"])
            outcome = await kit.desk.handle(RateOutcome(mine.case, mine.by, vote, mine.code))
            no = outcome.why if isinstance(outcome, Refused) else None
            done = say("aftercare.rated") if isinstance(outcome, Done) else _no(say, no)
            await speak(kit, say, body, respond, done)
            await ack()

        return listener

    for vote in Vote:
        app.action(f"{ids.RATE}_{vote}")(rated(vote))


def _openers(app: AsyncApp, kit: Kit) -> None:
    async def add(body: dict[str, Any], action: dict[str, Any], context: Any, ack: Any, respond: Any) -> None:
        say = words_of(context)
        # The form is empty and the desk judges what is sent, so opening it asks nobody.
        await _shown(kit, say, body, respond, aftercare.add_form(say, action["value"], kit.nonce()))
        await ack()

    async def withdraw(body: dict[str, Any], action: dict[str, Any], context: Any, ack: Any, respond: Any) -> None:
        say, proof = words_of(context), action["value"]
        report = await _report(kit, body, proof)
        if isinstance(report, MyReport) and report.may_withdraw:
            await _shown(kit, say, body, respond, aftercare.withdraw_form(say, report, proof, kit.nonce()))
        else:
            no = report.no_withdrawing if isinstance(report, MyReport) else report
            await speak(kit, say, body, respond, _no(say, no))
        await ack()

    async def not_solved(body: dict[str, Any], action: dict[str, Any], context: Any, ack: Any, respond: Any) -> None:
        say, proof = words_of(context), action["value"]
        report = await _report(kit, body, proof)
        if isinstance(report, MyReport) and report.may_say_not_solved:
            form = aftercare.not_solved_form(say, report.number, proof, kit.nonce())
            await _shown(kit, say, body, respond, form)
        else:
            no = report.no_reopening if isinstance(report, MyReport) else report
            await speak(kit, say, body, respond, _no(say, no))
        await ack()

    app.action(ids.ADD_TO_REPORT)(add)
    app.action(ids.WITHDRAW)(withdraw)
    app.action(ids.NOT_SOLVED)(not_solved)


async def _report(kit: Kit, body: dict[str, Any], proof: str) -> MyReport | Refusal | None:
    """How a report stands for whoever clicked; why not, or None where the database did not answer."""
    mine = proof_of(kit, proof, body["user"]["id"])
    outcome = await kit.desk.handle(SeeMyReport(mine.case, mine.by, mine.code))
    if isinstance(outcome, Shown) and isinstance(outcome.file, MyReport):
        return outcome.file
    return outcome.why if isinstance(outcome, Refused) else None


async def _shown(kit: Kit, say: Words, body: dict[str, Any], respond: Any, form: View) -> None:
    if not await opened(kit, body["trigger_id"], form, pushed=over(body)):
        await speak(kit, say, body, respond, say("kit.lost"))


def _forms(app: AsyncApp, kit: Kit) -> None:
    forms: dict[str, tuple[Callable[[str, Proof, dict[str, Any]], Command], str]] = {
        ids.ADD_FORM: (_add, ids.TEXT),
        ids.WITHDRAW_FORM: (_withdraw, ids.REASON),
        ids.NOT_SOLVED_FORM: (_not_solved, ids.REASONS),
    }

    def submission(made: Callable[[str, Proof, dict[str, Any]], Command], field: str) -> Callable[..., Awaitable[None]]:
        async def listener(body: dict[str, Any], view: dict[str, Any], context: Any, ack: Any) -> None:
            meta = json.loads(view["private_metadata"])
            command = made(meta["nonce"], proof_of(kit, meta["proof"], body["user"]["id"]), values(view))
            await ack(**_answer(words_of(context), command, await kit.desk.handle(command), field))

        return listener

    for callback_id, (made, field) in forms.items():
        app.view(callback_id)(submission(made, field))


def _add(nonce: str, mine: Proof, given: dict[str, Any]) -> Command:
    narrative = Narrative(given.get(ids.TEXT) or "", given.get(ids.WHERE_WHEN) or "")
    return AddToReport(nonce, mine.case, mine.by, narrative, mine.code)


def _withdraw(nonce: str, mine: Proof, given: dict[str, Any]) -> Command:
    return WithdrawReport(nonce, mine.case, mine.by, given.get(ids.REASON) or "", mine.code)


def _not_solved(nonce: str, mine: Proof, given: dict[str, Any]) -> Command:
    return SayNotSolved(nonce, mine.case, mine.by, given.get(ids.REASONS) or "", mine.code)


def _answer(say: Words, command: Command, outcome: Outcome, field: str) -> dict[str, Any]:
    match outcome:
        case Done():
            return {"response_action": "update", "view": noted_view(say, *_done(say, command, outcome.case))}
        case _:
            return sent_back(say, outcome, field, "kit.not_sent")


def _done(say: Words, command: Command, case: Case) -> tuple[str, str]:
    match command:
        case AddToReport():
            return say("aftercare.added_title"), say("aftercare.added", number=case.number)
        case WithdrawReport():
            how = "closed" if case.over else "goes_on"
            return say("aftercare.withdrew_title"), say(f"aftercare.withdrew_{how}", number=case.number)
        case SayNotSolved():
            look, decided = when(say, case.acknowledge_by), when(say, case.decide_by)
            told = say("aftercare.reopened", number=case.number, look=look, decide=decided)
            return say("aftercare.reopened_title"), told


def _no(say: Words, no: Refusal | None) -> str:
    return say("kit.busy") if no is None else refusals.in_words(say, no)

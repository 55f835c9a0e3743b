"""What a reporter sees of what they can do afterwards: buttons, and the forms that they open."""

import json
from datetime import datetime

from desk.my_report import MyReport
from desk.views import CaseCard
from domain.cases.commands import REASON_LIMIT, TEXT_LIMIT, WHERE_LIMIT
from domain.cases.refusals import TooLateToReopen
from domain.cases.words import Status, Vote
from handlers.cards import ids
from handlers.cards.blocks import Block, View, actions, button, context, modal, section, text_input
from handlers.cards.text import when
from handlers.locale.catalogue import Words


def receipt_buttons(say: Words, card: CaseCard) -> list[Block]:
    """What is possible from a receipt as the case stands."""
    value = str(card.number)
    add = [] if card.status is Status.CLOSED else [button(ids.ADD_TO_REPORT, say("aftercare.add"), value)]
    withdraw = [] if card.over or card.withdrawn_at else [button(ids.WITHDRAW, say("aftercare.withdraw"), value)]
    return [*add, *withdraw]


def outcome_actions(say: Words, proof: str, until: datetime | None) -> list[Block]:
    """Under an outcome: it was not solved, and how it was. `proof` is a case's number or its veiled receipt code;
    `until` is None where it was reopened before.
    """
    again: list[Block] = []
    if until is not None:
        again = [
            context("not-solved-note", say("aftercare.not_solved_until", until=when(say, until))),
            actions("not-solved", [button(ids.NOT_SOLVED, say("aftercare.not_solved"), proof)]),
        ]
    votes = [button(f"{ids.RATE}_{vote}", say.of(vote, "aftercare"), proof) for vote in Vote]
    return [*again, context("rate-note", say("aftercare.rate_note")), actions("rate", votes)]


def status_actions(say: Words, report: MyReport, proof: str) -> list[Block]:
    """In the status window: all that is possible now, and why something is not possible any more."""
    blocks: list[Block] = []
    if report.withdrawn_at is not None:
        how = "closed" if report.status is Status.CLOSED else "goes_on"
        blocks.append(context("withdrawn", say(f"aftercare.withdrawn_{how}", at=when(say, report.withdrawn_at))))
    add = [button(ids.ADD_TO_REPORT, say("aftercare.add"), proof)] if report.may_add else []
    withdraw = [button(ids.WITHDRAW, say("aftercare.withdraw"), proof)] if report.may_withdraw else []
    if add or withdraw:
        blocks.append(actions("my-report", [*add, *withdraw]))
    if isinstance(report.no_reopening, TooLateToReopen):
        blocks.append(context("too-late", say("aftercare.too_late", until=when(say, report.no_reopening.until))))
    if report.may_rate:
        until = report.not_solved_until if report.may_say_not_solved else None
        blocks += outcome_actions(say, proof, until)
    return blocks


def add_form(say: Words, proof: str, nonce: str) -> View:
    """More for the report; touches no database."""
    return modal(
        say,
        ids.ADD_FORM,
        say("aftercare.add_title"),
        [
            context("add-note", say("aftercare.add_note")),
            text_input(ids.TEXT, say("aftercare.add_text"), TEXT_LIMIT),
            text_input(ids.WHERE_WHEN, say("aftercare.add_where"), WHERE_LIMIT, optional=True, lines=False),
        ],
        submit=say("aftercare.add_send"),
        close=say("kit.cancel"),
        metadata=_meta(proof, nonce),
    )


def withdraw_form(say: Words, report: MyReport, proof: str, nonce: str) -> View:
    """What withdrawing means for this report now, and why, if they like."""
    what = "closes" if report.closes else "goes_on"
    return modal(
        say,
        ids.WITHDRAW_FORM,
        say("aftercare.withdraw_title"),
        [
            section("withdraw-what", say(f"aftercare.withdraw_{what}", number=report.number)),
            context("withdraw-kept", say("aftercare.withdraw_kept")),
            text_input(ids.REASON, say("aftercare.withdraw_why"), REASON_LIMIT, optional=True),
        ],
        submit=say("aftercare.withdraw_send"),
        close=say("kit.cancel"),
        metadata=_meta(proof, nonce),
    )


def not_solved_form(say: Words, number: int, proof: str, nonce: str) -> View:
    """What is still wrong."""
    return modal(
        say,
        ids.NOT_SOLVED_FORM,
        say("aftercare.not_solved_title"),
        [
            section("not-solved-what", say("aftercare.not_solved_what", number=number)),
            text_input(ids.REASONS, say("aftercare.not_solved_why"), TEXT_LIMIT, hint=say("aftercare.only_reviewers")),
        ],
        submit=say("aftercare.not_solved_send"),
        close=say("kit.cancel"),
        metadata=_meta(proof, nonce),
    )


def _meta(proof: str, nonce: str) -> str:
    return json.dumps({"proof": proof, "nonce": nonce})

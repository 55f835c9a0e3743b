"""What a delivery says, drawn from the state as it is when it is sent."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from bot.couriers.house_notices import HOUSE, house_notice
from desk.house import House
from desk.queries import card_of, outcome_of
from desk.tools import Tools, load, reporter_of
from domain.cases.notices import NoticeKind
from domain.cases.state import Case
from domain.cases.words import ClockName
from handlers.cards import notices
from handlers.cards.blocks import Block, stamped
from handlers.cards.case_card import card_text, case_card
from storage import outbox
from storage.outbox import REDRAWN, Delivery
from storage.vault import Vault


@dataclass(frozen=True, slots=True)
class Rendered:
    """A message for `to` (a channel or user id); `standing` is the message that it replaces, if any."""

    to: str
    text: str
    blocks: list[Block]
    standing: tuple[str, str] | None


@dataclass(frozen=True, slots=True)
class NotNeeded:
    """The state has moved on."""

    why: str


def render(conn: Connection, house: House, vault: Vault, now: datetime, delivery: Delivery) -> Rendered | NotNeeded:
    """The message of a delivery, or why it is no longer needed."""
    if delivery.stream == HOUSE:
        return _of_the_house(conn, delivery)
    case = load(conn, int(delivery.stream.removeprefix("case-")))
    if case is None:
        return NotNeeded("its case has no record")
    tools = Tools(house, vault, now)
    kind = NoticeKind(delivery.kind)
    if kind in (NoticeKind.NUDGE, NoticeKind.ESCALATION) and not case.runs(ClockName(delivery.payload["clock"])):
        return NotNeeded("somebody acted in the meantime")
    to = destination(conn, tools, case, delivery.destination)
    if to is None:
        return NotNeeded("nobody to tell is left")
    message = _message(conn, tools, case, kind, delivery)
    if message is None:
        return NotNeeded("there is nothing to say any more")
    text, blocks = message
    standing = outbox.posted(conn, delivery.stream, delivery.destination, kind) if kind in REDRAWN else None
    return Rendered(to, text, stamped(blocks, delivery.id), standing)


def _of_the_house(conn: Connection, delivery: Delivery) -> Rendered | NotNeeded:
    message = house_notice(conn, delivery)
    if message is None:
        return NotNeeded("there is nothing to say any more")
    text, blocks = message
    return Rendered(delivery.destination.partition(":")[2], text, stamped(blocks, delivery.id), None)


def destination(conn: Connection, tools: Tools, case: Case, to: str) -> str | None:
    """The channel or user id behind `queue:…`, `person:…` or `party:…`."""
    sort, _, name = to.partition(":")
    if sort == "queue":
        queue = tools.house.casework.queues.get(name)
        return queue.channel if queue else None
    return reporter_of(conn, tools, case.number) if sort == "party" else name


def _message(
    conn: Connection, tools: Tools, case: Case, kind: NoticeKind, delivery: Delivery
) -> notices.Message | None:
    card = card_of(case)
    match kind:
        case NoticeKind.CARD:
            return card_text(card), case_card(card)
        case NoticeKind.PAGE:
            return notices.page(card)
        case NoticeKind.RECEIPT:
            return notices.receipt(card)
        case NoticeKind.TAKEN_OVER:
            return notices.taken_over(card, delivery.payload)
        case NoticeKind.NUDGE:
            return notices.nudge(card, delivery.payload)
        case NoticeKind.ESCALATION:
            return notices.escalation(card, delivery.payload)
        case NoticeKind.OUTCOME:
            found = outcome_of(conn, tools, case)
            return notices.outcome(found) if found else None

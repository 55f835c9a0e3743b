"""What a delivery says, drawn from the state as it is when it is sent."""

from dataclasses import dataclass

from sqlalchemy import Connection

from bot.couriers.gap_notices import gap_notice
from bot.couriers.house_notices import HOUSE, house_notice
from bot.couriers.plan_notices import plan_notice
from desk.planning import PLAN
from desk.reading import ERASED, card_as_seen, card_of, outcome_of
from desk.telling import TELL, person_of
from desk.tending import GAP
from desk.tools import Tools, briefing, load, reporter_of, root_of, stream_of
from desk.views import CaseCard
from domain.cases.authority import kept_out
from domain.cases.notices import REDRAWN, NoticeKind
from domain.cases.state import Case
from domain.cases.words import ClockName
from handlers.cards import aftercare_notices, investigation_notices, notices, reporter_notices
from handlers.cards.blocks import Block, stamped
from handlers.cards.case_card import card_text, case_card
from handlers.locale.catalogue import Words
from storage import outbox
from storage.outbox import Delivery

LATE = (NoticeKind.NUDGE, NoticeKind.ESCALATION, NoticeKind.OVERDUE)


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


def reader(conn: Connection, tools: Tools, delivery: Delivery) -> str | None:
    """The user id of the one person who will read a delivery; None for a channel, or where nobody is left."""
    sort, _, name = delivery.destination.partition(":")
    if sort == TELL:
        return person_of(conn, tools.vault, name)
    if sort not in ("party", "owner"):
        return name if sort == "person" else None
    case = load(conn, int(delivery.stream.removeprefix("case-")))
    return None if case is None else destination(conn, tools, case, delivery.destination)


def render(conn: Connection, tools: Tools, say: Words, delivery: Delivery) -> Rendered | NotNeeded:
    """The message of a delivery in its reader's language, or why it is no longer needed."""
    if delivery.stream == HOUSE:
        return _of_the_house(conn, say, delivery)
    if delivery.stream == TELL or delivery.stream.startswith(f"{GAP}-"):
        return _of_a_gap(conn, tools, say, delivery)
    plan = delivery.stream == PLAN
    return _of_the_plan(conn, tools, say, delivery) if plan else _of_a_case(conn, tools, say, delivery)


def _of_a_case(conn: Connection, tools: Tools, say: Words, delivery: Delivery) -> Rendered | NotNeeded:
    case = load(conn, int(delivery.stream.removeprefix("case-")))
    if case is None:
        return NotNeeded("its case has no record")
    kind = NoticeKind(delivery.kind)
    if kind is NoticeKind.SCRUB:
        text, blocks = reporter_notices.scrubbed(say, case.number)
        standing = str(delivery.payload["channel"]), str(delivery.payload["ts"])
        return Rendered(standing[0], text, stamped(blocks, delivery.id), standing)
    if (moved := _moved_on(case, kind, delivery)) is not None:
        return moved
    to = destination(conn, tools, case, delivery.destination)
    if to is None:
        return NotNeeded("nobody to tell is left")
    standing_at = outbox.posted(conn, delivery.stream, delivery.destination, kind) if kind in REDRAWN else None
    alone = delivery.destination.startswith(("person:", "owner:"))
    world = briefing(conn, tools, case) if alone else None
    card = card_as_seen(case, to, world) if world else card_of(case, tools.house.casework)
    message = _message(conn, tools, say, case, kind, delivery, card)
    if world is not None and kept_out(case, to, world) is not None:
        if kind is not NoticeKind.PAGE or standing_at is None:
            return NotNeeded("the person is kept out of the case")
        message = notices.kept_out(say, case.number)
    if kind is NoticeKind.PAGE and to in case.released and to not in (*case.paged, case.owner):
        message = notices.kept_out(say, case.number)
    if message is None:
        return NotNeeded("there is nothing to say any more")
    text, blocks = message
    return Rendered(to, text, stamped(blocks, delivery.id), standing_at)


def _moved_on(case: Case, kind: NoticeKind, delivery: Delivery) -> NotNeeded | None:
    """Why a notice came too late to be of use, if it did."""
    if kind in LATE and not case.runs(ClockName(delivery.payload["clock"])):
        return NotNeeded("somebody acted in the meantime")
    if kind is NoticeKind.APPROVAL:
        waits = case.proposal is not None and case.proposal.proposal == delivery.payload["proposal"]
        return None if waits else NotNeeded("the proposal does not wait any more")
    if kind is NoticeKind.NAME_ASKED:
        waits = case.name_request is not None and case.name_requests == delivery.payload["request"]
        return None if waits else NotNeeded("nobody asks for the name any more")
    if kind in (NoticeKind.NOBODY, NoticeKind.WAITS, NoticeKind.REOPENED) and case.over:
        return NotNeeded("nothing waits there any more")
    return NotNeeded("somebody has it") if kind is NoticeKind.NOBODY and case.accountable else None


def _of_the_house(conn: Connection, say: Words, delivery: Delivery) -> Rendered | NotNeeded:
    message = house_notice(conn, say, delivery)
    if message is None:
        return NotNeeded("there is nothing to say any more")
    text, blocks = message
    return Rendered(delivery.destination.partition(":")[2], text, stamped(blocks, delivery.id), None)


def _of_a_gap(conn: Connection, tools: Tools, say: Words, delivery: Delivery) -> Rendered | NotNeeded:
    to, message = reader(conn, tools, delivery), gap_notice(conn, tools, say, delivery)
    if to is None or message is None:
        return NotNeeded("there is nothing to say any more")
    text, blocks = message
    return Rendered(to, text, stamped(blocks, delivery.id), None)


def _of_the_plan(conn: Connection, tools: Tools, say: Words, delivery: Delivery) -> Rendered | NotNeeded:
    sort, _, name = delivery.destination.partition(":")
    queue = tools.house.casework.queues.get(name) if sort == "queue" else None
    message = plan_notice(conn, tools, say, delivery)
    if message is None or (sort == "queue" and queue is None):
        return NotNeeded("there is nothing to say any more")
    text, blocks = message
    return Rendered(queue.channel if queue else name, text, stamped(blocks, delivery.id), None)


def destination(conn: Connection, tools: Tools, case: Case, to: str) -> str | None:
    """The channel or user id behind `queue:…`, `person:…`, `party:…` or `owner:…`."""
    sort, _, name = to.partition(":")
    if sort == "owner":
        has = load(conn, int(name))
        return None if has is None else root_of(conn, has).accountable
    if sort == "queue":
        queue = tools.house.casework.queues.get(name)
        return queue.channel if queue else None
    return reporter_of(conn, tools, case.number) if sort == "party" else name


def _message(
    conn: Connection,
    tools: Tools,
    say: Words,
    case: Case,
    kind: NoticeKind,
    delivery: Delivery,
    card: CaseCard,
) -> notices.Message | None:
    match kind:
        case NoticeKind.RECEIPT if case.merged_into is not None:
            return investigation_notices.merged_receipt(say, card_of(case), card_of(root_of(conn, case)))
        case NoticeKind.RECEIPT:
            return reporter_notices.receipt(say, card_of(case), case.mode)
        case NoticeKind.MERGED:
            return investigation_notices.merged(say, card_of(case), card_of(root_of(conn, case)))
        case NoticeKind.JOINED:
            return investigation_notices.joined(say, card_of(case))
        case NoticeKind.QUESTION:
            return reporter_notices.question(say, case.number)
        case NoticeKind.OUTCOME:
            found = outcome_of(conn, tools, case)
            return reporter_notices.outcome(say, found) if found else None
        case NoticeKind.NAME_OPENED:
            reason = tools.vault.open(conn, stream_of(case.number), str(delivery.payload["entry"])) or ERASED
            return reporter_notices.name_opened(say, case.number, delivery.payload, reason)
        case _:
            return _to_staff(say, case, kind, delivery, card)


def _to_staff(say: Words, case: Case, kind: NoticeKind, delivery: Delivery, card: CaseCard) -> notices.Message | None:
    facts = delivery.payload
    if kind is NoticeKind.CARD and delivery.destination != f"queue:{case.queue}":
        return investigation_notices.moved_away(say, card)
    if kind is NoticeKind.DUPLICATE:
        return investigation_notices.duplicate_joined(say, card, facts)
    plain = {
        NoticeKind.PAGE: notices.page,
        NoticeKind.WAITS: notices.waits,
        NoticeKind.NOBODY: notices.nobody,
        NoticeKind.REPLY: notices.reply,
    }
    with_facts = {
        NoticeKind.TAKEN_OVER: notices.taken_over,
        NoticeKind.NUDGE: notices.nudge,
        NoticeKind.ESCALATION: notices.escalation,
        NoticeKind.OVERDUE: notices.overdue,
        NoticeKind.APPROVAL: notices.approval,
        NoticeKind.RETURNED: notices.returned,
        NoticeKind.LAPSED: notices.lapsed,
        NoticeKind.NAME_ASKED: notices.name_asked,
    }
    afterwards = {NoticeKind.ADDED: aftercare_notices.added, NoticeKind.WITHDRAWN: aftercare_notices.withdrawn}
    if kind in afterwards:
        return afterwards[kind](say, card)
    if kind is NoticeKind.REOPENED:
        return aftercare_notices.reopened(say, card, facts)
    if kind is NoticeKind.CARD:
        return card_text(say, card), case_card(say, card)
    if kind in plain:
        return plain[kind](say, card)
    return with_facts[kind](say, card, facts)

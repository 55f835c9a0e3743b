"""What follows when a notice will never arrive: an operator is told, and a channel's cards go to people instead."""

from datetime import datetime

from sqlalchemy import Connection

from bot.couriers.house_notices import HOUSE, HouseNotice
from desk.house import House
from desk.rosters import roster_at
from domain.cases.notices import LaneClass, NoticeKind
from storage import outbox
from storage.outbox import Delivery


def bury(conn: Connection, house: House, delivery: Delivery, error: str, now: datetime) -> None:
    """Mark a notice dead, with all that follows from it; nothing where somebody else has taken it up since."""
    if not outbox.dead(conn, delivery, error):
        return
    sort, _, queue = delivery.destination.partition(":")
    if sort == "channel":  # the witness's, or that of announcements
        _tell_operators(conn, house, "", queue, error, now, delivery.kind)
    if sort != "queue" or queue not in house.casework.queues:
        return
    _tell_operators(conn, house, queue, house.casework.queues[queue].channel, error, now)
    if delivery.kind == NoticeKind.CARD:
        _fall_back(conn, house, queue, delivery, now)


def _tell_operators(
    conn: Connection, house: House, queue: str, channel: str, error: str, now: datetime, kind: str = ""
) -> None:
    """Each of them once per channel, error and day. `queue` is empty for a channel of the house, and `kind` then says
    what was to be posted there.
    """
    for operator in house.roster.holders(("operator",)):
        told = Delivery(
            id=f"{HOUSE}.unreachable.{channel}.{error}.{now:%Y-%m-%d}.{operator}",
            lane=f"{HOUSE}:{operator}",
            lane_class=int(LaneClass.DECISION),
            kind=HouseNotice.UNREACHABLE.value,
            stream=HOUSE,
            destination=f"person:{operator}",
            payload={"queue": queue, "channel": channel, "error": error, "kind": kind},
            next_try=now,
        )
        outbox.enqueue_once(conn, told, now)


def _fall_back(conn: Connection, house: House, queue: str, card: Delivery, now: datetime) -> None:
    """The card as a page to whoever is on call for the queue now, and drawn anew for whoever has one already. Those who
    are kept out of the case get nothing: rendering drops it.
    """
    ladder = roster_at(conn, house, now).ladder_at(house.casework.queues[queue].rotation, now)
    on_call = {f"person:{person}" for person in ladder if person is not None}
    have_one = {one.destination for one in outbox.of_stream(conn, card.stream, NoticeKind.PAGE)}
    for person in sorted(on_call | have_one):
        page = Delivery(
            id=f"{card.id}.instead.{person}",
            lane=f"{card.stream}:{person}",
            lane_class=int(LaneClass.DEADLINE),
            kind=NoticeKind.PAGE.value,
            stream=card.stream,
            destination=person,
            payload={},
            next_try=now,
        )
        outbox.enqueue_once(conn, page, now)

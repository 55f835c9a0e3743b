"""What follows where a message will never arrive: operators hear so, and a case's people are written to directly."""

from datetime import datetime

from sqlalchemy import Connection

from bot.couriers.house_notices import HOUSE, HouseNotice
from desk.house import House
from domain.cases.notices import LaneClass, NoticeKind
from storage import outbox
from storage.outbox import Delivery


def bury(conn: Connection, house: House, now: datetime, delivery: Delivery, error: str) -> None:
    """Mark a delivery dead. Where it was to a queue's channel, tell the operators, once for each channel, error and
    day, and ask everybody on the queue's ladder by direct message, in the same transaction.
    """
    outbox.dead(conn, delivery.id, error)
    sort, _, name = delivery.destination.partition(":")
    queue = house.casework.queues.get(name)
    if sort != "queue" or queue is None:
        return
    for person in house.roster.holders(("operator",)):
        payload = {"queue": name, "channel": queue.channel, "error": error}
        said = f"unreachable.{queue.channel}.{error}.{now:%Y-%m-%d}.{person}"
        outbox.enqueue_once(conn, _to(person, said, HOUSE, HouseNotice.UNREACHABLE, payload, now), now)
    if delivery.stream == HOUSE:
        return
    paged = {one.destination for one in outbox.of_stream(conn, delivery.stream, NoticeKind.PAGE)}
    for asked in dict.fromkeys(house.roster.ladder_at(queue.rotation, now)):
        if asked is not None and f"person:{asked}" not in paged:
            page = _to(asked, f"{delivery.stream}.instead.page.{asked}", delivery.stream, NoticeKind.PAGE, {}, now)
            outbox.enqueue_once(conn, page, now)


def _to(person: str, name: str, stream: str, kind: str, payload: dict[str, str], now: datetime) -> Delivery:
    return Delivery(
        id=name,
        lane=f"{stream}:person:{person}",
        lane_class=int(LaneClass.DEADLINE),
        kind=str(kind),
        stream=stream,
        destination=f"person:{person}",
        payload=payload,
        next_try=now,
    )

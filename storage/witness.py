"""Seals on their way to the witness channel: what was handed on last, and the next one."""

from datetime import datetime, timedelta

from sqlalchemy import Connection, select

from storage import outbox, seals
from storage.outbox import Delivery
from storage.tables import DeliveryRow, table

_rows = table(DeliveryRow)
_STREAM, _KIND, _LANE = "house", "seal", "house:witness"


def hand_on(conn: Connection, channel: str, every: timedelta, lane_class: int, now: datetime) -> bool:
    """Enqueue the newest seal for a channel where the last one is older than `every` and there is something new.
    Replicas ask one after the other, so that none is handed on twice.
    """
    seals.alone(conn)
    seal = seals.newest(conn)
    last = conn.execute(
        select(_rows.c.payload, _rows.c.created_at)
        .where(_rows.c.stream == _STREAM, _rows.c.kind == _KIND)
        .order_by(_rows.c.seq.desc())
        .limit(1)
    ).one_or_none()
    # Also after a clock that was wrong by more than `every` in either direction.
    if seal is None or (last and (seal.size <= last.payload["size"] or abs(now - last.created_at) < every)):
        return False
    delivery = Delivery(
        id=f"seal.{seal.size}",
        lane=_LANE,
        lane_class=lane_class,
        kind=_KIND,
        stream=_STREAM,
        destination=f"channel:{channel}",
        payload={"size": seal.size},
        next_try=now,
    )
    outbox.enqueue(conn, delivery, now)
    return True

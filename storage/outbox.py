"""Notices on their way out: written with the event, claimed lane by lane, settled with a typed outcome."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, Select, case, delete, exists, func, insert, literal, select, update

from storage.columns import Instant
from storage.rows import insert_new
from storage.tables import DeliveryRow, table

_rows = table(DeliveryRow)
OPEN = ("pending", "sending", "in_doubt")
_SKEW = timedelta(minutes=1)
REDRAWN = ("card", "page", "receipt", "home")


@dataclass(frozen=True, slots=True)
class Delivery:
    """One notice to one destination. `lane` keeps order; `lane_class` 0 goes first. Instants are aware UTC."""

    id: str
    lane: str
    lane_class: int
    kind: str
    stream: str
    destination: str
    payload: dict[str, Any]
    next_try: datetime
    state: str = "pending"
    attempts: int = 0
    created_at: datetime | None = None
    claimed_at: datetime | None = None
    ts: str | None = None
    channel: str | None = None
    error: str | None = field(default=None)
    carries_text: bool = False


def enqueue(conn: Connection, delivery: Delivery, now: datetime) -> None:
    """Put a notice on its lane. One that is drawn from the state as it will be is enough, however often it is asked."""
    if delivery.kind in REDRAWN and conn.execute(_waiting(delivery)).first() is not None:
        return
    conn.execute(insert(_rows).values(_values(delivery, now)))


def enqueue_once(conn: Connection, delivery: Delivery, now: datetime) -> None:
    """The same for a notice that several may ask for under the same id; the first one is enough."""
    if delivery.kind not in REDRAWN or conn.execute(_waiting(delivery)).first() is None:
        insert_new(conn, _rows, _values(delivery, now))


def _values(delivery: Delivery, now: datetime) -> dict[str, Any]:
    return {
        "id": delivery.id,
        "lane": delivery.lane,
        "lane_class": delivery.lane_class,
        "kind": delivery.kind,
        "stream": delivery.stream,
        "destination": delivery.destination,
        "payload": delivery.payload,
        "state": "pending",
        "attempts": 0,
        "created_at": now,
        "next_try": delivery.next_try,
        "carries_text": delivery.carries_text,
    }


def _waiting(delivery: Delivery) -> Select[tuple[Any]]:
    return (
        select(_rows.c.seq)
        .where(_rows.c.stream == delivery.stream, _rows.c.destination == delivery.destination)
        .where(_rows.c.kind == delivery.kind, _rows.c.state == "pending")
        .with_for_update()
        .limit(1)
    )


def claim(conn: Connection, now: datetime) -> Delivery | None:
    """Take the next notice whose lane is free and mark it *sending*; urgent lanes first, then the oldest."""
    before = _rows.alias()
    blocked = exists().where(before.c.lane == _rows.c.lane, before.c.seq < _rows.c.seq, before.c.state.in_(OPEN))
    statement = (
        select(_rows)
        .where(_rows.c.state == "pending", _rows.c.next_try <= now, ~blocked)
        .order_by(_rows.c.lane_class, _rows.c.seq)
        .limit(1)
        .with_for_update(skip_locked=True, of=_rows)
    )
    row = conn.execute(statement).one_or_none()
    if row is None:
        return None
    changed = (
        update(_rows).where(_rows.c.seq == row.seq).values(state="sending", claimed_at=now, attempts=row.attempts + 1)
    )
    conn.execute(changed)
    return _delivery(conn.execute(select(_rows).where(_rows.c.seq == row.seq)).one())


def sent(conn: Connection, delivery: str, ts: str | None, channel: str | None) -> None:
    """It arrived, as message `ts` in `channel`."""
    _settle(conn, delivery, state="sent", ts=ts, channel=channel, error=None)


def retry(conn: Connection, held: Delivery, at: datetime, error: str) -> bool:
    """It did not arrive, or was looked up and not found; send it at `at`. False, and nothing changes, where somebody
    has settled it or taken it up since it was read as `held`: whoever is late undoes nothing.
    """
    return _settle_held(conn, held, state="pending", next_try=at, error=error)


def in_doubt(conn: Connection, held: Delivery, at: datetime, error: str) -> bool:
    """Nobody knows whether it arrived; look it up at `at`. False as in `retry`."""
    return _settle_held(conn, held, state="in_doubt", next_try=at, error=error)


def dead(conn: Connection, held: Delivery, error: str) -> bool:
    """It will not arrive; an operator sees it. False as in `retry`."""
    return _settle_held(conn, held, state="dead", error=error)


def forget(conn: Connection, delivery: str) -> None:
    """Keep nothing of a notice that has been sent and says by its mere time what it was about."""
    conn.execute(delete(_rows).where(_rows.c.id == delivery))


def drop(conn: Connection, delivery: str, why: str) -> bool:
    """It is no longer needed. False where there is no such open or dead notice."""
    statement = update(_rows).where(_rows.c.id == delivery, _rows.c.state.in_((*OPEN, "dead")))
    return conn.execute(statement.values(state="dropped", error=why)).rowcount == 1


def revive(conn: Connection, delivery: str, now: datetime) -> bool:
    """Send a dead or waiting notice again, now, with a new day to try. False where there is none."""
    statement = update(_rows).where(_rows.c.id == delivery, _rows.c.state.in_(("dead", "pending")))
    return conn.execute(statement.values(state="pending", next_try=now, created_at=now)).rowcount == 1


def unsettled(conn: Connection, now: datetime, sending_before: datetime) -> list[Delivery]:
    """Notices in doubt whose time to be looked up has come, and those found *sending* since before an instant."""
    doubtful = (_rows.c.state == "in_doubt") & (_rows.c.next_try <= now)
    stuck = (_rows.c.state == "sending") & (_rows.c.claimed_at <= sending_before)
    statement = select(_rows).where(_rows.c.state.in_(("in_doubt", "sending")), doubtful | stuck).order_by(_rows.c.seq)
    return [_delivery(row) for row in conn.execute(statement)]


def bring_back(conn: Connection, now: datetime) -> None:
    """After the clock was set back: what was written or tried at an instant still to come waits for it no longer, and
    what was being sent counts as begun now. Clocks of replicas that differ by less than a minute are left alone.
    """
    to_come = now + _SKEW
    late = (_rows.c.created_at > to_come) | (_rows.c.claimed_at > to_come)
    since = case((_rows.c.created_at > to_come, literal(now, Instant)), else_=_rows.c.created_at)
    conn.execute(
        update(_rows).where(_rows.c.state.in_(OPEN), late).values(next_try=now, claimed_at=now, created_at=since)
    )


def posted(conn: Connection, stream: str, destination: str, kind: str) -> tuple[str, str] | None:
    """Channel and ts of the message that a redrawn notice stands in, if it was posted."""
    row = conn.execute(
        select(_rows.c.channel, _rows.c.ts)
        .where(_rows.c.stream == stream, _rows.c.destination == destination, _rows.c.kind == kind)
        .where(_rows.c.state == "sent", _rows.c.ts.is_not(None))
        .order_by(_rows.c.seq)
        .limit(1)
    ).one_or_none()
    return None if row is None else (row.channel, row.ts)


def listing(conn: Connection, states: Sequence[str]) -> list[Delivery]:
    """Notices in given states, oldest first."""
    statement = select(_rows).where(_rows.c.state.in_(states)).order_by(_rows.c.seq)
    return [_delivery(row) for row in conn.execute(statement)]


def at(conn: Connection, channel: str, ts: str) -> Delivery | None:
    """The notice that stands as message `ts` in `channel`."""
    statement = select(_rows).where(_rows.c.channel == channel, _rows.c.ts == ts).order_by(_rows.c.seq).limit(1)
    row = conn.execute(statement).one_or_none()
    return None if row is None else _delivery(row)


def of_stream(conn: Connection, stream: str, kind: str | None = None) -> list[Delivery]:
    """Every notice of a stream, oldest first; those of one kind where it is given."""
    statement = select(_rows).where(_rows.c.stream == stream).order_by(_rows.c.seq)
    return [
        _delivery(row) for row in conn.execute(statement if kind is None else statement.where(_rows.c.kind == kind))
    ]


def counts(conn: Connection) -> dict[str, int]:
    """How many notices are in each state."""
    statement = select(_rows.c.state, func.count()).group_by(_rows.c.state)
    return {row[0]: row[1] for row in conn.execute(statement)}


def _settle(conn: Connection, delivery: str, **values: Any) -> None:
    conn.execute(update(_rows).where(_rows.c.id == delivery).values(**values))


def _settle_held(conn: Connection, held: Delivery, **values: Any) -> bool:
    as_read = (_rows.c.id == held.id) & (_rows.c.state == held.state) & (_rows.c.attempts == held.attempts)
    return conn.execute(update(_rows).where(as_read).values(**values)).rowcount == 1


def _delivery(row: Row[tuple[object, ...]]) -> Delivery:
    fields = dict(row._mapping)  # noqa: SLF001 -- SQLAlchemy's documented view of a row
    fields.pop("seq")
    return Delivery(**fields)

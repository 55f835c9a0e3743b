"""Deliveries to those who wanted to hear. They name nobody: whom they reach lies sealed in the row that they name."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection

from domain.cases.notices import LaneClass
from storage import outbox, tells
from storage.outbox import Delivery
from storage.vault import Vault

TELL = "tell"  # the stream of these deliveries, and the vault's name for who waits
CLOSED, CHANGED = "gap_closed", "clause_changed"


def about_gap(gap: str) -> str:
    """What the row of somebody who waits for a gap says of it; `gap` is its id."""
    return f"gap/{gap}"


def about_clause(clause: str) -> str:
    """The same for a clause."""
    return f"clause/{clause}"


def key_of(vault: Vault, about: str, person: str) -> str:
    """The keyed hash under which it is kept that somebody wants to hear of something."""
    return vault.keyed(TELL, f"{about}\0{person}")


def person_of(conn: Connection, vault: Vault, key: str) -> str | None:
    """Who waits; None where they do not any more."""
    row = tells.get(conn, key)
    box = None if row is None else vault.unboxed(conn, TELL, key, row.box)
    return None if box is None else box.decode()


def tell_closed(conn: Connection, gap: str, number: int, now: datetime) -> None:
    """A gap was closed: everybody who waits for it hears."""
    for row in tells.about(conn, [about_gap(gap)]):
        outbox.enqueue_once(conn, _delivery(row.key, CLOSED, {"gap": number}, now), now)


def tell_changed(conn: Connection, clauses: Iterable[str], version: str, now: datetime) -> None:
    """A version changed clauses: everybody who waits for one of them hears. Needs no key."""
    changed = {about_clause(clause): clause for clause in clauses}
    for row in tells.about(conn, changed):
        facts: dict[str, str | int] = {"clause": changed[row.about], "version": version}
        outbox.enqueue_once(conn, _delivery(row.key, CHANGED, facts, now), now)


def heard(conn: Connection, delivery: Delivery) -> None:
    """They have heard: nothing of it is kept."""
    tells.drop(conn, [delivery.destination.partition(":")[2]])
    outbox.forget(conn, delivery.id)


def _delivery(key: str, kind: str, facts: dict[str, str | int], now: datetime) -> Delivery:
    return Delivery(
        id=f"{TELL}.{key}",
        lane=f"{TELL}:{key}",
        lane_class=int(LaneClass.CONVERSATION),
        kind=kind,
        stream=TELL,
        destination=f"{TELL}:{key}",
        payload=facts,
        next_try=now,
    )

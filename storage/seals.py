"""The sealer's log: every event gets a place in a Merkle tree, and a signed checkpoint says how far it reaches."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, func, insert, select, text

from storage.leaves import digest_of
from storage.merkle import Frontier, grow, root
from storage.notes import Signer, Statement
from storage.streams import StoredEvent
from storage.tables import Checkpoint, Event, Leaf, Unsealed, table

_events, _unsealed, _leaves, _checkpoints = table(Event), table(Unsealed), table(Leaf), table(Checkpoint)
_LOCK = 6962
BATCH = 1000
_SEALS = select(_checkpoints.c.size, _checkpoints.c.note, _checkpoints.c.at)


@dataclass(frozen=True, slots=True)
class Seal:
    """A checkpoint: the signed note that says how many events it covers. `at` is aware UTC."""

    size: int
    note: str
    at: datetime


def alone(conn: Connection) -> None:
    """Wait until no other replica seals or hands a seal on; holds until the transaction ends."""
    if conn.dialect.name == "postgresql":
        conn.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})


def newest(conn: Connection) -> Seal | None:
    """The newest checkpoint."""
    row = conn.execute(_SEALS.order_by(_checkpoints.c.size.desc()).limit(1)).one_or_none()
    return None if row is None else Seal(*row)


def of_size(conn: Connection, size: int) -> Seal | None:
    """The checkpoint that covers exactly `size` events, if one does."""
    row = conn.execute(_SEALS.where(_checkpoints.c.size == size)).one_or_none()
    return None if row is None else Seal(*row)


def latest(conn: Connection) -> str | None:
    """The newest checkpoint's note."""
    seal = newest(conn)
    return None if seal is None else seal.note


def seal_pending(conn: Connection, signer: Signer, now: datetime) -> str | None:
    """Give up to 1,000 unsealed events their places and sign a checkpoint; its note, or None for nothing to do."""
    alone(conn)
    pending = conn.execute(
        select(_events)
        .join(_unsealed, (_events.c.stream == _unsealed.c.stream) & (_events.c.version == _unsealed.c.version))
        .order_by(_events.c.at, _events.c.stream, _events.c.version)
        .limit(BATCH)
    ).all()
    if not pending:
        return None
    last = conn.execute(select(_checkpoints).order_by(_checkpoints.c.size.desc()).limit(1)).one_or_none()
    size, frontier = (last.size, _thaw(last.frontier)) if last else (0, [])
    for position, row in enumerate(pending, start=size):
        digest = digest_of(StoredEvent(**{**row._mapping, "body": bytes(row.body)}))  # noqa: SLF001
        where = {"stream": row.stream, "version": row.version}
        conn.execute(insert(_leaves).values(position=position, digest=digest, **where))
        conn.execute(delete(_unsealed).filter_by(**where))
        frontier = grow(frontier, [digest])
    size += len(pending)
    note = signer.sign(Statement(size, root(frontier)))
    conn.execute(insert(_checkpoints).values(size=size, note=note, frontier=freeze(frontier), at=now))
    return note


def freeze(frontier: Frontier) -> list[list[int | str]]:
    """A frontier as it is kept with its checkpoint, for the next one to continue from."""
    return [[count, digest.hex()] for count, digest in frontier]


def _thaw(frozen: list[tuple[int, str]]) -> Frontier:
    return [(count, bytes.fromhex(digest)) for count, digest in frozen]


def unsealed_count(conn: Connection) -> int:
    """How many events no checkpoint covers yet."""
    return int(conn.execute(select(func.count()).select_from(_unsealed)).scalar_one())

"""The sealer's log: every event gets a place in a Merkle tree, and a signed checkpoint says how far it reaches."""

from dataclasses import asdict, dataclass
from datetime import datetime

import rfc8785
from sqlalchemy import Connection, delete, func, insert, select, text

from storage import streams
from storage.merkle import Frontier, grow, leaf_hash, root
from storage.notes import BadNote, Signer, Statement, Verifier
from storage.streams import StoredEvent
from storage.tables import Checkpoint, Event, Leaf, Unsealed, table

_events, _unsealed, _leaves, _checkpoints = table(Event), table(Unsealed), table(Leaf), table(Checkpoint)
_LOCK = 6962
BATCH = 1000


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a verification found. `size` is sealed events, `unsealed` those no checkpoint covers yet."""

    problems: tuple[str, ...]
    size: int
    unsealed: int

    @property
    def ok(self) -> bool:
        """Whether the record is whole."""
        return not self.problems


def digest_of(event: StoredEvent) -> bytes:
    """The leaf hash of an event, over the canonical JSON of all its fields."""
    fields = {**asdict(event), "at": event.at.isoformat(), "body": event.body.decode(errors="surrogateescape")}
    return leaf_hash(rfc8785.dumps(fields))


def latest(conn: Connection) -> str | None:
    """The newest checkpoint's note."""
    statement = select(_checkpoints.c.note).order_by(_checkpoints.c.size.desc()).limit(1)
    note: str | None = conn.execute(statement).scalar_one_or_none()
    return note


def seal_pending(conn: Connection, signer: Signer, now: datetime) -> str | None:
    """Give up to 1,000 unsealed events their places and sign a checkpoint; its note, or None for nothing to do."""
    if conn.dialect.name == "postgresql":
        conn.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
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
    frozen = [[count, digest.hex()] for count, digest in frontier]
    conn.execute(insert(_checkpoints).values(size=size, note=note, frontier=frozen, at=now))
    return note


def _thaw(frozen: list[tuple[int, str]]) -> Frontier:
    return [(count, bytes.fromhex(digest)) for count, digest in frozen]


def verify(conn: Connection, verifier: Verifier, against: str | None = None) -> Verdict:
    """Recompute the whole log. `against` is a checkpoint kept elsewhere. Needs nothing but the database and the key."""
    problems: list[str] = []
    digests = _recomputed(conn, problems)
    notes = [(row.size, row.note) for row in conn.execute(select(_checkpoints).order_by(_checkpoints.c.size))]
    promised = _promised(notes, verifier, against, problems)
    frontier: Frontier = []
    size = 0
    for size, row in enumerate(conn.execute(select(_leaves).order_by(_leaves.c.position)), start=1):
        name = f"{row.stream} version {row.version}"
        if row.position != size - 1:
            problems.append(f"place {size - 1} of the log is missing")
            break
        digest = digests.pop((row.stream, row.version), None)
        if digest is None:
            problems.append(f"{name} was sealed and is gone")
        elif digest != bytes(row.digest):
            problems.append(f"{name} was changed after it was sealed")
        frontier = grow(frontier, [digest or bytes(row.digest)])
        problems += [f"{whose} does not match the log" for whose, at in promised.pop(size, []) if at != root(frontier)]
    problems += [f"{whose} covers {at} events and the log has {size}" for at in promised for whose, _ in promised[at]]
    return Verdict(tuple(problems), size, len(digests))


def _recomputed(conn: Connection, problems: list[str]) -> dict[tuple[str, int], bytes]:
    digests: dict[tuple[str, int], bytes] = {}
    expected: dict[str, int] = {}
    for event in streams.all_events(conn):
        expected[event.stream] = expected.get(event.stream, 0) + 1
        if event.version != expected[event.stream]:
            problems.append(f"{event.stream} has a gap before version {event.version}")
            expected[event.stream] = event.version
        digests[event.stream, event.version] = digest_of(event)
    return digests


def _promised(
    notes: list[tuple[int, str]], verifier: Verifier, against: str | None, problems: list[str]
) -> dict[int, list[tuple[str, bytes]]]:
    promised: dict[int, list[tuple[str, bytes]]] = {}
    named = [(f"checkpoint {size}", note) for size, note in notes]
    for whose, note in [*named, *([("the checkpoint from outside", against)] if against else [])]:
        try:
            statement = verifier.read(note)
        except BadNote:
            problems.append(f"{whose} is not signed with this key")
        else:
            promised.setdefault(statement.size, []).append((whose, statement.root))
    return promised


def unsealed_count(conn: Connection) -> int:
    """How many events no checkpoint covers yet."""
    return int(conn.execute(select(func.count()).select_from(_unsealed)).scalar_one())

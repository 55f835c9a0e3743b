"""Whether the record holds: everything recomputed, needing nothing but the database and the public key."""

import json
from dataclasses import dataclass, field

from sqlalchemy import Connection, Text, select, type_coerce
from sqlalchemy.exc import OperationalError

from storage import streams
from storage.leaves import digest_of
from storage.merkle import Frontier, grow, root
from storage.notes import BadNote, Verifier
from storage.seals import freeze
from storage.snapshots import hold_still
from storage.steps import Steps, Told, rows, unheard
from storage.tables import Checkpoint, Event, Leaf, Unsealed, table

_events, _unsealed, _leaves, _checkpoints = table(Event), table(Unsealed), table(Leaf), table(Checkpoint)
_BENT = (TypeError, ValueError, OverflowError)
_OUTSIDE = "the checkpoint from outside"
Key = tuple[str, int]


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


@dataclass(slots=True)
class _Promises:
    """What checkpoints say: roots by size, stored frontiers by size, and how far our own reach."""

    roots: dict[int, list[tuple[str, bytes]]] = field(default_factory=dict)
    frontiers: dict[int, str] = field(default_factory=dict)
    reach: int = 0


def verify(conn: Connection, verifier: Verifier, against: str | None = None, told: Told = unheard) -> Verdict:
    """Recompute the whole log. `against` is a checkpoint kept elsewhere; `told` hears how many events and leaves are
    done, of how many. Must begin its transaction.
    """
    hold_still(conn)
    problems: list[str] = []
    steps = Steps(rows(conn, _events) + rows(conn, _leaves), told)
    digests = _recomputed(conn, problems, steps)
    promised = _promised(conn, verifier, against, problems)
    size = _walk(conn, digests, promised, problems, steps)
    waiting = {(row.stream, row.version) for row in conn.execute(select(_unsealed.c.stream, _unsealed.c.version))}
    problems += [f"{_name(key)} is neither sealed nor waiting for it" for key in sorted(digests.keys() - waiting)]
    problems += [f"{_name(key)} waits to be sealed and is no such event" for key in sorted(waiting - digests.keys())]
    return Verdict(tuple(problems), size, len(digests))


def _walk(conn: Connection, digests: dict[Key, bytes], promised: _Promises, problems: list[str], steps: Steps) -> int:
    """Along the leaves: each against its event, and the tree against every checkpoint. Takes sealed events out."""
    frontier: Frontier = []
    size, whole = 0, True
    for row in steps.along(conn.execute(select(_leaves).order_by(_leaves.c.position))):
        if row.position != size:
            problems.append(f"place {size} of the log is missing")
            whole = False
        size = row.position + 1
        digest = digests.pop((row.stream, row.version), None)
        if digest is None:
            problems.append(f"{_name((row.stream, row.version))} was sealed and is gone")
        elif digest != bytes(row.digest):
            problems.append(f"{_name((row.stream, row.version))} was changed after it was sealed")
        if whole:
            frontier = grow(frontier, [digest or bytes(row.digest)])
            problems += _broken_promises(promised, size, frontier)
    if whole:
        left = [(whose, at) for at, said in promised.roots.items() for whose, _ in said]
        problems += [f"{whose} covers {at} events and the log has {size}" for whose, at in left]
        if size > promised.reach:
            problems.append(f"no checkpoint covers the log from place {promised.reach} on")
    return size


def _broken_promises(promised: _Promises, size: int, frontier: Frontier) -> list[str]:
    said, kept = promised.roots.pop(size, []), promised.frontiers.pop(size, None)
    broken = [f"{whose} does not match the log" for whose, at in said if at != root(frontier)]
    if not broken and kept is not None and kept != json.dumps(freeze(frontier)):
        return [f"what checkpoint {size} keeps for the next one was changed"]
    return broken


def _recomputed(conn: Connection, problems: list[str], steps: Steps) -> dict[Key, bytes]:
    """The leaf hash of every event there is; gaps within a stream are named."""
    digests: dict[Key, bytes] = {}
    try:
        for event in steps.along(streams.all_events(conn)):
            digests[event.stream, event.version] = digest_of(event)
    except _BENT:
        _one_by_one(conn, digests, problems)
    except OperationalError as error:
        if "decode" not in str(error.orig):
            raise
        problems.append("the record holds text that is no text; Ombud did not write it")
    expected: dict[str, int] = {}
    for stream, version in digests:
        if version != expected.get(stream, 0) + 1:
            problems.append(f"{stream} has a gap before version {version}")
        expected[stream] = version
    return digests


def _one_by_one(conn: Connection, digests: dict[Key, bytes], problems: list[str]) -> None:
    """After a row that cannot be read: name it, and go on with the others."""
    for row in conn.execute(select(_events.c.stream, _events.c.version)).all():
        key = (row.stream, row.version)
        if key in digests:
            continue
        try:
            event = streams.one(conn, *key)
            digests[key] = digest_of(event) if event else b""
        except _BENT:
            digests[key] = b""
            problems.append(f"{_name(key)} holds what Ombud never writes")
    in_order = sorted(digests.items())
    digests.clear()
    digests.update(in_order)


def _promised(conn: Connection, verifier: Verifier, against: str | None, problems: list[str]) -> _Promises:
    found = _Promises()
    kept = type_coerce(_checkpoints.c.frontier, Text).label("kept")
    rows = conn.execute(select(_checkpoints.c.size, _checkpoints.c.note, kept).order_by(_checkpoints.c.size)).all()
    found.frontiers = {row.size: row.kept for row in rows}
    said = [(f"checkpoint {row.size}", row.note) for row in rows]
    said += [] if against is None else [(_OUTSIDE, against)]
    for whose, note in said:
        try:
            statement = verifier.read(note)
        except BadNote:
            problems.append(f"{whose} is not signed with this key")
            continue
        found.roots.setdefault(statement.size, []).append((whose, statement.root))
        if whose != _OUTSIDE:
            found.reach = max(found.reach, statement.size)
    return found


def _name(key: Key) -> str:
    return f"{key[0]} version {key[1]}"

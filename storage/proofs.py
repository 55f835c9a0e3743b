"""Proofs that the events of a stream are in the sealed log, for people who have nothing of ours but a checkpoint."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from storage import seals, streams
from storage.leaves import digest_of, leaf_fields
from storage.merkle import grow, inclusion_proofs, root
from storage.notes import BadNote, Verifier
from storage.snapshots import hold_still
from storage.streams import StoredEvent
from storage.tables import Leaf, table

_leaves = table(Leaf)
FORMAT = "ombud-proof-1"


@dataclass(frozen=True, slots=True)
class StreamProof:
    """What is proven of a stream. `contents` is what is written to a file; `uncovered` are later versions."""

    contents: dict[str, Any]
    covered: int
    uncovered: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Unprovable:
    """No proof can be made; `why` is a sentence that says what to do."""

    why: str


def prove(conn: Connection, stream: str, verifier: Verifier, outside: str | None = None) -> StreamProof | Unprovable:
    """Proofs for every event of a stream, against the newest checkpoint or one kept outside. Must begin its
    transaction.
    """
    hold_still(conn)
    events = streams.load(conn, stream)
    if not events:
        return Unprovable(f"There is no {stream.replace('-', ' ')} in this record.")
    note = outside or seals.latest(conn)
    if note is None:
        return Unprovable("Nothing is sealed yet. A running Ombud seals within a minute; try again then.")
    try:
        said = verifier.read(note)
    except BadNote:
        return Unprovable("The checkpoint is not signed with this key. `ombud audit key` prints the key in use.")
    covered = _leaves.c.position < said.size
    digests = conn.execute(select(_leaves.c.digest).where(covered).order_by(_leaves.c.position)).scalars()
    leaves = [bytes(digest) for digest in digests]
    own = select(_leaves.c.version, _leaves.c.position).where(covered, _leaves.c.stream == stream)
    places = {row.version: row.position for row in conn.execute(own)}
    whole = len(leaves) == said.size and root(grow([], leaves)) == said.root
    if not whole or any(
        digest_of(event) != leaves[places[event.version]] for event in events if event.version in places
    ):
        return Unprovable("The record does not lead to this checkpoint. `ombud audit verify` says where it is broken.")
    return _written(stream, note, events, places, leaves)


def _written(
    stream: str, note: str, events: list[StoredEvent], places: dict[int, int], leaves: list[bytes]
) -> StreamProof:
    covered = [event for event in events if event.version in places]
    indexes = [places[event.version] for event in covered]
    paths = inclusion_proofs(leaves, indexes)
    proven = [
        {"event": leaf_fields(event), "index": index, "proof": [node.hex() for node in path]}
        for event, index, path in zip(covered, indexes, paths, strict=True)
    ]
    uncovered = tuple(event.version for event in events if event.version not in places)
    contents = {"format": FORMAT, "stream": stream, "checkpoint": note, "events": proven, "uncovered": list(uncovered)}
    return StreamProof(contents, len(covered), uncovered)

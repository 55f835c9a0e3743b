"""Laws of the record, whatever happens in whatever order: all that is sealed has a proof, any changed byte is seen."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, delete, select, update

from storage import seals, streams, verification
from storage.database import Database
from storage.merkle import root_from_proof
from storage.migrate import upgrade
from storage.proofs import StreamProof, Unprovable, prove
from storage.streams import StoredEvent
from storage.tables import Checkpoint, Event, Leaf, Unsealed, table
from tests.storage.test_seals import NOON, SIGNER

TABLES = [table(one) for one in (Event, Unsealed, Leaf, Checkpoint)]
STREAMS = ("case-1", "case-2", "access-1")
TELLS = st.tuples(st.sampled_from(STREAMS), st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=20))
LIVES = st.lists(TELLS | st.none(), min_size=1, max_size=24)  # None: the sealer comes by
Life = list[tuple[str, str] | None]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    url = f"sqlite:///{tmp_path_factory.mktemp('laws')}/ombud.db"
    upgrade(url)
    database = Database(url, synchronous="OFF")
    yield database
    database.close()


def live(conn: Connection, life: Life) -> None:
    """A fresh record in which this happens."""
    for each in TABLES:
        conn.execute(delete(each))
    versions = dict.fromkeys(STREAMS, 0)
    for step in life:
        if step is None:
            seals.seal_pending(conn, SIGNER, NOON)
            continue
        stream, words = step
        versions[stream] += 1
        streams.append(conn, [StoredEvent(stream, versions[stream], "Told", 1, NOON, "U0BO", words.encode())])


def verdict(conn: Connection) -> verification.Verdict:
    return verification.verify(conn, SIGNER.verifier)


@settings(max_examples=60, deadline=None)
@given(LIVES)
def test_every_sealed_event_has_a_proof_that_leads_to_the_signed_root(place: Database, life: Life) -> None:
    def law(conn: Connection) -> None:
        live(conn, life)
        found = verdict(conn)
        told = {name: len(streams.load(conn, name)) for name in STREAMS}
        assert (found.problems, found.size + found.unsealed) == ((), sum(told.values()))
        covered = 0
        for name in (name for name in STREAMS if told[name] and found.size):
            proof = prove(conn, name, SIGNER.verifier)
            assert isinstance(proof, StreamProof)
            assert proof.covered + len(proof.uncovered) == told[name]
            covered += proof.covered
            said = SIGNER.verifier.read(proof.contents["checkpoint"])
            for one in proof.contents["events"]:
                event = streams.one(conn, name, one["event"]["version"])
                assert event is not None
                path = [bytes.fromhex(node) for node in one["proof"]]
                assert root_from_proof(seals.digest_of(event), one["index"], said.size, path) == said.root
        assert covered == found.size

    place.write_now(law)


def flipped(value: bytes, data: st.DataObject) -> bytes:
    """One byte, anything else than it was."""
    at = data.draw(st.integers(0, len(value) - 1), "byte")
    return value[:at] + bytes([value[at] ^ data.draw(st.integers(1, 255), "mask")]) + value[at + 1 :]


def broken(place: Database, life: Life, breach: Callable[[Connection], Any]) -> None:
    """After the breach the record does not verify, and proves nothing from the broken part."""

    def law(conn: Connection) -> None:
        live(conn, [*life, ("case-1", "the last"), None])
        assert verdict(conn).ok
        stream = breach(conn)
        assert not verdict(conn).ok
        assert stream is None or isinstance(prove(conn, stream, SIGNER.verifier), Unprovable)

    place.write_now(law)


@settings(max_examples=60, deadline=None)
@given(LIVES, st.data())
def test_any_byte_of_a_sealed_body_is_seen(place: Database, life: Life, data: st.DataObject) -> None:
    def breach(conn: Connection) -> str:
        events = TABLES[0]
        row = data.draw(st.sampled_from(conn.execute(select(events)).all()), "event")
        chosen = (events.c.stream == row.stream) & (events.c.version == row.version)
        conn.execute(update(events).where(chosen).values(body=flipped(bytes(row.body), data)))
        return str(row.stream)

    broken(place, life, breach)


@settings(max_examples=60, deadline=None)
@given(LIVES, st.data())
def test_any_byte_of_a_leaf_is_seen(place: Database, life: Life, data: st.DataObject) -> None:
    def breach(conn: Connection) -> str:
        leaves = TABLES[2]
        row = data.draw(st.sampled_from(conn.execute(select(leaves)).all()), "leaf")
        chosen = leaves.c.position == row.position
        conn.execute(update(leaves).where(chosen).values(digest=flipped(bytes(row.digest), data)))
        return str(row.stream)

    broken(place, life, breach)


@settings(max_examples=60, deadline=None)
@given(LIVES, st.data())
def test_any_letter_of_a_checkpoint_is_seen(place: Database, life: Life, data: st.DataObject) -> None:
    def breach(conn: Connection) -> None:
        notes = TABLES[3]
        row = data.draw(st.sampled_from(conn.execute(select(notes.c.size, notes.c.note)).all()), "checkpoint")
        at = data.draw(st.integers(0, len(row.note) - 1), "letter")
        letter = data.draw(st.characters(exclude_categories=("Cs",), exclude_characters=row.note[at] + "\0"), "other")
        changed = row.note[:at] + letter + row.note[at + 1 :]
        conn.execute(update(notes).where(notes.c.size == row.size).values(note=changed))

    broken(place, life, breach)


@settings(max_examples=60, deadline=None)
@given(LIVES, st.data())
def test_any_row_that_is_dropped_is_seen(place: Database, life: Life, data: st.DataObject) -> None:
    def breach(conn: Connection) -> None:
        events, leaves = TABLES[0], TABLES[2]
        place_ = data.draw(st.sampled_from(conn.execute(select(leaves.c.position)).scalars().all()), "place")
        row = conn.execute(select(leaves).where(leaves.c.position == place_)).one()
        if data.draw(st.booleans(), "with its event"):
            conn.execute(delete(events).where(events.c.stream == row.stream, events.c.version == row.version))
        conn.execute(delete(leaves).where(leaves.c.position == place_))

    broken(place, life, breach)

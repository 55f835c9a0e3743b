"""The record's seals: whatever is changed, dropped or shortened is seen."""

import hashlib
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Connection, text

from storage import seals, streams
from storage.database import Database
from storage.merkle import grow, leaf_hash, node_hash, root
from storage.notes import BadNote, Signer, Statement, Verifier
from storage.streams import StoredEvent

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
SIGNER = Signer(b"s" * 32)


def naive_root(leaves: list[bytes]) -> bytes:
    """RFC 6962 section 2.1, as it is written."""
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return leaf_hash(leaves[0])
    split = 1 << (len(leaves) - 1).bit_length() - 1
    return node_hash(naive_root(leaves[:split]), naive_root(leaves[split:]))


@given(st.lists(st.binary(max_size=8), max_size=40), st.integers(0, 40))
def test_the_frontier_has_the_root_of_the_rfc(leaves: list[bytes], cut: int) -> None:
    frontier = grow(grow([], map(leaf_hash, leaves[:cut])), map(leaf_hash, leaves[cut:]))
    assert root(frontier) == naive_root(leaves)


def test_a_note_says_what_was_signed_and_nothing_else() -> None:
    note = SIGNER.sign(Statement(3, b"r" * 32))
    verifier = Verifier.from_text(SIGNER.verifier.text)
    assert verifier.read(note) == Statement(3, b"r" * 32)
    for bent in (note.replace("\n3\n", "\n4\n"), note[:-5], "", Signer(b"o" * 32).sign(Statement(3, b"r" * 32))):
        with pytest.raises(BadNote):
            verifier.read(bent)


async def fill(database: Database, *streams_: str) -> str:
    def write(conn: Connection) -> str:
        for stream in streams_:
            events = [StoredEvent(stream, n, "Told", 1, NOON, "U0BO", b'{"n":%d}' % n) for n in (1, 2, 3)]
            streams.append(conn, events)
        return seals.seal_pending(conn, SIGNER, NOON) or ""

    return await database.write(write)


async def verdict(database: Database, against: str | None = None) -> seals.Verdict:
    return await database.read(lambda conn: seals.verify(conn, SIGNER.verifier, against))


async def test_an_untouched_record_verifies_and_shows_its_tail(database: Database) -> None:
    first = await fill(database, "case-1")
    await fill(database, "case-2")
    tail = StoredEvent("case-2", 4, "Told", 1, NOON, "U0BO", b"{}")
    await database.write(lambda conn: streams.append(conn, [tail]))
    found = await verdict(database, first)
    assert (found.problems, found.size, found.unsealed) == ((), 6, 1)
    assert await database.read(seals.unsealed_count) == 1


@pytest.mark.parametrize(
    ("breach", "seen"),
    [
        ("UPDATE event SET actor = 'U0CAI' WHERE stream = 'case-1' AND version = 2", "was changed"),
        ("DELETE FROM event WHERE stream = 'case-1' AND version = 2", "gap"),
        ("DELETE FROM event WHERE stream = 'case-2'", "is gone"),
        ("DELETE FROM leaf WHERE position = 5", "covers 6 events and the log has 5"),
        ("UPDATE leaf SET digest = (SELECT digest FROM leaf WHERE position = 0) WHERE position = 5", "was changed"),
    ],
)
async def test_a_breach_of_the_record_is_seen(database: Database, breach: str, seen: str) -> None:
    await fill(database, "case-1", "case-2")
    await database.write(lambda conn: conn.execute(text(breach)))
    assert any(seen in problem for problem in (await verdict(database)).problems)


async def test_a_record_cut_short_and_signed_anew_is_seen_from_outside(database: Database) -> None:
    kept_outside = await fill(database, "case-1", "case-2")
    cuts = ("event WHERE stream = 'case-2'", "leaf WHERE stream = 'case-2'", "checkpoint")
    cut: Callable[[Connection], object] = lambda conn: [conn.execute(text(f"DELETE FROM {what}")) for what in cuts]  # noqa: E731, S608
    await database.write(cut)
    assert (await verdict(database)).ok
    assert not (await verdict(database, kept_outside)).ok

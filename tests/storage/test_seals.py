"""The record's seals: whatever is changed, dropped or shortened is seen."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Connection, text, update

from storage import seals, streams, verification
from storage.database import Database
from storage.leaves import digest_of
from storage.migrate import upgrade
from storage.notes import BadNote, Signer, Statement, Verifier
from storage.snapshots import hold_still
from storage.streams import StoredEvent
from storage.tables import Event, Leaf, table
from tests.postgres import fresh_database

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
SIGNER = Signer(b"s" * 32)


def test_a_note_says_what_was_signed_and_nothing_else() -> None:
    note = SIGNER.sign(Statement(3, b"r" * 32))
    verifier = Verifier.from_text(SIGNER.verifier.text)
    assert verifier.read(note) == Statement(3, b"r" * 32)
    for bent in (note.replace("\n3\n", "\n4\n"), note[:-5], "", Signer(b"o" * 32).sign(Statement(3, b"r" * 32))):
        with pytest.raises(BadNote):
            verifier.read(bent)


def test_a_signature_of_somebody_else_may_stand_beside_ours() -> None:
    note = SIGNER.sign(Statement(3, b"r" * 32))
    cosigned = note + "— witness.example/w1 AAAAAAAA\n"
    assert SIGNER.verifier.read(cosigned) == Statement(3, b"r" * 32)


def test_a_note_with_one_letter_changed_is_no_note() -> None:
    note = SIGNER.sign(Statement(3, b"r" * 32))
    for place, letter in enumerate(note):
        for other in {"A", "B", "\n"} - {letter}:
            with pytest.raises(BadNote):
                SIGNER.verifier.read(note[:place] + other + note[place + 1 :])


def test_a_key_with_one_letter_changed_is_no_key() -> None:
    key = SIGNER.verifier.text
    for place, letter in enumerate(key):
        with pytest.raises(BadNote):
            Verifier.from_text(key[:place] + ("A" if letter != "A" else "B") + key[place + 1 :])


def told(stream: str, version: int) -> StoredEvent:
    return StoredEvent(stream, version, "Told", 1, NOON, "U0BO", b'{"n":%d}' % version)


async def fill(database: Database, *streams_: str) -> str:
    def write(conn: Connection) -> str:
        for stream in streams_:
            streams.append(conn, [told(stream, n) for n in (1, 2, 3)])
        return seals.seal_pending(conn, SIGNER, NOON) or ""

    return await database.write(write)


async def verdict(database: Database, against: str | None = None) -> verification.Verdict:
    return await database.read(lambda conn: verification.verify(conn, SIGNER.verifier, against))


async def test_an_untouched_record_verifies_and_shows_its_tail(database: Database) -> None:
    first = await fill(database, "case-1")
    await fill(database, "case-2")
    await database.write(lambda conn: streams.append(conn, [told("case-2", 4)]))
    found = await verdict(database, first)
    assert (found.problems, found.size, found.unsealed) == ((), 6, 1)
    assert await database.read(seals.unsealed_count) == 1


REPLAYED = "UPDATE checkpoint SET %s = (SELECT %s FROM checkpoint WHERE size = 3) WHERE size = 6"


@pytest.mark.parametrize(
    ("breach", "seen"),
    [
        ("UPDATE event SET actor = 'U0CAI' WHERE stream = 'case-1' AND version = 2", "case-1 version 2 was changed"),
        ("UPDATE event SET at = at + 1 WHERE stream = 'case-1' AND version = 2", "case-1 version 2 was changed"),
        ("DELETE FROM event WHERE stream = 'case-1' AND version = 2", "gap"),
        ("DELETE FROM event WHERE stream = 'case-1' AND version = 3", "case-1 version 3 was sealed and is gone"),
        ("DELETE FROM event WHERE stream = 'case-2'", "case-2 version 1 was sealed and is gone"),
        ("UPDATE event SET stream = 'case-9' WHERE stream = 'case-2'", "case-2 version 1 was sealed and is gone"),
        ("UPDATE event SET stream = 'case-9' WHERE stream = 'case-2'", "case-9 version 1 is neither sealed nor"),
        ("UPDATE leaf SET stream = 'case-9' WHERE stream = 'case-2'", "case-9 version 1 was sealed and is gone"),
        ("DELETE FROM leaf WHERE position = 5", "covers 6 events and the log has 5"),
        ("DELETE FROM leaf WHERE position = 2", "place 2 of the log is missing"),
        ("UPDATE leaf SET digest = (SELECT digest FROM leaf WHERE position = 0) WHERE position = 5", "was changed"),
        ("DELETE FROM checkpoint", "no checkpoint covers the log from place 0 on"),
        ("DELETE FROM checkpoint WHERE size = 6", "no checkpoint covers the log from place 3 on"),
        (REPLAYED % ("note", "note"), "no checkpoint covers the log from place 3 on"),
        (REPLAYED % ("frontier", "frontier"), "what checkpoint 6 keeps for the next one was changed"),
        ("UPDATE checkpoint SET note = 'none' WHERE size = 6", "checkpoint 6 is not signed with this key"),
        ("DELETE FROM unsealed", "case-3 version 1 is neither sealed nor waiting"),
        ("DELETE FROM event WHERE stream = 'case-3'", "case-3 version 1 waits to be sealed and is no such event"),
    ],
)
async def test_a_breach_of_the_record_is_seen(database: Database, breach: str, seen: str) -> None:
    await fill(database, "case-1")
    await fill(database, "case-2")
    await database.write(lambda conn: streams.append(conn, [told("case-3", 1)]))
    assert (await verdict(database)).ok
    await database.write(lambda conn: conn.execute(text(breach)))
    assert [problem for problem in (await verdict(database)).problems if seen in problem]


@pytest.mark.parametrize("byte", range(7))
async def test_one_byte_changed_in_a_body_is_seen(database: Database, byte: int) -> None:
    """Also where the body is no text any more."""
    await fill(database, "case-1")
    for mask in (1, 0x80):
        body = bytearray(b'{"n":2}')
        body[byte] ^= mask
        await rewrite(database, "case-1", 2, body=bytes(body))
        assert (await verdict(database)).problems == (
            "case-1 version 2 was changed after it was sealed",
            "checkpoint 3 does not match the log",
        )


async def rewrite(database: Database, stream: str, version: int, **values: object) -> None:
    events = table(Event)
    chosen = (events.c.stream == stream) & (events.c.version == version)
    await database.write(lambda conn: conn.execute(update(events).where(chosen).values(**values)))


async def test_rows_moved_between_streams_are_seen_even_with_their_leaves_and_hashes(database: Database) -> None:
    """Whoever moves an event, and mends all that can be computed without the key, contradicts the signed root."""
    await fill(database, "case-1", "case-2")

    def move(conn: Connection) -> None:
        for name in ("event", "leaf"):
            where = "WHERE stream = 'case-2' AND version = 3"
            conn.execute(text(f"UPDATE {name} SET stream = 'case-1', version = 4 {where}"))  # noqa: S608
        moved = streams.one(conn, "case-1", 4)
        assert moved is not None
        leaves = table(Leaf)
        conn.execute(
            update(leaves).where(leaves.c.stream == "case-1", leaves.c.version == 4).values(digest=digest_of(moved))
        )

    await database.write(move)
    assert (await verdict(database)).problems == ("checkpoint 6 does not match the log",)


async def test_two_leaves_that_changed_places_are_seen(database: Database) -> None:
    await fill(database, "case-1", "case-2")
    places = ((1, -1), (4, 1), (-1, 4))
    swap: Callable[[Connection], object] = lambda conn: [  # noqa: E731
        conn.execute(text(f"UPDATE leaf SET position = {after} WHERE position = {before}"))  # noqa: S608
        for before, after in places
    ]
    await database.write(swap)
    assert (await verdict(database)).problems == ("checkpoint 6 does not match the log",)


async def test_a_row_that_cannot_be_read_is_named_and_the_others_are_still_compared(database: Database) -> None:
    await fill(database, "case-1", "case-2")
    await database.write(lambda conn: conn.execute(text("UPDATE event SET at = 9e18 WHERE version = 1")))
    await rewrite(database, "case-2", 3, actor="U0CAI")
    problems = (await verdict(database)).problems
    assert problems[:2] == tuple(f"case-{n} version 1 holds what Ombud never writes" for n in (1, 2))
    assert "case-2 version 3 was changed after it was sealed" in problems


@pytest.mark.parametrize("value", ["CAST(x'ff' AS TEXT)", "'text where bytes belong'"])
async def test_what_only_sqlite_would_take_is_seen(tmp_path: Path, value: str) -> None:
    upgrade(f"sqlite:///{tmp_path}/ombud.db")
    database = Database(f"sqlite:///{tmp_path}/ombud.db")
    await fill(database, "case-1")
    column = "actor" if "CAST" in value else "body"
    await database.write(lambda conn: conn.execute(text(f"UPDATE event SET {column} = {value} WHERE version = 2")))  # noqa: S608
    assert not (await verdict(database)).ok
    database.close()


async def shorten(database: Database, stream: str) -> None:
    """Drop the newest stream and every checkpoint, as if it had never been."""
    cuts = (f"event WHERE stream = '{stream}'", f"leaf WHERE stream = '{stream}'", "checkpoint")
    cut: Callable[[Connection], object] = lambda conn: [conn.execute(text(f"DELETE FROM {what}")) for what in cuts]  # noqa: E731, S608
    await database.write(cut)


async def seal_anew(database: Database) -> None:
    """Sign what is left with the real key, as only the house itself can."""

    def seal(conn: Connection) -> None:
        for name in ("leaf", "unsealed"):
            conn.execute(text(f"DELETE FROM {name}"))  # noqa: S608
        conn.execute(text("INSERT INTO unsealed (stream, version) SELECT stream, version FROM event"))
        seals.seal_pending(conn, SIGNER, NOON)

    await database.write(seal)


async def test_a_record_cut_short_and_signed_anew_is_seen_from_outside(database: Database) -> None:
    kept_outside = await fill(database, "case-1", "case-2")
    await shorten(database, "case-2")
    assert (await verdict(database)).problems == ("no checkpoint covers the log from place 0 on",)
    await seal_anew(database)
    assert (await verdict(database)).ok
    found = await verdict(database, kept_outside)
    assert found.problems == ("the checkpoint from outside covers 6 events and the log has 3",)


async def test_a_record_cut_short_signed_anew_and_grown_again_is_seen_from_outside(database: Database) -> None:
    kept_outside = await fill(database, "case-1", "case-2")
    await shorten(database, "case-2")
    await seal_anew(database)
    await fill(database, "case-3", "case-4")
    assert (await verdict(database)).ok
    assert (await verdict(database, kept_outside)).problems == ("the checkpoint from outside does not match the log",)


async def test_a_rewritten_event_signed_anew_is_seen_from_outside(database: Database) -> None:
    kept_outside = await fill(database, "case-1", "case-2")
    await rewrite(database, "case-1", 2, body=b'{"n":7}')
    await database.write(lambda conn: conn.execute(text("DELETE FROM checkpoint")))
    await seal_anew(database)
    assert (await verdict(database)).ok
    assert (await verdict(database, kept_outside)).problems == ("the checkpoint from outside does not match the log",)


@pytest.mark.postgres
async def test_a_verification_sees_one_instant_while_others_seal(cluster: str) -> None:
    """Events that arrive and are sealed between two of its statements are no breach."""
    url = fresh_database(cluster)
    upgrade(url)
    database = Database(url)
    await fill(database, "case-1")

    def while_others_write(conn: Connection) -> tuple[int, int]:
        hold_still(conn)
        before = len(list(streams.all_events(conn)))
        database.write_now(lambda other: streams.append(other, [told("case-2", 1)]))
        database.write_now(lambda other: seals.seal_pending(other, SIGNER, NOON))
        return before, len(list(streams.all_events(conn)))

    assert await database.read(while_others_write) == (3, 3)
    assert (await verdict(database)).size == 4
    database.close()

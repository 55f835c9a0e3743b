"""Proofs of a stream: against the newest checkpoint or one kept outside, and never from a broken record."""

from sqlalchemy import Connection, text

from storage import seals, streams
from storage.database import Database
from storage.merkle import root_from_proof
from storage.notes import Signer
from storage.proofs import StreamProof, Unprovable, prove
from tests.storage.test_seals import NOON, SIGNER, fill, rewrite, told


async def proven(database: Database, stream: str, outside: str | None = None) -> StreamProof | Unprovable:
    return await database.read(lambda conn: prove(conn, stream, SIGNER.verifier, outside))


async def test_every_sealed_event_is_proven_and_the_others_are_named(database: Database) -> None:
    await fill(database, "case-1", "case-2")
    await database.write(lambda conn: streams.append(conn, [told("case-2", 4)]))
    found = await proven(database, "case-2")
    assert isinstance(found, StreamProof)
    assert (found.covered, found.uncovered) == (3, (4,))
    said = SIGNER.verifier.read(found.contents["checkpoint"])
    leaves = await database.read(lambda conn: [streams.one(conn, "case-2", version) for version in (1, 2, 3)])
    for one, event in zip(found.contents["events"], leaves, strict=True):
        assert event is not None
        proof = [bytes.fromhex(node) for node in one["proof"]]
        assert root_from_proof(seals.digest_of(event), one["index"], said.size, proof) == said.root


async def test_a_checkpoint_from_outside_is_proven_against_and_later_events_are_named(database: Database) -> None:
    kept_outside = await fill(database, "case-1")

    def later(conn: Connection) -> None:
        streams.append(conn, [told("case-1", 4)])
        seals.seal_pending(conn, SIGNER, NOON)

    await database.write(later)
    await fill(database, "case-2")
    found = await proven(database, "case-1", kept_outside)
    assert isinstance(found, StreamProof)
    assert (found.covered, found.uncovered, found.contents["checkpoint"]) == (3, (4,), kept_outside)


async def test_what_cannot_be_proven_says_why(database: Database) -> None:
    assert await proven(database, "case-1") == Unprovable("There is no case 1 in this record.")
    await database.write(lambda conn: streams.append(conn, [told("case-1", 1)]))
    assert "Nothing is sealed yet" in str(await proven(database, "case-1"))
    await fill(database, "case-2")
    foreign = Signer(b"o" * 32).sign(SIGNER.verifier.read(await database.read(seals.latest) or ""))
    assert "not signed with this key" in str(await proven(database, "case-1", foreign))


async def test_a_broken_record_proves_nothing(database: Database) -> None:
    await fill(database, "case-1", "case-2")
    await rewrite(database, "case-1", 2, actor="U0CAI")
    assert "does not lead to this checkpoint" in str(await proven(database, "case-1"))
    await database.write(lambda conn: conn.execute(text("DELETE FROM leaf WHERE position = 0")))
    assert "does not lead to this checkpoint" in str(await proven(database, "case-2"))

"""A code leads to its case, and the table does not give the code away."""

import pytest
from sqlalchemy import text

from storage import codes
from storage.database import Database
from storage.exceptions import StreamMoved
from storage.vault import Vault


async def test_a_code_leads_to_its_case_and_only_its_hash_is_kept(database: Database) -> None:
    safe = Vault(b"k" * 32)
    code = safe.code_for("nonce-1")
    hashed = safe.keyed("code", code)
    await database.write(lambda conn: codes.remember(conn, hashed, 7))
    await database.write(lambda conn: codes.remember(conn, hashed, 7))
    assert await database.read(lambda conn: codes.find(conn, hashed)) == 7
    assert await database.read(lambda conn: codes.find(conn, safe.keyed("code", "other"))) is None
    kept = await database.read(lambda conn: [*conn.execute(text("SELECT * FROM code"))])
    assert code not in str(kept)
    assert len(kept) == 1


async def test_a_code_never_changes_its_case(database: Database) -> None:
    await database.write(lambda conn: codes.remember(conn, "h", 7))
    with pytest.raises(StreamMoved):
        await database.write(lambda conn: codes.remember(conn, "h", 8))
    assert await database.read(lambda conn: codes.find(conn, "h")) == 7

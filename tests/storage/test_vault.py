"""The vault gives back what it was given, to the right key alone, and nothing after erasure."""

import base64
import hashlib
from datetime import UTC, datetime
from pathlib import Path

import pytest

from storage.database import Database
from storage.exceptions import WrongKey
from storage.migrate import upgrade
from storage.vault import Vault, new_master_key, read_master_key

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
TEXT = "Marker-Zebra-Quilt pasted a log 🦓"


def vault() -> Vault:
    return Vault(read_master_key(new_master_key()))


async def keep(database: Database, safe: Vault) -> None:
    await database.write(lambda conn: safe.create_key(conn, "case-1"))
    await database.write(lambda conn: safe.seal(conn, "case-1", "report-1", TEXT, NOON))


async def test_text_comes_back(database: Database) -> None:
    safe = vault()
    await keep(database, safe)
    assert await database.read(lambda conn: safe.open(conn, "case-1", "report-1")) == TEXT
    assert await database.read(lambda conn: safe.open_all(conn, "case-1")) == {"report-1": TEXT}
    assert await database.read(lambda conn: safe.open(conn, "case-1", "other")) is None


async def test_another_master_key_opens_nothing(database: Database) -> None:
    await keep(database, vault())
    with pytest.raises(WrongKey):
        await database.read(lambda conn: vault().open(conn, "case-1", "report-1"))
    with pytest.raises(WrongKey):
        await database.read(vault().check)


async def test_erasure_leaves_nothing_to_open(database: Database) -> None:
    safe = vault()
    await keep(database, safe)
    await database.write(lambda conn: safe.erase(conn, "case-1", NOON))
    assert await database.read(lambda conn: safe.open_all(conn, "case-1")) == {}


def test_keyed_digests_differ_by_purpose_and_by_key() -> None:
    safe = vault()
    assert safe.keyed("form", "yes") == safe.keyed("form", "yes")
    assert len({safe.keyed("form", "yes"), safe.keyed("report", "yes"), vault().keyed("form", "yes")}) == 3


@pytest.mark.parametrize("text", ["", "short", "!!!", base64.b64encode(b"x" * 31).decode()])
def test_a_key_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="master key"):
        read_master_key(text)


def traces(text: str) -> list[bytes]:
    raw = text.encode()
    return [
        raw,
        base64.b64encode(raw)[:24],
        *(hashlib.new(name, raw).hexdigest().encode() for name in ("md5", "sha256")),
    ]


async def test_no_trace_of_a_text_is_on_disk(tmp_path: Path) -> None:
    upgrade(f"sqlite:///{tmp_path}/ombud.db")
    database = Database(f"sqlite:///{tmp_path}/ombud.db")
    await keep(database, vault())
    on_disk = b"".join(path.read_bytes() for path in tmp_path.iterdir())  # noqa: ASYNC240 -- a test's own small folder
    assert b"report-1" in on_disk  # the search sees what is there
    assert [trace for trace in traces(TEXT) if trace in on_disk] == []
    database.close()


def test_what_is_veiled_is_read_with_the_master_key_alone_and_never_looks_the_same_twice() -> None:
    vault, other = Vault(b"k" * 32), Vault(b"o" * 32)
    token = vault.veil("46W9-PQ9C")
    assert "46W9" not in token
    assert token != vault.veil("46W9-PQ9C")
    assert vault.unveil(token) == "46W9-PQ9C"
    assert [other.unveil(token), vault.unveil("46W9-PQ9C"), vault.unveil("é")] == ["", "", ""]
    assert Vault(b"o" * 32, b"k" * 32).unveil(token) == "46W9-PQ9C"  # while the key is rotated

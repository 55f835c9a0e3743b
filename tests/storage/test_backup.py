"""A backup is one state of the whole database; restored, on either kind, it is that database again or nothing."""

import gzip
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, text

from storage import deadlines, house_secrets, numbers, outbox, seals, streams, verification
from storage.backup import back_up
from storage.backup_format import BackupFile, Header, Writer
from storage.backup_restore import examine, restore
from storage.database import Database
from storage.deadlines import Deadline
from storage.exceptions import BackupBroken, BackupNew, NotEmpty, SchemaNew
from storage.migrate import check_schema, upgrade
from storage.notes import Signer
from storage.outbox import Delivery
from storage.streams import StoredEvent
from storage.vault import Vault
from tests.postgres import fresh_database
from tests.test_house import ROOT

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
VAULT = Vault(b"k" * 32)


def silent(_said: str) -> None:
    pass


def delivery(number: int, *, carries_text: bool = False) -> Delivery:
    stream, kind = f"case-{number}", "receipt"
    return Delivery(f"{stream}.1", stream, 1, kind, stream, "party:r", {"ö": "\u2028"}, NOON, carries_text=carries_text)


def file_one(conn: Connection) -> None:
    """A case with everything that hangs on it, in one transaction."""
    number = numbers.next_number(conn)
    stream = f"case-{number}"
    streams.append(conn, [StoredEvent(stream, 1, "Told", 1, NOON, "U0BO", b'{"n":1}')])
    VAULT.create_key(conn, stream)
    VAULT.seal(conn, stream, "report-1", f"words of {number}", NOON)
    outbox.enqueue(conn, delivery(number, carries_text=number % 2 == 0), NOON)
    deadlines.start(conn, Deadline(f"{stream}/retention", stream, "retention", NOON, {}))


def fill(database: Database, count: int = 5) -> None:
    database.write_now(VAULT.unlock)
    for _ in range(count):
        database.write_now(file_one)
    database.write_now(lambda conn: VAULT.erase(conn, "case-3", NOON))
    database.write_now(lambda conn: seals.seal_pending(conn, Signer(VAULT.seal_seed), NOON))


def rows(file: Path) -> list[tuple[str, list[tuple[str, Any]]]]:
    found = [(row.table, sorted(row.values.items())) for row in BackupFile(file).rows()]
    return sorted(found, key=repr)


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def target(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    url = f"sqlite:///{tmp_path}/other.db"
    opened = Database(fresh_database(request.getfixturevalue("cluster")) if request.param == "postgres" else url)
    yield opened
    opened.close()


@pytest.fixture
def sqlite(tmp_path: Path) -> Iterator[Database]:
    upgrade(f"sqlite:///{tmp_path}/source.db")
    opened = Database(f"sqlite:///{tmp_path}/source.db")
    yield opened
    opened.close()


@pytest.fixture
def backup(sqlite: Database, tmp_path: Path) -> Path:
    fill(sqlite)
    back_up(sqlite, tmp_path / "backup.gz", NOON, "0.1.0", silent)
    return tmp_path / "backup.gz"


def test_restored_on_either_kind_it_is_the_same_database_and_works_on(
    database: Database, target: Database, tmp_path: Path
) -> None:
    fill(database)
    told: list[str] = []
    back_up(database, tmp_path / "first.gz", NOON, "0.1.0", told.append)
    assert "event: 5 rows" in told
    assert (tmp_path / "first.gz").stat().st_mode & 0o777 == 0o600
    first = BackupFile(tmp_path / "first.gz")
    assert examine(first).erased == {"case-3"}
    target.write_now(lambda conn: restore(conn, first, silent, replace=False))
    target.write_now(check_schema)
    back_up(target, tmp_path / "second.gz", NOON, "0.1.0", silent)
    assert rows(tmp_path / "first.gz") == rows(tmp_path / "second.gz")

    found = target.read_now(lambda conn: verification.verify(conn, Signer(VAULT.seal_seed).verifier))
    assert (found.problems, found.size) == ((), 5)
    target.write_now(VAULT.check)
    assert target.write_now(lambda conn: VAULT.open(conn, "case-2", "report-1")) == "words of 2"
    target.write_now(file_one)  # numbers and sequences go on
    waiting = target.write_now(lambda conn: outbox.listing(conn, ("pending",)))
    assert [one.id for one in waiting] == [f"case-{number}.1" for number in (1, 2, 3, 4, 5, 6)]
    claimed = target.write_now(lambda conn: outbox.claim(conn, NOON))
    assert claimed is not None
    assert (claimed.id, claimed.payload) == ("case-1.1", {"ö": "\u2028"})


def test_a_backup_under_writers_is_one_state(database: Database, tmp_path: Path) -> None:
    fill(database)
    went_on, done = threading.Condition(), threading.Event()
    written = 0

    def write() -> None:
        nonlocal written
        while not done.is_set():
            database.write_now(file_one)
            with went_on:
                written += 1
                went_on.notify_all()

    def told(_said: str) -> None:
        with went_on:  # between any two tables somebody commits
            before = written
            assert went_on.wait_for(lambda: written > before, 5)

    writer = threading.Thread(target=write)
    writer.start()
    try:
        back_up(database, tmp_path / "backup.gz", NOON, "0.1.0", told)
    finally:
        done.set()
        writer.join()
    found = [(row.table, row.values) for row in BackupFile(tmp_path / "backup.gz").rows()]
    of = {name: {str(values.get("stream")) for table, values in found if table == name} for name, _ in found}
    cases = next(values["value"] for table, values in found if table == "counter")
    assert written > 10
    assert len(of["event"]) == cases
    assert of["event"] == of["delivery"] == of["vault_key"] == of["deadline"]


def test_a_backup_of_an_older_schema_is_brought_to_this_one(target: Database, tmp_path: Path) -> None:
    columns = (
        "id", "lane", "lane_class", "kind", "stream", "destination", "payload", "state", "attempts", "created_at",
        "next_try", "claimed_at", "ts", "channel", "error", "seq",
    )  # fmt: skip
    with gzip.open(tmp_path / "old.gz", "wb") as file:
        writer = Writer(file)
        writer.header(Header("0001", NOON, "0.0.9"))
        writer.begin("delivery", columns)
        writer.row(["d", "l", 1, "card", "case-1", "queue:desk", "{}", "pending", 0, 5, 5, None, None, None, None, 41])
        writer.footer()
    target.write_now(lambda conn: restore(conn, BackupFile(tmp_path / "old.gz"), silent, replace=False))
    target.write_now(check_schema)
    target.write_now(lambda conn: outbox.enqueue(conn, delivery(2), NOON))
    seqs = target.write_now(lambda conn: list(conn.execute(text("SELECT seq FROM delivery ORDER BY seq")).scalars()))
    assert seqs == [41, 42]
    listed = target.write_now(lambda conn: outbox.listing(conn, ("pending",)))
    assert [one.carries_text for one in listed] == [False, False]


def test_a_database_that_holds_anything_is_replaced_only_when_told(backup: Path, database: Database) -> None:
    database.write_now(lambda conn: house_secrets.keep(conn, VAULT.wrapping, house_secrets.Secrets(b"a", b"b")))
    with pytest.raises(NotEmpty, match="--replace"):
        database.write_now(lambda conn: restore(conn, BackupFile(backup), silent, replace=False))
    database.write_now(lambda conn: restore(conn, BackupFile(backup), silent, replace=True))
    assert database.write_now(lambda conn: streams.length(conn, "case-5")) == 1


def test_what_is_found_broken_on_the_way_changes_nothing(backup: Path, database: Database) -> None:
    fill(database, 2)
    lines = gzip.decompress(backup.read_bytes()).splitlines(keepends=True)
    backup.write_bytes(gzip.compress(b"".join(lines[:-1])))  # as if it were exchanged after it was examined
    with pytest.raises(BackupBroken, match="cut off"):
        database.write_now(lambda conn: restore(conn, BackupFile(backup), silent, replace=True))
    database.write_now(check_schema)
    assert database.write_now(lambda conn: streams.length(conn, "case-2")) == 1
    assert database.write_now(lambda conn: streams.length(conn, "case-5")) == 0


RESTORES = """
import os, signal, sys
from pathlib import Path
from sqlalchemy import event, Engine
from storage.backup_format import BackupFile
from storage.backup_restore import restore
from storage.database import Database

def dies(conn, cursor, statement, *rest):
    if "INSERT INTO leaf" in statement:
        os.kill(os.getpid(), signal.SIGKILL)

event.listen(Engine, "before_cursor_execute", dies)
Database(sys.argv[1]).write_now(lambda conn: restore(conn, BackupFile(Path(sys.argv[2])), print, replace=True))
"""


def test_killed_half_way_a_restore_changes_nothing(backup: Path, database: Database) -> None:
    fill(database, 2)
    child = subprocess.run(
        [sys.executable, "-c", RESTORES, database.url, str(backup)], cwd=ROOT, capture_output=True, check=False
    )
    assert child.returncode == -signal.SIGKILL
    assert b"event: 5 rows" in child.stdout or not child.stdout  # its pipe may have been lost with it
    database.write_now(check_schema)
    assert database.write_now(lambda conn: streams.length(conn, "case-2")) == 1
    assert database.write_now(lambda conn: streams.length(conn, "case-5")) == 0


def test_wherever_it_is_cut_or_changed_it_is_refused(backup: Path) -> None:
    whole = backup.read_bytes()
    for place in [*range(0, len(whole), 97), len(whole) - 1]:
        backup.write_bytes(whole[:place])
        with pytest.raises(BackupBroken):
            examine(BackupFile(backup))
    for place in range(10, len(whole), 97):
        backup.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        with pytest.raises(BackupBroken):
            examine(BackupFile(backup))


def test_repacked_after_a_change_it_is_refused(backup: Path) -> None:
    whole = gzip.decompress(backup.read_bytes())
    lines = whole.splitlines(keepends=True)
    for bent in (
        *(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :] for place in range(0, len(whole), 61)),
        b"".join(lines[:5] + lines[6:]),
        b"".join(lines[:3]),
        b"".join(lines[1:]),
        whole + b"[]\n",
        whole + whole,
        b"",
    ):
        backup.write_bytes(gzip.compress(bent, 1))
        with pytest.raises(BackupBroken):
            examine(BackupFile(backup))
    backup.write_bytes(gzip.compress(whole))
    assert examine(BackupFile(backup)).rows > 20
    backup.write_bytes(whole)
    with pytest.raises(BackupBroken, match="Use another one"):
        examine(BackupFile(backup))
    with pytest.raises(BackupBroken, match="No such file"):
        examine(BackupFile(backup.with_name("away.gz")))


def test_a_backup_of_a_newer_release_and_a_database_of_one_are_refused(tmp_path: Path, sqlite: Database) -> None:
    with gzip.open(tmp_path / "new.gz", "wb") as file:
        writer = Writer(file)
        writer.header(Header("9999", NOON, "9.0.0"))
        writer.footer()
    with pytest.raises(BackupNew):
        examine(BackupFile(tmp_path / "new.gz"))
    sqlite.write_now(lambda conn: conn.execute(text("UPDATE alembic_version SET version_num = '9999'")))
    with pytest.raises(SchemaNew):
        back_up(sqlite, tmp_path / "b.gz", NOON, "0.1.0", silent)
    with pytest.raises(SchemaNew):
        sqlite.write_now(lambda conn: restore(conn, BackupFile(tmp_path / "new.gz"), silent, replace=True))
    assert [path.name for path in tmp_path.iterdir() if "b.gz" in path.name] == []


def test_an_erased_key_is_not_on_the_disk_any_more(sqlite: Database, tmp_path: Path) -> None:
    fill(sqlite)
    kept = select_wrapped(sqlite)
    sqlite.write_now(lambda conn: VAULT.erase(conn, "case-1", NOON))
    sqlite.close()
    on_disk = (tmp_path / "source.db").read_bytes()
    assert [stream for stream, wrapped in kept if wrapped in on_disk] == ["case-2", "case-4", "case-5"]


def select_wrapped(database: Database) -> list[tuple[str, bytes]]:
    asked = "SELECT stream, wrapped FROM vault_key WHERE wrapped IS NOT NULL ORDER BY stream"
    return database.write_now(lambda conn: [(row[0], row[1]) for row in conn.execute(text(asked))])

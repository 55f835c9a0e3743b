"""A database that is away is said to be busy, and serves again when it is back."""

import asyncio
import sqlite3
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from sqlalchemy import Connection, text
from sqlalchemy.exc import ProgrammingError

from storage import numbers
from storage.database import Database
from storage.exceptions import Migrating, SchemaNew, SchemaOld, StoreBusy, StoreFull, StoreShut
from storage.migrate import downgrade, head, upgrade
from tests.postgres import fresh_database

SLACK_WAITS = 3.0  # seconds for an answer; a machine that is busy with other tests takes longer than the lock's own 1.2
HOLDS = """
import sqlite3, sys
conn = sqlite3.connect(sys.argv[1], isolation_level=None)
conn.execute("BEGIN IMMEDIATE")
print("held", flush=True)
sys.stdin.readline()
conn.rollback()
conn.close()
"""


async def test_a_held_lock_is_busy_within_its_time_and_free_again(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/ombud.db"
    upgrade(url)
    database = Database(url)
    with subprocess.Popen(  # noqa: ASYNC220 -- starts at once
        [sys.executable, "-c", HOLDS, f"{tmp_path}/ombud.db"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        started = time.monotonic()
        with pytest.raises(StoreBusy):
            await database.write(numbers.next_number)
        assert time.monotonic() - started < SLACK_WAITS
        holder.communicate("let go\n")
    assert await database.write(numbers.next_number) == 1
    database.close()


async def test_an_unreachable_server_is_busy(tmp_path: Path) -> None:
    database = Database(f"postgresql+psycopg://nobody@/none?host={tmp_path}")
    with pytest.raises(StoreBusy):
        await database.read(lambda conn: conn.execute(text("SELECT 1")))
    database.close()


async def test_sqlite_runs_as_designed(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/ombud.db"
    upgrade(url)
    database = Database(url)
    pragmas = ("journal_mode", "synchronous", "foreign_keys")
    found = [database.write_now(lambda conn, p=p: conn.execute(text(f"PRAGMA {p}")).scalar_one()) for p in pragmas]  # type: ignore[misc]
    assert found == ["wal", 2, 1]
    with pytest.raises(StoreBusy):
        await database.read(lambda conn: conn.execute(text("CREATE TABLE x (y INTEGER)")))
    database.close()
    raw = sqlite3.connect(f"{tmp_path}/ombud.db")
    assert raw.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    raw.close()


async def test_nothing_is_written_before_it_is_opened(empty_url: str) -> None:
    upgrade(empty_url)
    database = Database(empty_url, release=head())
    database.keep_shut("the key does not fit")
    with pytest.raises(StoreShut, match="the key does not fit"):
        await database.write(numbers.next_number)
    database.open()
    assert await database.write(numbers.next_number) == 1
    database.close()


async def test_a_release_never_writes_to_the_tables_of_another(empty_url: str) -> None:
    upgrade(empty_url)
    database = Database(empty_url, release=head())
    database.open()
    assert await database.write(numbers.next_number) == 1
    later = Database(empty_url)
    await later.write(lambda conn: conn.execute(text("UPDATE alembic_version SET version_num = '9999'")))
    with pytest.raises(SchemaNew):
        await database.write(numbers.next_number)
    await later.write(lambda conn: conn.execute(text("UPDATE alembic_version SET version_num = '0001'")))
    with pytest.raises(SchemaOld):
        await database.write(numbers.next_number)
    assert await later.read(lambda conn: conn.execute(text("SELECT value FROM counter")).scalar_one()) == 1
    database.close()
    later.close()


@pytest.mark.postgres
async def test_what_cannot_be_read_because_another_release_renamed_it_is_said_to_be_so(cluster: str) -> None:
    url = fresh_database(cluster)
    upgrade(url)
    database, other = Database(url, release=head()), Database(url)
    database.open()
    renamed = "ALTER TABLE counter RENAME COLUMN value TO amount"
    for statement, fault in (
        (renamed, ProgrammingError),
        ("UPDATE alembic_version SET version_num = '0001'", SchemaOld),
        ("UPDATE alembic_version SET version_num = '9999'", SchemaNew),
    ):
        await other.write(lambda conn, one=statement: conn.execute(text(one)))  # type: ignore[misc]
        with pytest.raises(fault):
            await database.read(lambda conn: conn.execute(text("SELECT value FROM counter")))
    database.close()
    other.close()


@pytest.mark.postgres
async def test_a_migration_under_way_holds_writers_back_until_it_ends(cluster: str) -> None:
    url = fresh_database(cluster)
    upgrade(url)
    database, migrating = Database(url, release=head()), Database(url)
    database.open()
    begun, end = threading.Event(), threading.Event()

    def migration(conn: Connection) -> None:
        conn.execute(text("SELECT pg_advisory_xact_lock(6963)"))
        conn.execute(text("UPDATE alembic_version SET version_num = '9999'"))
        begun.set()
        assert end.wait(10)

    running = asyncio.create_task(migrating.write(migration))
    await asyncio.to_thread(begun.wait, 10)
    writing = asyncio.create_task(database.write(numbers.next_number))
    waiting = text("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted")
    while await migrating.read(lambda conn: conn.execute(waiting).scalar_one()) == 0:
        assert not writing.done()
    end.set()
    await running
    with pytest.raises(SchemaNew):
        await writing
    database.close()
    migrating.close()


@pytest.mark.postgres
async def test_a_migration_waits_for_whoever_is_writing(cluster: str) -> None:
    url = fresh_database(cluster)
    upgrade(url)
    database = Database(url, release=head())
    database.open()
    begun, end = threading.Event(), threading.Event()

    def slow(conn: Connection) -> int:
        begun.set()
        assert end.wait(10)
        return numbers.next_number(conn)

    writing = asyncio.create_task(database.write(slow))
    await asyncio.to_thread(begun.wait, 10)
    migrating = asyncio.create_task(asyncio.to_thread(downgrade, url, "0001"))
    looking = Database(url)
    waiting = text("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted")
    while await looking.read(lambda conn: conn.execute(waiting).scalar_one()) == 0:
        assert not migrating.done()
    end.set()
    assert await writing == 1
    await migrating
    with pytest.raises(SchemaOld):
        await database.write(numbers.next_number)
    database.close()
    looking.close()


@pytest.mark.postgres
async def test_a_long_migration_keeps_no_writer_waiting_for_long(cluster: str) -> None:
    url = fresh_database(cluster)
    upgrade(url)
    database, migrating = Database(url, release=head()), Database(url)
    database.open()
    begun, end = threading.Event(), threading.Event()

    def migration(conn: Connection) -> None:
        conn.execute(text("SELECT pg_advisory_xact_lock(6963)"))
        begun.set()
        assert end.wait(10)

    running = asyncio.create_task(migrating.write(migration))
    await asyncio.to_thread(begun.wait, 10)
    started = time.monotonic()
    with pytest.raises(Migrating):
        await database.write(numbers.next_number)
    with pytest.raises(Migrating):
        await asyncio.to_thread(upgrade, url, patient=False)
    assert time.monotonic() - started < 3.5
    end.set()
    await running
    assert await database.write(numbers.next_number) == 1
    database.close()
    migrating.close()


async def test_a_full_disk_counts_as_full_until_something_is_written(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/ombud.db"
    upgrade(url)
    database = Database(url, release=head())
    database.open()

    def room(pages: int) -> None:
        database.write_now(lambda conn: conn.exec_driver_sql(f"PRAGMA max_page_count={pages}").scalar_one())

    room(1)  # SQLite keeps what there is, and gives no page more
    with pytest.raises(StoreFull, match="make room"):
        await database.write(
            lambda conn: conn.execute(text("INSERT INTO code VALUES (:long, 1)"), {"long": "x" * 9000})
        )
    assert database.full
    await database.write(lambda conn: conn.execute(text("SELECT 1")))
    assert database.full
    room(100_000)
    await database.write(numbers.next_number)
    assert not database.full
    database.close()

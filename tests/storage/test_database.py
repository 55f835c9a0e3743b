"""A database that is away is said to be busy, and serves again when it is back."""

import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from sqlalchemy import text

from storage import numbers
from storage.database import Database
from storage.exceptions import StoreBusy
from storage.migrate import upgrade

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
        assert time.monotonic() - started < 1.9
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

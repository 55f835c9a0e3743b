"""Migrations go up and down, whole or not at all, and agree with the tables."""

import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import inspect, text
from sqlmodel import SQLModel

from storage.database import Database
from storage.exceptions import SchemaNew, SchemaOld, StoreBusy
from storage.migrate import check_schema, current, downgrade, head, upgrade

KILLED = """
import os, signal, sys
from sqlalchemy import event, Engine
from storage.migrate import upgrade

def dies(conn, cursor, statement, *rest):
    if "CREATE TABLE delivery" in statement:
        os.kill(os.getpid(), signal.SIGKILL)

event.listen(Engine, "before_cursor_execute", dies)
upgrade(sys.argv[1])
"""


def tables(url: str) -> set[str]:
    database = Database(url)
    found = database.write_now(lambda conn: set(inspect(conn).get_table_names()))
    database.close()
    return found


def test_up_down_and_up_again(empty_url: str) -> None:
    upgrade(empty_url)
    assert {"event", "deadline", "delivery", "vault_entry"} <= tables(empty_url)
    downgrade(empty_url, "base")
    assert tables(empty_url) <= {"alembic_version"}
    upgrade(empty_url)


@pytest.mark.postgres
def test_a_database_that_is_away_is_said_to_be_so(tmp_path: Path) -> None:
    with pytest.raises(StoreBusy):
        upgrade(f"postgresql+psycopg://ombud@/nowhere?host={tmp_path}")


def test_a_locked_database_is_said_to_be_busy(tmp_path: Path) -> None:
    holder = sqlite3.connect(tmp_path / "ombud.db", isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreBusy):
        upgrade(f"sqlite:///{tmp_path}/ombud.db")
    holder.close()


async def test_the_migrations_make_what_the_tables_say(database: Database) -> None:
    differences = await database.write(
        lambda conn: compare_metadata(MigrationContext.configure(conn), SQLModel.metadata)
    )
    assert differences == []


async def test_a_database_of_another_release_is_refused(empty_url: str) -> None:
    opened = Database(empty_url)
    with pytest.raises(SchemaOld, match="ombud db upgrade"):
        await opened.read(check_schema)
    upgrade(empty_url)
    await opened.read(check_schema)
    assert await opened.read(current) == head()
    await opened.write(lambda conn: conn.execute(text("UPDATE alembic_version SET version_num = '9999'")))
    with pytest.raises(SchemaNew):
        await opened.read(check_schema)
    opened.close()


def test_a_migration_killed_half_way_leaves_nothing_half_done(empty_url: str) -> None:
    child = subprocess.run([sys.executable, "-c", KILLED, empty_url], check=False, capture_output=True)
    assert child.returncode == -signal.SIGKILL
    assert "case_row" not in tables(empty_url)
    upgrade(empty_url)
    assert "delivery" in tables(empty_url)

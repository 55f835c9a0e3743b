"""A rotation, killed and gone on with, ends with the new key alone, and changes no digest and no seal."""

import os
import signal
import subprocess
import sys
import threading
from datetime import UTC, datetime

import pytest
from sqlalchemy import Connection

from storage.boxes import Wrapping
from storage.database import Database
from storage.exceptions import WrongKey
from storage.rotation import is_finished, rotate
from storage.vault import Vault, new_master_key, read_master_key
from tests.bot.test_commands import ombud
from tests.test_house import ROOT

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
CASES = 300
OLD, NEW = new_master_key(), new_master_key()

KILLED = """
import os, signal, sys
from sqlalchemy import event, Engine
from bot.cli import app

left = 145

def dies(conn, cursor, statement, *rest):
    global left
    left -= statement.startswith("UPDATE vault_key")
    if not left:
        os.kill(os.getpid(), signal.SIGKILL)

event.listen(Engine, "before_cursor_execute", dies)
app(["keys", "rotate", "--batch", "20"])
"""


def vault(key: str, before: str | None = None) -> Vault:
    return Vault(read_master_key(key), None if before is None else read_master_key(before))


def fill(conn: Connection, safe: Vault, first: int, last: int) -> None:
    for number in range(first, last):
        safe.create_key(conn, f"case-{number}")
        safe.seal(conn, f"case-{number}", "report-1", f"words of {number}", NOON)


def opened_by(conn: Connection, safe: Vault, count: int = CASES) -> int:
    found = 0
    for number in range(count):
        try:
            found += safe.open(conn, f"case-{number}", "report-1") == f"words of {number}"
        except WrongKey:
            continue
    return found


def test_a_rotation_killed_half_way_goes_on(database: Database) -> None:
    before = vault(OLD)
    database.write_now(before.unlock)
    database.write_now(lambda conn: fill(conn, before, 0, CASES))
    database.write_now(lambda conn: before.erase(conn, "case-7", NOON))
    env = {"OMBUD_DATABASE_URL": database.url, "OMBUD_MASTER_KEY": NEW, "OMBUD_MASTER_KEY_BEFORE": OLD}
    child = subprocess.run(
        [sys.executable, "-c", KILLED],
        cwd=ROOT, env={"PATH": os.environ["PATH"], **env}, check=False, capture_output=True, text=True,
    )  # fmt: skip
    assert child.returncode == -signal.SIGKILL, child.stderr
    assert "140 of 299 keys seen" in child.stdout
    new, both = vault(NEW), vault(NEW, OLD)
    assert database.write_now(lambda conn: opened_by(conn, new)) == 140
    assert database.write_now(lambda conn: opened_by(conn, both)) == CASES - 1
    with pytest.raises(WrongKey):  # whoever takes the old key away too early hears so at start
        database.write_now(new.check)

    done = ombud("keys", "rotate", **env)
    assert done.returncode == 0, done.stderr
    assert "OMBUD_MASTER_KEY_BEFORE can be removed" in done.stdout
    assert "159 wrapped anew in this run" in done.stdout  # 299, and two secrets, less what was kept
    database.write_now(new.check)
    database.write_now(new.unlock)
    assert database.write_now(lambda conn: opened_by(conn, new)) == CASES - 1
    assert (new.seal_seed, new.keyed("form", "x")) == (before.seal_seed, before.keyed("form", "x"))
    assert new.code_for("nonce") == before.code_for("nonce")
    old = vault(OLD)
    assert database.write_now(lambda conn: opened_by(conn, old)) == 0
    with pytest.raises(WrongKey):
        database.write_now(old.unlock)
    assert "0 wrapped anew" in ombud("keys", "rotate", OMBUD_DATABASE_URL=database.url, OMBUD_MASTER_KEY=NEW).stdout


def test_replicas_with_both_keys_work_on_meanwhile(database: Database) -> None:
    before, replica = vault(OLD), vault(NEW, OLD)
    database.write_now(before.unlock)
    database.write_now(lambda conn: fill(conn, before, 0, 100))
    database.write_now(replica.unlock)
    seen: list[int] = []

    def work() -> None:
        for number in range(100, 120):
            database.write_now(lambda conn, n=number: fill(conn, replica, n, n + 1))  # type: ignore[misc]
            seen.append(database.write_now(lambda conn: opened_by(conn, replica, 100)))
            database.write_now(lambda conn, n=number: replica.erase(conn, f"case-{n}", NOON))  # type: ignore[misc]

    thread = threading.Thread(target=work)
    thread.start()
    list(rotate(database, replica.wrapping, batch=3))
    thread.join()
    assert seen == [100] * 20
    assert database.write_now(lambda conn: is_finished(conn, Wrapping(read_master_key(NEW), None)))
    assert database.write_now(lambda conn: opened_by(conn, vault(NEW), 120)) == 100


def test_without_the_old_key_the_new_one_changes_nothing(database: Database) -> None:
    before = vault(OLD)
    database.write_now(before.unlock)
    database.write_now(lambda conn: fill(conn, before, 0, 3))
    done = ombud("keys", "rotate", OMBUD_DATABASE_URL=database.url, OMBUD_MASTER_KEY=NEW)
    assert done.returncode == 1
    assert "OMBUD_MASTER_KEY_BEFORE" in done.stderr
    assert database.write_now(lambda conn: opened_by(conn, before, 3)) == 3


def test_a_database_of_the_first_release_keeps_its_digests_when_its_first_unlock_is_a_rotation(
    database: Database,
) -> None:
    before, both = vault(OLD), vault(NEW, OLD)
    database.write_now(lambda conn: fill(conn, before, 0, 3))  # never unlocked: the digests are derived
    database.write_now(both.unlock)
    assert (both.seal_seed, both.keyed("form", "x")) == (before.seal_seed, before.keyed("form", "x"))
    database.write_now(lambda conn: [before.erase(conn, f"case-{n}", NOON) for n in range(3)])
    again = vault(NEW, OLD)
    database.write_now(again.unlock)
    assert again.seal_seed == before.seal_seed


def test_two_replicas_that_unlock_at_once_agree(database: Database) -> None:
    replicas = [vault(OLD) for _ in range(8)]
    threads = [threading.Thread(target=database.write_now, args=(one.unlock,)) for one in replicas]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    late = vault(NEW, OLD)
    database.write_now(late.unlock)
    assert {one.seal_seed for one in replicas} == {late.seal_seed}
    with pytest.raises(WrongKey):
        database.write_now(vault(NEW).unlock)

"""Starting and running where the database is away, another house's, or full."""

import resource
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from bot.practice import Practice, practice
from bot.replica import READY
from storage.database import Database
from storage.exceptions import SchemaOld
from storage.migrate import check_schema, downgrade, upgrade
from storage.vault import new_master_key
from tests.bot.test_commands import beside
from tests.journeys.town import Town
from tests.journeys.town import town as a_town
from tests.postgres import fresh_database

MIGRATES = """
import sys, psycopg
with psycopg.connect(sys.argv[1]) as conn:
    conn.execute("SELECT pg_advisory_xact_lock(6963)")
    print("held", flush=True)
    sys.stdin.readline()
"""
REPORT = {"text": "pasted a customer log into the model", "kind": "near_miss", "at_risk": "no"}


async def readiness(town: Practice) -> tuple[int, dict[str, Any]]:
    async with town.http.get(f"{town.bot_url}/readyz") as answer:
        return answer.status, (await answer.json())["wrong"]


def take_away(room: Path) -> None:
    (room / "ombud.db").rename(room / "elsewhere.db")
    for left in room.glob("ombud.db-*"):
        left.unlink()
    (room / "ombud.db").mkdir()  # whatever is there, it is no database


def bring_back(room: Path) -> None:
    (room / "ombud.db").rmdir()
    (room / "elsewhere.db").rename(room / "ombud.db")


def largest(room: Path) -> int:
    return max(path.stat().st_size for path in room.iterdir())


async def test_a_database_that_is_away_at_the_start_is_waited_for(town: Town, tmp_path: Path) -> None:
    await town.stop_bot()
    take_away(tmp_path)
    await town.start_bot(ready=False)

    async def serves() -> bool:
        async with town.http.get(f"{town.bot_url}/healthz") as answer:
            return answer.status == READY

    async def up() -> bool:
        try:
            return await serves()
        except OSError:
            return False

    await town.until(up, "the process to serve")
    status, wrong = await readiness(town)
    assert (status, "database" in wrong) == (503, True)
    assert (await town.asks("ana", "ask may I fine-tune on support chats?")).says("data-fine-tuning-support")
    await town.opens_report("ana")
    sent = await town.submits("ana", **REPORT)
    assert "will not file it twice" in sent["errors"]["text"]
    bring_back(tmp_path)

    async def ready() -> bool:
        return (await readiness(town))[0] == READY

    await town.until(ready, "the database to be opened")
    assert (await town.submits("ana"))["errors"] is None
    await town.hears("ana", "Your report is case 1")


def files(room: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in room.glob("ombud.db")}


async def test_a_wrong_key_is_said_and_nothing_is_written(town: Town, tmp_path: Path) -> None:
    await town.reports("ana", REPORT["text"])
    await town.stop_bot()
    before = files(tmp_path)
    town.env["OMBUD_MASTER_KEY"] = new_master_key()
    code, said = await beside(town, "serve")
    assert code == 1
    assert "The master key does not open this vault" in said
    assert "Traceback" not in said
    assert files(tmp_path) == before


def test_no_key_is_said_before_anything_else(tmp_path: Path) -> None:
    env = {"PATH": "/usr/bin", "SLACK_BOT_TOKEN": "x", "SLACK_APP_TOKEN": "y"}
    env["OMBUD_DATABASE_URL"] = f"sqlite:///{tmp_path}/ombud.db"
    done = subprocess.run([sys.executable, "-m", "bot", "serve"], env=env, capture_output=True, text=True, check=False)
    assert (done.returncode, "OMBUD_MASTER_KEY" in done.stderr) == (2, True)
    assert list(tmp_path.iterdir()) == []


async def test_a_port_that_is_taken_is_said(town: Town) -> None:
    code, said = await beside(town, "serve")
    assert (code, f"Port {town.env['OMBUD_PORT']} is taken" in said) == (1, True)


async def test_an_older_release_does_not_run_on_newer_tables(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/ombud.db"
    upgrade(url)
    conn = sqlite3.connect(tmp_path / "ombud.db")
    conn.execute("UPDATE alembic_version SET version_num = '9999'")
    conn.commit()
    conn.close()
    async with practice(tmp_path, f"sqlite:///{tmp_path}/other.db", OMBUD_RANKING="lexical") as town:
        await town.stop_bot()
        town.env["OMBUD_DATABASE_URL"] = url
        code, said = await beside(town, "serve")
    assert code == 1
    assert "newer than this release" in said


@pytest.mark.postgres
async def test_a_migration_in_progress_holds_a_new_replica_back(tmp_path: Path, cluster: str) -> None:
    url = fresh_database(cluster)
    async with a_town(tmp_path, url) as town:
        await town.stop_bot()
        downgrade(url, "0001")
        with subprocess.Popen(  # noqa: ASYNC220 -- starts at once
            [sys.executable, "-c", MIGRATES, url.replace("+psycopg", "")],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        ) as migrating:  # fmt: skip
            assert migrating.stdout is not None
            assert migrating.stdout.readline() == "held\n"
            await town.start_bot(ready=False)

            async def held_back() -> bool:
                try:
                    return "Another process migrates" in (await readiness(town))[1].get("database", "")
                except OSError:
                    return False

            await town.until(held_back, "readiness to say that another process migrates")
            await town.opens_report("ana")
            assert "will not file it twice" in (await town.submits("ana", **REPORT))["errors"]["text"]
            looking = Database(url)
            with pytest.raises(SchemaOld):
                await looking.read(check_schema)
            looking.close()
            migrating.communicate("done\n")

        async def ready() -> bool:
            return (await readiness(town))[0] == READY

        await town.until(ready, "the replica to migrate and go on")
        assert (await town.submits("ana"))["errors"] is None
        assert town.logs().count("Another process migrates") == 1  # said once, not every second


async def test_a_full_disk_is_said_and_loses_nothing(town: Town, tmp_path: Path) -> None:
    await town.reports("ana", REPORT["text"])
    await town.hears("ana", "Your report is case 1")
    assert town.bot is not None
    most = largest(tmp_path)
    resource.prlimit(
        town.bot.pid, resource.RLIMIT_FSIZE, (most, resource.RLIM_INFINITY)
    )  # a file may not grow any more

    await town.opens_report("emi")
    errors = None
    for number in range(200):  # until the write-ahead log has no room
        errors = (await town.submits("emi", **{**REPORT, "text": f"{number} " + "x" * 2900}))["errors"]
        if errors:
            break
        await town.opens_report("emi")
    assert errors
    assert "will not file it twice" in errors["text"]
    assert "xxx" in str((await town.modal("emi"))["state"])  # type: ignore[index]

    async def full() -> bool:
        return "disk" in (await readiness(town))[1]

    await town.until(full, "readiness to say that the disk is full")
    resource.prlimit(town.bot.pid, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))

    async def ready() -> bool:
        return (await readiness(town))[0] == READY

    await town.until(ready, "room to be there again")
    assert (await town.submits("emi"))["errors"] is None
    conn = sqlite3.connect(tmp_path / "ombud.db")
    filed = conn.execute("SELECT count(*) FROM event WHERE type = 'ReportFiled'").fetchone()[0]
    whole = conn.execute("PRAGMA integrity_check").fetchone()[0]
    conn.close()
    assert (filed, whole) == (number + 2, "ok")

"""Reports to their ack, and commits per second beside raw drivers."""

import asyncio
import sqlite3
import time
from dataclasses import replace
from pathlib import Path

import psycopg

from bench.answers import floor
from bench.slack import ombud, submission
from bench.timing import milliseconds, said
from desk.desk import Desk
from desk.house import House
from domain.rulebook.clauses import Rulebook
from storage.database import Database
from storage.engines import is_sqlite
from storage.migrate import upgrade
from storage.vault import Vault
from tests.domain.cases.people import CASEWORK, NOON, ROSTER, near_miss

REPORTS, COMMITS = 150, 300
INSERT = "INSERT INTO floor (body) VALUES ('pasted a customer log into the model')"


async def measure_reports(name: str, url: str) -> None:
    """`/report` submit to ack."""
    upgrade(url)
    database = Database(url)
    app = ombud(database)
    answer = await app.async_dispatch(submission("first"))
    if "Your report is case" not in answer.body:
        raise AssertionError("the bench reports and must be receipted")
    base = await floor()
    taken = await milliseconds(lambda n: app.async_dispatch(submission(f"form {n}")), REPORTS)
    print(said(f"/report submit to ack, {name}", taken, base))
    database.close()


async def measure_commits(name: str, url: str, room: Path) -> None:
    """Whole reports a second through the desk, beside single-row commits of the raw driver."""
    database = Database(url)
    house = House(CASEWORK, ROSTER, Rulebook("House", "1", {}))
    desk = Desk(database, Vault(b"k" * 32), house, lambda: NOON)
    started = time.perf_counter()
    forms = [replace(near_miss(), key=f"commit {n}") for n in range(COMMITS)]
    for batch in range(0, COMMITS, 10):
        await asyncio.gather(*(desk.handle(form) for form in forms[batch : batch + 10]))
    ours = COMMITS / (time.perf_counter() - started)
    database.close()
    raw = _sqlite(room / "floor.db") if is_sqlite(url) else _postgres(url)
    print(f"commits/s, {name:<28} desk {ours:7.0f}   raw driver {raw:7.0f}   {ours / raw:5.2f} x raw")


def _sqlite(file: Path) -> float:
    conn = sqlite3.connect(file, isolation_level=None)
    for statement in ("PRAGMA journal_mode=WAL", "PRAGMA synchronous=FULL", "CREATE TABLE floor (body TEXT)"):
        conn.execute(statement)
    started = time.perf_counter()
    for _ in range(COMMITS):
        conn.execute("BEGIN IMMEDIATE")
        conn.execute(INSERT)
        conn.execute("COMMIT")
    taken = time.perf_counter() - started
    conn.close()
    return COMMITS / taken


def _postgres(url: str) -> float:
    with psycopg.connect(url.replace("+psycopg", "")) as conn:
        conn.execute("CREATE TABLE floor (body TEXT)")
        conn.commit()
        started = time.perf_counter()
        for _ in range(COMMITS):
            conn.execute(INSERT)
            conn.commit()
        return COMMITS / (time.perf_counter() - started)

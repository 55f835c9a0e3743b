"""The sweep's query: a hundred due among a thousand, and among a million."""

import statistics
import time
from datetime import timedelta

from sqlalchemy import Connection, insert

from storage import deadlines
from storage.database import Database
from storage.tables import DeadlineRow, table
from tests.domain.cases.people import NOON

_deadlines = table(DeadlineRow)
DUE, FEW, MANY, BATCH, ROUNDS = 100, 1_000, 1_000_000, 50_000, 50


def measure_sweep(name: str, url: str) -> None:
    """Prints one line."""
    database = Database(url)
    database.write_now(lambda conn: conn.execute(_deadlines.delete()))
    database.write_now(lambda conn: _fill(conn, 0, DUE, -1))
    database.write_now(lambda conn: _fill(conn, DUE, FEW, 1))
    few = _taken(database)
    for start in range(FEW, MANY, BATCH):
        database.write_now(lambda conn, start=start: _fill(conn, start, min(MANY, start + BATCH), 1))  # type: ignore[misc]
    many = _taken(database)
    database.close()
    print(
        f"sweep of 100 due, {name:<26} among 1,000 {few:6.2f} ms   among 1,000,000 {many:6.2f} ms   {many / few:5.2f} x"
    )


def _fill(conn: Connection, start: int, end: int, hours: int) -> None:
    due = NOON + timedelta(hours=hours)
    rows = [
        {"id": f"b-{n}", "stream": f"case-{n}", "kind": "nudge", "due": due, "payload": {}} for n in range(start, end)
    ]
    conn.execute(insert(_deadlines), rows)


def _taken(database: Database) -> float:
    taken = []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        found = database.write_now(lambda conn: deadlines.due(conn, NOON))
        taken.append((time.perf_counter() - started) * 1000)
        if len(found) != DUE:
            raise AssertionError("a hundred are due")
    return statistics.median(taken)

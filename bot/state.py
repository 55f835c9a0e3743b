"""How Ombud is: what is wrong, and its figures. Never people, never words."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Connection

from bot import metrics
from desk.house import House
from handlers.web.health import Figure
from storage import cases, deadlines, heartbeats, outbox, seals
from storage.database import Database
from storage.exceptions import Fault, StoreFull
from storage.migrate import check_schema


async def wrong_with(database: Database, slack: str | None, *, begun: bool) -> dict[str, str]:
    """What keeps Ombud from working, by part; `slack` is the last error of Slack, if any. `begun` says whether the
    loops run: until then nothing is sent, and nobody is nudged.
    """
    wrong = {} if slack is None else {"slack": slack}
    if not begun:
        wrong["loops"] = "They begin when the database is open."
    if database.shut is not None:
        wrong["database"] = database.shut
    else:
        try:
            await database.read(check_schema)
        except Fault as fault:
            wrong["database"] = str(fault)
    if database.full:
        wrong["disk"] = str(StoreFull())
    return wrong


async def figures(database: Database, house: House, questions: Mapping[str, int], now: datetime) -> list[Figure]:
    """Everything under `/metrics`; see `docs/reference/metrics.md`."""
    always = [
        Figure(metrics.RULEBOOK, {house.rulebook.version: 1}),
        Figure(metrics.QUESTIONS, dict(questions)),
    ]
    try:
        stored = await database.read(lambda conn: _stored(conn, now))
    except Fault:
        return [*always, Figure(metrics.UP, {"database": 0})]
    return [*always, Figure(metrics.UP, {"database": 1}), *stored]


def _stored(conn: Connection, now: datetime) -> list[Figure]:
    due = deadlines.next_due(conn)
    overdue = max(0.0, (now - due).total_seconds()) if due else 0.0
    ages = {name: (now - at).total_seconds() for name, at in heartbeats.all_beats(conn).items()}
    waiting = {"sealing": float(seals.unsealed_count(conn))}
    return [
        Figure(metrics.CASES, dict(cases.counts(conn))),
        Figure(metrics.DELIVERIES, dict(outbox.counts(conn))),
        Figure(metrics.HEARTBEATS, ages),
        Figure(metrics.OVERDUE, {"oldest": overdue}),
        Figure(metrics.WAITING, waiting),
    ]

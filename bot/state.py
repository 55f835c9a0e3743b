"""How Ombud is: what is wrong, and its figures. Never people, never words."""

from datetime import datetime

from sqlalchemy import Connection

from desk.house import House
from storage import cases, deadlines, heartbeats, outbox, seals
from storage.database import Database
from storage.exceptions import Fault
from storage.migrate import check_schema


async def wrong_with(database: Database) -> dict[str, str]:
    """What keeps Ombud from working, by part."""
    try:
        await database.read(check_schema)
    except Fault as fault:
        return {"database": str(fault)}
    return {}


async def figures(database: Database, house: House, now: datetime) -> dict[str, dict[str, float]]:
    """Gauges by name and label."""

    def read(conn: Connection) -> dict[str, dict[str, float]]:
        due = deadlines.next_due(conn)
        beats = heartbeats.all_beats(conn)
        return {
            "ombud_cases": dict(cases.counts(conn)),
            "ombud_deliveries": dict(outbox.counts(conn)),
            "ombud_heartbeat_age_seconds": {name: (now - at).total_seconds() for name, at in beats.items()},
            "ombud_deadline_overdue_seconds": {"oldest": max(0.0, (now - due).total_seconds()) if due else 0.0},
            "ombud_events_unsealed": {"all": seals.unsealed_count(conn)},
        }

    info = {"ombud_rulebook_info": {house.rulebook.version: 1.0}}
    try:
        return {**info, "ombud_database_up": {"all": 1.0}, **await database.read(read)}
    except Fault:
        return {**info, "ombud_database_up": {"all": 0.0}}

"""The projection of overrides beside what the record says: where they differ, and how it is built anew."""

from dataclasses import dataclass

from pydantic import ValidationError
from sqlalchemy import Connection

from desk.codec import UnknownEvent
from desk.planning import load_plan, override_row
from storage import overrides
from storage.exceptions import Fault
from storage.overrides import OverrideRow


class PlanUnreadable(Fault):
    """The record of who stands in cannot be read. `ombud audit verify` says whether it was changed."""


@dataclass(frozen=True, slots=True)
class Departure:
    """An override whose row departs from the record; None where there is none."""

    number: int
    record: OverrideRow | None
    table: OverrideRow | None


def departures(conn: Connection) -> list[Departure]:
    """Every difference, by number. Raises `PlanUnreadable`."""
    true = {row.number: row for row in _rows(conn)}
    kept = {row.number: row for row in overrides.every(conn)}
    numbers = sorted(true.keys() | kept.keys())
    return [Departure(n, true.get(n), kept.get(n)) for n in numbers if true.get(n) != kept.get(n)]


def rebuild(conn: Connection) -> int:
    """Write the table anew from the record; how many overrides it holds. Raises `PlanUnreadable`, changing nothing."""
    overrides.clear(conn)  # first, for it keeps others from writing meanwhile
    rows = _rows(conn)
    for row in rows:
        overrides.put(conn, row)
    return len(rows)


def _rows(conn: Connection) -> list[OverrideRow]:
    try:
        return [override_row(override) for override in load_plan(conn).overrides]
    except (UnknownEvent, ValidationError, ValueError, KeyError) as error:
        raise PlanUnreadable from error

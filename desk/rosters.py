"""The roster in force: the file's, with what was planned in Slack. Read in the transaction that decides by it."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection

from desk.house import House
from domain.cases.roster import Override, Roster, Rung
from storage import overrides
from storage.overrides import OverrideRow


def roster_at(conn: Connection, house: House, now: datetime) -> Roster:
    """The roster with every override that ends after `now`. Those made in Slack count as written after the file's."""
    made = tuple(_override(row) for row in overrides.lasting(conn, now))
    return replace(house.roster, overrides=(*house.roster.overrides, *made)) if made else house.roster


def _override(row: OverrideRow) -> Override:
    return Override(row.rotation, Rung(row.rung), row.person, row.starts, row.ends, row.number)

"""All that a decision may see: passed in, never looked up."""

from dataclasses import dataclass
from datetime import datetime

from domain.cases.casework import Casework
from domain.cases.roster import Roster


@dataclass(frozen=True, slots=True)
class Briefing:
    """The world at `now` (aware UTC). `reporters` are the people who reported this case, opened for this decision
    alone; `clauses` are the ids of the rulebook in force.
    """

    now: datetime
    casework: Casework
    roster: Roster
    rulebook_version: str
    clauses: frozenset[str] = frozenset()
    reporters: frozenset[str] = frozenset()

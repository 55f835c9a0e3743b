"""All that a decision may see: passed in, never looked up."""

from dataclasses import dataclass
from datetime import datetime

from domain.cases.casework import Casework
from domain.cases.roster import Roster


@dataclass(frozen=True, slots=True)
class Briefing:
    """The world at `now` (aware UTC). `reporters` and `subjects` are the people who reported this case and whom it is
    about, opened for this decision alone; `clauses` are the ids of the rulebook in force; `digest` is a keyed digest of
    the words that came with the command.
    """

    now: datetime
    casework: Casework
    roster: Roster
    rulebook_version: str
    clauses: frozenset[str] = frozenset()
    reporters: frozenset[str] = frozenset()
    subjects: frozenset[str] = frozenset()
    digest: str = ""

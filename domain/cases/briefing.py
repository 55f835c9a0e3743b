"""All that a decision may see: passed in, never looked up."""

from dataclasses import dataclass
from datetime import datetime

from domain.cases.casework import Casework
from domain.cases.roster import Roster


@dataclass(frozen=True, slots=True)
class Joined:
    """What the cases merged with this one add to it: who reported them, whom and which vendors they are about, who
    recused. For a duplicate also the queues and the people asked of the case that it is part of, and whether a hold
    stands on that one.
    """

    reporters: frozenset[str] = frozenset()
    subjects: frozenset[str] = frozenset()
    recused: frozenset[str] = frozenset()
    vendors: frozenset[str] = frozenset()
    queues: tuple[str, ...] = ()
    asked: frozenset[str] = frozenset()
    on_hold: bool = False


@dataclass(frozen=True, slots=True)
class Briefing:
    """The world at `now` (aware UTC). `reporters` and `subjects` are the people who reported this case and whom it is
    about, opened for this decision alone; `joined` tells of cases merged with it; `clauses` are the ids of the rulebook
    in force; `digest` is a keyed digest of what came with the command, and `box` one of what it was sealed into.
    `happened` is when the case says that it happened, opened only where that is to be corrected.
    """

    now: datetime
    casework: Casework
    roster: Roster
    rulebook_version: str
    clauses: frozenset[str] = frozenset()
    reporters: frozenset[str] = frozenset()
    subjects: frozenset[str] = frozenset()
    digest: str = ""
    joined: Joined = Joined()
    box: str = ""
    happened: datetime | None = None

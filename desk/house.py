"""What is in force: casework and roster as the desk was opened with them, and the rulebook, which may be replaced."""

from dataclasses import dataclass

from domain.cases.casework import Casework
from domain.cases.roster import Roster
from domain.rulebook.clauses import Rulebook


@dataclass(slots=True)
class House:
    """The organisation's own rules. `rulebook` is replaced whole when a version is published; nothing else changes."""

    casework: Casework
    roster: Roster
    rulebook: Rulebook

"""What is in force: casework, roster and rulebook, as the desk was opened with them."""

from dataclasses import dataclass

from domain.cases.casework import Casework
from domain.cases.roster import Roster
from domain.rulebook.clauses import Rulebook


@dataclass(frozen=True, slots=True)
class House:
    """The organisation's own rules."""

    casework: Casework
    roster: Roster
    rulebook: Rulebook

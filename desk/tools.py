"""What a transaction of the desk holds in its hands."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from desk.codec import from_stored
from desk.house import House
from domain.cases.briefing import Briefing
from domain.cases.filing import REPORTER
from domain.cases.state import Case, fold
from storage import streams
from storage.vault import Vault


@dataclass(frozen=True, slots=True)
class Tools:
    """The house's rules, the vault, and the instant (aware UTC) at which a command is judged."""

    house: House
    vault: Vault
    now: datetime


def stream_of(case: int) -> str:
    """The name of a case's stream."""
    return f"case-{case}"


def party_entry(party: str) -> str:
    """What the vault calls the person behind a party id."""
    return f"party-{party}"


def load(conn: Connection, case: int) -> Case | None:
    """A case as its record tells it."""
    return fold(from_stored(stored) for stored in streams.load(conn, stream_of(case)))


def reporter_of(conn: Connection, tools: Tools, case: int) -> str | None:
    """The user id behind a report, opened for a decision or a delivery and never kept."""
    return tools.vault.open(conn, stream_of(case), party_entry(REPORTER))


def briefing(conn: Connection, tools: Tools, case: int | None) -> Briefing:
    """All that a decision about `case` may see."""
    reporter = None if case is None else reporter_of(conn, tools, case)
    return Briefing(
        now=tools.now,
        casework=tools.house.casework,
        roster=tools.house.roster,
        rulebook_version=tools.house.rulebook.version,
        clauses=frozenset(tools.house.rulebook.clauses),
        reporters=frozenset() if reporter is None else frozenset({reporter}),
    )

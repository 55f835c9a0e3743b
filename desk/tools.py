"""What a transaction of the desk holds in its hands."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from desk.codec import case_event
from desk.house import House
from desk.rosters import roster_at
from desk.rulebooks import of_version
from domain.cases.briefing import Briefing, Joined
from domain.cases.filing import REPORTER
from domain.cases.folding import fold
from domain.cases.state import Case
from domain.rulebook.clauses import Rulebook
from storage import streams
from storage.journal import Journal
from storage.vault import Vault


@dataclass(frozen=True, slots=True)
class Tools:
    """The house's rules, the vault, the instant (aware UTC) at which a command is judged, and the journal of erasures
    outside the database (None where nothing is ever erased, as in a bench).
    """

    house: House
    vault: Vault
    now: datetime
    journal: Journal | None = None


def stream_of(case: int) -> str:
    """The name of a case's stream."""
    return f"case-{case}"


def access_of(case: int) -> str:
    """The name of the stream of looks into a case."""
    return f"access-{case}"


def name_safe(case: int) -> str:
    """What the vault calls the reporter's own key, which can be destroyed alone."""
    return f"case-{case}.{REPORTER}"


def party_entry(party: str) -> str:
    """What the vault calls the person behind a party id."""
    return f"party-{party}"


def load(conn: Connection, case: int) -> Case | None:
    """A case as its record tells it."""
    return fold(case_event(stored) for stored in streams.load(conn, stream_of(case)))


def reporter_of(conn: Connection, tools: Tools, case: int) -> str | None:
    """The user id behind a report, opened for a decision or a delivery and never kept. None for an anonymous one."""
    name = party_entry(REPORTER)
    # Reports of release 0.1 lie under the case's own key.
    return tools.vault.open(conn, name_safe(case), name) or tools.vault.open(conn, stream_of(case), name)


def subjects_of(conn: Connection, tools: Tools, case: Case) -> tuple[str, ...]:
    """The user ids of those a case is about."""
    found = (tools.vault.open(conn, stream_of(case.number), party_entry(party)) for party in case.subjects)
    return tuple(person for person in found if person)


def root_of(conn: Connection, case: Case) -> Case:
    """The case that a duplicate is part of, or the case itself."""
    while case.merged_into is not None:
        into = load(conn, case.merged_into)
        if into is None:
            raise LookupError("a duplicate names a case without a record")
        case = into
    return case


def duplicates_of(conn: Connection, case: Case) -> tuple[Case, ...]:
    """The cases that are part of this one."""
    found = (load(conn, number) for number in case.duplicates)
    return tuple(one for one in found if one is not None)


def joined(conn: Connection, tools: Tools, case: Case) -> Joined:
    """What the cases merged with this one add to a decision about it."""
    root = root_of(conn, case)
    others = [one for one in (root, *duplicates_of(conn, root)) if one.number != case.number]
    return Joined(
        reporters=frozenset(person for one in others if (person := reporter_of(conn, tools, one.number))),
        subjects=frozenset(person for one in others for person in subjects_of(conn, tools, one)),
        recused=frozenset(person for one in others for person in one.recused),
        vendors=frozenset(vendor for one in others for vendor in one.vendors),
        queues=() if root.number == case.number else (root.queue,),
        asked=frozenset() if root.number == case.number else frozenset(root.paged),
        on_hold=root.on_hold and root.number != case.number,
    )


def rules_of(conn: Connection, tools: Tools, case: Case) -> Rulebook:
    """The rulebook by which a case is judged: that of its filing. Where it was never published, the one in force."""
    now = tools.house.rulebook
    return now if case.rulebook_version == now.version else of_version(conn, case.rulebook_version) or now


def briefing(conn: Connection, tools: Tools, case: Case | None, digest: str = "") -> Briefing:
    """All that a decision about `case` may see."""
    reporter = None if case is None else reporter_of(conn, tools, case.number)
    rules = tools.house.rulebook if case is None else rules_of(conn, tools, case)
    return Briefing(
        now=tools.now,
        casework=tools.house.casework,
        roster=roster_at(conn, tools.house, tools.now),
        rulebook_version=rules.version,
        clauses=frozenset(rules.clauses),
        reporters=frozenset() if reporter is None else frozenset({reporter}),
        subjects=frozenset() if case is None else frozenset(subjects_of(conn, tools, case)),
        digest=digest,
        joined=Joined() if case is None else joined(conn, tools, case),
    )

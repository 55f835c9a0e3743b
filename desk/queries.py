"""What people may see. Each view is filtered for its viewer here, never on the screen."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import Connection

from desk.filing import from_entry
from desk.house import House
from desk.tools import Tools, briefing, load, party_entry, stream_of
from desk.views import CaseCard, CaseFile, QuotedClause, ReporterOutcome
from domain.cases.authority import may_review
from domain.cases.commands import Narrative
from domain.cases.refusals import NoSuchCase, Refusal
from domain.cases.state import Case
from storage.database import Database
from storage.vault import Vault

ERASED = "[erased at the end of its retention interval]"


def card_of(case: Case) -> CaseCard:
    """The content-free view of a case."""
    decision = case.decision
    return CaseCard(
        number=case.number,
        kind=case.kind,
        severity=case.severity,
        status=case.status,
        queue=case.queue,
        filed_at=case.filed_at,
        acknowledge_by=case.acknowledge_by,
        decide_by=case.decide_by,
        on_call=case.paged[-1] if case.paged else None,
        owner=case.owner,
        acknowledged_by=case.acknowledged_by,
        acknowledged_at=case.acknowledged_at,
        finding=decision.finding if decision else None,
        clauses=decision.clauses if decision else (),
        decided_by=decision.by if decision else None,
        decided_at=decision.at if decision else None,
    )


def outcome_of(conn: Connection, tools: Tools, case: Case) -> ReporterOutcome | None:
    """What the reporter of a decided case may read."""
    if case.decision is None:
        return None
    clauses = [tools.house.rulebook.clauses.get(name) for name in case.decision.clauses]
    return ReporterOutcome(
        number=case.number,
        finding=case.decision.finding,
        clauses=tuple(QuotedClause(clause.id, clause.title, clause.rule) for clause in clauses if clause),
        rulebook_version=case.decision.rulebook_version,
        reasons=tools.vault.open(conn, stream_of(case.number), case.decision.entry) or ERASED,
    )


class Queries:
    """Reads for handlers. Raises `StoreBusy` where the database does not answer."""

    def __init__(self, database: Database, vault: Vault, house: House, now: Callable[[], datetime]) -> None:
        self._database, self._vault, self.house, self.now = database, vault, house, now

    async def card(self, number: int) -> CaseCard | None:
        """A case's card; content-free, so for everybody in its channel."""
        case = await self._database.read(lambda conn: load(conn, number))
        return card_of(case) if case else None

    async def case_file(self, number: int, viewer: str) -> CaseFile | Refusal:
        """A case with what was written, for those entitled."""
        return await self._database.read(lambda conn: self._case_file(conn, number, viewer))

    def _case_file(self, conn: Connection, number: int, viewer: str) -> CaseFile | Refusal:
        tools = Tools(self.house, self._vault, self.now())
        case = load(conn, number)
        if case is None:
            return NoSuchCase(number)
        if (no := may_review(case, viewer, briefing(conn, tools, number))) is not None:
            return no
        kept = self._vault.open_all(conn, stream_of(number))
        narratives = tuple(from_entry(kept[entry]) if entry in kept else Narrative(ERASED) for entry in case.entries)
        reasons = kept.get(case.decision.entry, ERASED) if case.decision else None
        intent = case.decision.intent if case.decision else None
        return CaseFile(card_of(case), kept.get(party_entry(case.reporter)), narratives, intent, reasons)

"""What anybody may see without looking into sealed text: cards, queues, their own Home."""

from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

from sqlalchemy import Connection

from desk.gaps import GapView, gaps_for
from desk.home_reading import home_page
from desk.home_views import HomePage, QueuePage, Which
from desk.house import House
from desk.outcomes import NotConfirmed, answered
from desk.queues import card_for, queue_page
from desk.reading import card_of
from desk.tools import Tools, load, rules_of
from desk.views import CaseCard
from domain.cases.plan_refusals import NoQueue
from domain.cases.refusals import Refusal
from domain.cases.state import Case
from domain.rulebook.clauses import Rulebook
from domain.rulebook.gap_refusals import NotGapOwner
from storage import outbox
from storage.database import Database
from storage.vault import Vault

T = TypeVar("T")


class Queries:
    """Reads for handlers; `now` is case time. `NotConfirmed` where the database does not answer."""

    def __init__(self, database: Database, vault: Vault, house: House, now: Callable[[], datetime]) -> None:
        self._database, self._vault, self._house, self._now = database, vault, house, now

    async def home(self, viewer: str, reports_page: int, queue_page: int) -> HomePage | NotConfirmed:
        """A person's Home; pages count from 1."""
        return await self._read(lambda conn, tools: home_page(conn, tools, viewer, reports_page, queue_page))

    async def queue(self, viewer: str, which: Which, page: int, size: int) -> QueuePage | NoQueue | NotConfirmed:
        """What waits, the nearest due first, without what the viewer is kept out of."""
        return await self._read(lambda conn, tools: queue_page(conn, tools, viewer, which, page, size))

    async def gaps(self, viewer: str) -> tuple[GapView, ...] | NotGapOwner | NotConfirmed:
        """The gaps of the rulebook that the viewer may close, the nearest due first."""
        return await self._read(lambda conn, tools: gaps_for(conn, tools, viewer))

    async def card_for(self, viewer: str, number: int) -> CaseCard | Refusal | NotConfirmed:
        """A case's card for somebody who may act on it, or why not."""
        return await self._read(lambda conn, tools: card_for(conn, tools, viewer, number))

    async def rules_of(self, number: int) -> Rulebook | NotConfirmed | None:
        """The rulebook by which a case is judged; None where there is no such case. Raises `RulebookBent`."""

        def work(conn: Connection, tools: Tools) -> Rulebook | None:
            case = load(conn, number)
            return None if case is None else rules_of(conn, tools, case)

        return await self._read(work)

    async def _read(self, work: Callable[[Connection, Tools], T]) -> T | NotConfirmed:
        tools = Tools(self._house, self._vault, self._now())
        return await answered(self._database.read(lambda conn: work(conn, tools)))

    async def card(self, number: int) -> CaseCard | NotConfirmed | None:
        """A case's card; content-free, so for everybody in its channel."""
        case = await answered(self._database.read(lambda conn: load(conn, number)))
        return card_of(case) if isinstance(case, Case) else case

    async def case_of_thread(self, channel: str, ts: str) -> int | NotConfirmed | None:
        """The case whose reporter was written to with message `ts` in `channel`, so that an answer in its thread finds
        its way; None for any other thread. Whether the writer is the reporter is for the rules to say.
        """
        found = await answered(self._database.read(lambda conn: outbox.at(conn, channel, ts)))
        if isinstance(found, NotConfirmed):
            return found
        if found is None or not found.destination.startswith("party:"):
            return None
        return int(found.stream.removeprefix("case-"))

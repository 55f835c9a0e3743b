"""What anybody may see of a case without looking into sealed text."""

from desk.outcomes import NotConfirmed
from desk.reading import card_of
from desk.tools import load
from desk.views import CaseCard
from storage import outbox
from storage.database import Database
from storage.exceptions import StoreBusy


class Queries:
    """Reads for handlers. `NotConfirmed` where the database does not answer."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def card(self, number: int) -> CaseCard | NotConfirmed | None:
        """A case's card; content-free, so for everybody in its channel."""
        try:
            case = await self._database.read(lambda conn: load(conn, number))
        except StoreBusy:
            return NotConfirmed()
        return card_of(case) if case else None

    async def case_of_thread(self, channel: str, ts: str) -> int | NotConfirmed | None:
        """The case whose reporter was written to with message `ts` in `channel`, so that an answer in its thread finds
        its way; None for any other thread. Whether the writer is the reporter is for the rules to say.
        """
        try:
            found = await self._database.read(lambda conn: outbox.at(conn, channel, ts))
        except StoreBusy:
            return NotConfirmed()
        if found is None or not found.destination.startswith("party:"):
            return None
        return int(found.stream.removeprefix("case-"))

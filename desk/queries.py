"""What anybody may see of a case without looking into sealed text."""

from desk.reading import card_of
from desk.tools import load
from desk.views import CaseCard
from storage.database import Database


class Queries:
    """Reads for handlers. Raises `StoreBusy` where the database does not answer."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def card(self, number: int) -> CaseCard | None:
        """A case's card; content-free, so for everybody in its channel."""
        case = await self._database.read(lambda conn: load(conn, number))
        return card_of(case) if case else None

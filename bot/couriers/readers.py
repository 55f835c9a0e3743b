"""Which language whoever reads a message reads: a person's own, the house's in channels or where Slack is silent."""

from handlers.locale.catalogue import Catalogue, Words
from handlers.slack.people import People


class Readers:
    """Asks Slack through `People`, which remembers for ten minutes; nothing of it is stored."""

    def __init__(self, catalogue: Catalogue, people: People | None = None) -> None:
        self._catalogue, self._people = catalogue, people

    async def words(self, user: str | None) -> Words:
        """The sentences for a user id; those of the house where it is None."""
        if user is None or self._people is None:
            return self._catalogue.words()
        return self._catalogue.words((await self._people.person(user)).locale)

"""Draws somebody's Home as it is now, in one request, and never lets an older drawing stand over a newer one."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from desk.homes import Homes
from desk.outcomes import NotConfirmed
from desk.queries import Queries
from domain.rulebook.clauses import Rulebook
from handlers.cards.blocks import View
from handlers.cards.home import away_view, home_view
from handlers.locale.catalogue import Words
from handlers.slack.errors import slack_said

TRIES = 4
CONFLICT = "hash_conflict"


@dataclass(slots=True)
class Drawing:
    """`words` gives the sentences in somebody's language; `rulebook` is the one in force. https://docs.slack.dev/reference/methods/views.publish"""

    queries: Queries
    homes: Homes
    rulebook: Rulebook
    words: Callable[[str], Awaitable[Words]]

    async def draw(
        self, client: AsyncWebClient, person: str, *, afresh: bool = False, may: Callable[[], None] = lambda: None
    ) -> bool:
        """Have a Home say what is true now; False where its owner does not look any more, or the database is away.
        Where it says so already nothing is sent, unless `afresh`. `may` is called before a request and may raise.
        Raises what the client raises.
        """
        tried: str | None = None
        for _ in range(TRIES):
            held = await self.homes.standing(person)
            if held is None or isinstance(held, NotConfirmed):
                return False
            page = await self.queries.home(person, held.reports_page, held.queue_page)
            if isinstance(page, NotConfirmed):
                return False
            view = home_view(await self.words(person), self.rulebook, page)
            digest = self.homes.digest(view)
            if digest == held.digest and not afresh:
                return True
            may()
            # A hash that Slack refused and that nobody has replaced since is one that nobody knows any more.
            known = held.slack_hash if held.slack_hash != tried else None
            stands = await self._published(client, person, view, known)
            if stands is None:
                tried = known
            elif await self.homes.drawn(held, stands, digest):
                return True
            else:  # somebody else drew meanwhile, and nobody knows whose drawing arrived last
                afresh = True
        return True

    async def draw_away(self, client: AsyncWebClient, person: str) -> None:
        """What a Home says while the database is away. Raises what the client raises."""
        await client.views_publish(user_id=person, view=away_view(await self.words(person), self.rulebook))

    async def _published(self, client: AsyncWebClient, person: str, view: View, known: str | None) -> str | None:
        """Slack's hash of what stands there now; None where something stood there that `known` does not name."""
        try:
            said = await client.views_publish(user_id=person, view=view, hash=known)
        except SlackApiError as error:
            if slack_said(error) == CONFLICT:
                return None
            raise
        return str(said["view"]["hash"])

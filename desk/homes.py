"""Who looked at their Home lately, and what stands there: asked for anew whenever something of theirs changes.

Ombud knows a Home by a keyed hash; whose it is lies in the vault, and a day after the last look all of it is forgotten.
"""

import json
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from sqlalchemy import Connection

from desk.outcomes import NotConfirmed, answered
from desk.rosters import roster_at
from desk.tools import Tools, reporter_of
from domain.cases.notices import LaneClass
from domain.cases.state import Case
from domain.cases.waiting import concerned, reviewers
from storage import homes, numbers, outbox
from storage.database import Database
from storage.exceptions import StoreBusy
from storage.homes import Home
from storage.outbox import Delivery
from storage.vault import Vault

HOME = "home"  # the stream of these deliveries, which are of no case, and the vault's name for who looked
LATELY = timedelta(days=1)
MOST = 500  # Homes that are kept up to date
PAUSE = timedelta(seconds=2)  # between two drawings of one Home


def moved(conn: Connection, tools: Tools, before: Case | None, after: Case) -> None:
    """A case moved on: the Homes of everybody concerned, before or now, are to be drawn anew."""
    looking = homes.lately(conn, tools.now - LATELY, MOST)
    if not looking:
        return
    roster, casework = roster_at(conn, tools.house, tools.now), tools.house.casework
    people = {person for case in (before, after) if case for person in concerned(case, roster, casework)}
    if (reporter := reporter_of(conn, tools, after.number)) is not None:
        people.add(reporter)
    touch(conn, tools, people, looking)


def planned(conn: Connection, tools: Tools) -> None:
    """Who is on call changed, or is about to: reviewers see it."""
    touch(conn, tools, reviewers(roster_at(conn, tools.house, tools.now)))


def touch(conn: Connection, tools: Tools, people: Iterable[str], looking: list[Home] | None = None) -> None:
    """Have the Homes of those among `people` who looked lately drawn anew, once however often it is asked. The delivery
    says whose it is by a keyed hash alone, and of no case.
    """
    wanted = {key_of(tools.vault, person) for person in people}
    for one in homes.lately(conn, tools.now - LATELY, MOST) if looking is None else looking:
        if one.key in wanted:
            due = tools.now if one.drawn_at is None else max(tools.now, one.drawn_at + PAUSE)
            outbox.enqueue(conn, _delivery(conn, one.key, due), tools.now)


def key_of(vault: Vault, person: str) -> str:
    """The keyed hash by which a person's Home is known."""
    return vault.keyed(HOME, person)


def _delivery(conn: Connection, key: str, due: datetime) -> Delivery:
    return Delivery(
        id=f"{HOME}.{numbers.next_number(conn, HOME)}",
        lane=f"{HOME}:{key}",
        lane_class=int(LaneClass.SYNC),
        kind=HOME,
        stream=HOME,
        destination=f"{HOME}:{key}",
        payload={},
        next_try=due,
    )


class Homes:
    """What handlers and couriers ask and tell of Homes. `now` is case time."""

    def __init__(self, database: Database, vault: Vault, now: Callable[[], datetime]) -> None:
        self._database, self._vault, self._now = database, vault, now

    async def opened(self, person: str, pages: tuple[int, int] | None = None) -> Home | NotConfirmed:
        """Somebody looks, on other pages (reports, queue) where given; who did not for a day is forgotten."""
        return await answered(self._database.write(lambda conn: self._opened(conn, person, pages)))

    def _opened(self, conn: Connection, person: str, pages: tuple[int, int] | None) -> Home:
        key, now = key_of(self._vault, person), self._now()
        for old in homes.older(conn, now - LATELY):
            self._forget(conn, old)
        if homes.opened(conn, key, now, pages):
            self._vault.ensure_key(conn, HOME)
            self._vault.seal(conn, HOME, key, person, now)
        found = homes.get(conn, key)
        if found is None:
            raise LookupError("a Home was opened and is not there")
        return found

    async def standing(self, person: str) -> Home | NotConfirmed | None:
        """What is known of a person's Home; None where they did not look lately."""
        return await answered(self._database.read(lambda conn: homes.get(conn, key_of(self._vault, person))))

    async def whose(self, key: str) -> str | None:
        """Who looks at a Home. None where nobody did lately. Raises `StoreBusy`."""
        return await self._database.read(lambda conn: self._vault.open(conn, HOME, key))

    async def drawn(self, held: Home, slack_hash: str, digest: str) -> bool:
        """What was drawn; False where another drawing came between. Where the database is away it stays unsaid, and the
        next drawing finds Slack's hash unknown.
        """
        try:
            return await self._database.write(lambda conn: homes.drawn(conn, held, self._now(), slack_hash, digest))
        except StoreBusy:
            return True

    def digest(self, view: object) -> str:
        """A keyed digest of a drawn view."""
        return self._vault.keyed("home view", json.dumps(view, sort_keys=True))

    def _forget(self, conn: Connection, key: str) -> None:
        homes.forget(conn, [key])
        self._vault.drop(conn, HOME, key)

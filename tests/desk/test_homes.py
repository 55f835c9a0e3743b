"""Homes are drawn anew when something on them changes, and nothing that is kept tells whose they are."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import text

from desk.desk import Desk
from desk.homes import HOME, LATELY, Homes, key_of
from domain.cases.commands import AcknowledgeCase
from domain.cases.words import Mode
from storage import homes, outbox
from storage.database import Database
from storage.homes import Home
from tests.desk.test_desk import HOUSE, VAULT
from tests.domain.cases.people import ANA, BO, CAI, DEE, NOON, near_miss


class Clock:
    now: datetime = NOON


@pytest.fixture
def clock() -> Clock:
    return Clock()


def the(database: Database, clock: Clock) -> tuple[Desk, Homes]:
    return Desk(database, VAULT, HOUSE, lambda: clock.now), Homes(database, VAULT, lambda: clock.now)


async def waiting(database: Database) -> list[str]:
    """Whose Homes wait to be drawn."""
    found = await database.read(lambda conn: outbox.listing(conn, ("pending",)))
    names = {f"{HOME}:{key_of(VAULT, person)}": person for person in (ANA, BO, CAI, DEE)}
    return sorted(names[one.destination] for one in found if one.stream == HOME)


async def held(database: Database, person: str) -> Home | None:
    return await database.read(lambda conn: homes.get(conn, key_of(VAULT, person)))


async def test_a_commit_asks_for_the_homes_of_everybody_concerned_who_looked_lately(
    database: Database, clock: Clock
) -> None:
    desk, home = the(database, clock)
    await desk.handle(near_miss())
    assert await waiting(database) == []
    for person in (ANA, BO):
        await home.opened(person)
    await desk.handle(AcknowledgeCase(1, BO))
    assert await waiting(database) == [ANA, BO]


async def test_many_changes_ask_once(database: Database, clock: Clock) -> None:
    desk, home = the(database, clock)
    await home.opened(BO)
    for n in range(5):
        await desk.handle(replace(near_miss(), key=f"form {n}"))
    assert await waiting(database) == [BO]


async def test_an_anonymous_report_asks_for_no_reporters_home(database: Database, clock: Clock) -> None:
    desk, home = the(database, clock)
    for person in (ANA, DEE):
        await home.opened(person)
    await desk.handle(replace(near_miss(), mode=Mode.ANONYMOUS, by=None))
    assert await waiting(database) == [DEE]


async def test_nothing_that_is_kept_names_who_looks_or_what_changed(database: Database, clock: Clock) -> None:
    desk, home = the(database, clock)
    await home.opened(ANA)
    await desk.handle(near_miss())
    (delivery,) = [
        one for one in await database.read(lambda conn: outbox.listing(conn, ("pending",))) if one.stream == HOME
    ]
    row = await held(database, ANA)
    assert ANA not in f"{delivery} {row}"
    assert "case-1" not in str(delivery)
    assert delivery.payload == {}
    assert await home.whose(delivery.destination.partition(":")[2]) == ANA


async def test_who_did_not_look_for_a_day_is_forgotten(database: Database, clock: Clock) -> None:
    desk, home = the(database, clock)
    await home.opened(ANA)
    clock.now += LATELY + timedelta(seconds=1)
    await desk.handle(near_miss())
    assert await waiting(database) == []
    await home.opened(BO)
    assert await held(database, ANA) is None
    assert await home.whose(key_of(VAULT, ANA)) is None
    entries = await database.read(
        lambda conn: conn.execute(text("SELECT name FROM vault_entry WHERE stream = 'home'")).all()
    )
    assert len(entries) == 1


async def test_a_home_keeps_its_pages_until_they_are_turned(database: Database, clock: Clock) -> None:
    _, home = the(database, clock)
    await home.opened(BO, (2, 3))
    await home.opened(BO)
    row = await held(database, BO)
    assert row is not None
    assert (row.reports_page, row.queue_page) == (2, 3)


async def test_of_two_who_drew_at_once_the_later_is_told_so(database: Database, clock: Clock) -> None:
    _, home = the(database, clock)
    await home.opened(BO)
    first = await held(database, BO)
    assert first is not None
    assert await home.drawn(first, "hash-1", "digest-1")
    assert not await home.drawn(first, "hash-2", "digest-2")
    now = await held(database, BO)
    assert now is not None
    assert (now.slack_hash, now.digest) == ("hash-1", "digest-1")


async def test_a_home_that_was_just_drawn_waits_a_moment(database: Database, clock: Clock) -> None:
    desk, home = the(database, clock)
    await home.opened(BO)
    row = await held(database, BO)
    assert row is not None
    await home.drawn(row, "hash-1", "digest-1")
    await desk.handle(near_miss())
    (delivery,) = [
        one for one in await database.read(lambda conn: outbox.listing(conn, ("pending",))) if one.stream == HOME
    ]
    assert delivery.next_try == NOON + timedelta(seconds=2)

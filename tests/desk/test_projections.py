"""The table of cases against the record: every planted difference is named, and a rebuild mends all of them."""

import asyncio
from concurrent.futures import Future
from dataclasses import replace

import pytest
from sqlalchemy import Connection, text

from desk.desk import Desk
from desk.outcomes import Outcome
from desk.projections import CaseUnreadable, Difference, TableUnreadable, differences, rebuild
from domain.cases.commands import AcknowledgeCase
from storage import cases
from storage.database import Database
from storage.migrate import upgrade
from tests.desk.test_desk import HOUSE, VAULT
from tests.domain.cases.people import BO, NOON, near_miss
from tests.postgres import fresh_database

PLANTED = {
    "UPDATE case_row SET owner = 'U0MALLORY' WHERE number = 1": Difference(1, "owner", BO, "U0MALLORY"),
    "UPDATE case_row SET ack_due = 1 WHERE number = 2": Difference(
        2, "ack_due", "2026-03-02 16:00:00+00:00", "1970-01-01 00:00:00.000001+00:00"
    ),
    "DELETE FROM case_row WHERE number = 2": Difference(2, "row", "this case", "nothing"),
    "UPDATE case_row SET number = 9 WHERE number = 2": Difference(9, "row", "no such case", "a row"),
}


async def three_cases(database: Database) -> None:
    desk = Desk(database, VAULT, HOUSE, lambda: NOON)
    for number in (1, 2, 3):
        await desk.handle(replace(near_miss(), key=f"form {number}"))
    await desk.handle(AcknowledgeCase(1, BO))


async def check(database: Database) -> list[Difference]:
    return await database.read(differences)


async def execute(database: Database, statement: str) -> None:
    await database.write(lambda conn: conn.execute(text(statement)))


@pytest.mark.parametrize("planted", PLANTED)
async def test_a_planted_difference_is_named_and_mended(database: Database, planted: str) -> None:
    await three_cases(database)
    assert await check(database) == []
    as_it_was = await database.read(cases.every)
    await execute(database, planted)
    found = await check(database)
    assert PLANTED[planted] in found
    assert len(found) <= 2
    assert await database.write(rebuild) == 3
    assert await check(database) == []
    assert await database.read(cases.every) == as_it_was


async def test_a_table_that_cannot_be_read_says_so_and_is_mended(database: Database) -> None:
    await three_cases(database)
    await execute(database, "UPDATE case_row SET paged = 'nobody' WHERE number = 2")
    with pytest.raises(TableUnreadable, match="rebuild"):
        await check(database)
    await database.write(rebuild)
    assert await check(database) == []


async def test_a_record_that_cannot_be_read_changes_nothing(database: Database) -> None:
    await three_cases(database)
    await execute(database, "DELETE FROM case_row WHERE number = 1")
    await execute(database, "UPDATE event SET type = 'Unheard' WHERE stream = 'case-3' AND version = 2")
    for work in (differences, rebuild):
        with pytest.raises(CaseUnreadable, match="Case 3"):
            await database.write(work)  # type: ignore[arg-type]
    assert [row.number for row in await database.read(cases.every)] == [2, 3]


async def test_a_rebuild_among_writers_leaves_the_table_as_the_record_says(database: Database) -> None:
    await three_cases(database)
    desk = Desk(database, VAULT, HOUSE, lambda: NOON)

    async def files(start: int) -> None:
        for number in range(start, start + 6):
            await desk.handle(replace(near_miss(), key=f"form {number}"))

    async def rebuilds() -> None:
        for _ in range(6):
            await database.write(rebuild)

    await asyncio.gather(files(10), files(20), files(30), rebuilds())
    assert await check(database) == []
    assert len(await database.read(cases.every)) == 21


@pytest.mark.postgres
async def test_a_writer_waits_for_a_rebuild(cluster: str) -> None:
    """What is committed between the rebuild's reading and its end is not overwritten with what it read."""
    url = fresh_database(cluster)
    upgrade(url)
    database = Database(url)
    await three_cases(database)
    desk = Desk(database, VAULT, HOUSE, lambda: NOON)
    loop = asyncio.get_running_loop()
    blocked = text("SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = 'case_row'::regclass")

    def rebuild_while_somebody_acts(conn: Connection) -> "Future[Outcome]":
        rebuild(conn)
        acting = asyncio.run_coroutine_threadsafe(desk.handle(AcknowledgeCase(2, BO)), loop)
        assert any(conn.execute(blocked).scalar_one() for _ in range(20_000)), "the writer did not wait"
        return acting

    await asyncio.wrap_future(await database.write(rebuild_while_somebody_acts))
    assert await check(database) == []
    row = await database.read(lambda conn: cases.get(conn, 2))
    assert row is not None
    assert row.owner == BO
    database.close()

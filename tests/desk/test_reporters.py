"""A reporter finds their own cases again, and nobody else can; anonymous ones lead to nobody."""

import asyncio
from dataclasses import replace

from sqlalchemy import text

from desk import reporters
from desk.catching_up import catch_up, owes
from desk.desk import Desk
from desk.erasing import erase_case
from desk.projections import differences, rebuild
from desk.tools import Tools, load
from domain.cases.commands import AcknowledgeCase, EraseIdentity
from domain.cases.words import Mode
from storage import promises
from storage.database import Database
from tests.desk.test_desk import HOUSE, VAULT
from tests.domain.cases.people import ANA, BO, NOON, near_miss


def desk_of(database: Database) -> Desk:
    return Desk(database, VAULT, HOUSE, lambda: NOON)


async def files(database: Database, *modes: Mode, by: str = ANA) -> None:
    for number, mode in enumerate(modes):
        one = replace(near_miss(), key=f"{by} {number}", mode=mode, by=None if mode is Mode.ANONYMOUS else by)
        await desk_of(database).handle(one)


async def of(database: Database, person: str) -> list[int]:
    return await database.read(lambda conn: reporters.reported_by(conn, VAULT, person))


async def test_reports_by_name_and_in_confidence_are_found_again_and_anonymous_ones_are_not(database: Database) -> None:
    await files(database, Mode.BY_NAME, Mode.ANONYMOUS, Mode.CONFIDENTIAL)
    await files(database, Mode.BY_NAME, by=BO)
    assert await of(database, ANA) == [3, 1]
    assert await of(database, BO) == [4]
    rows = await database.read(lambda conn: conn.execute(text("SELECT case_number FROM reporter")).scalars().all())
    assert sorted(rows) == [1, 3, 4]


async def test_rows_of_one_person_share_nothing(database: Database) -> None:
    """Whoever holds the database without its key cannot tell that two reports are of one person."""
    await files(database, Mode.BY_NAME, Mode.CONFIDENTIAL)
    hashes = await database.read(lambda conn: conn.execute(text("SELECT hash FROM reporter")).scalars().all())
    assert len(set(hashes)) == 2
    assert not any(ANA in one for one in hashes)


async def test_an_erased_name_is_found_no_more_and_later_reports_still_are(database: Database) -> None:
    await files(database, *[Mode.BY_NAME] * 20)
    await desk_of(database).handle(EraseIdentity(3, ANA))
    assert 3 not in await of(database, ANA)
    assert len(await of(database, ANA)) == 19


async def test_an_erased_case_is_found_no_more(database: Database) -> None:
    await files(database, Mode.BY_NAME)
    case = await database.read(lambda conn: load(conn, 1))
    assert case is not None
    await database.write(lambda conn: erase_case(conn, Tools(HOUSE, VAULT, NOON), case))
    assert await of(database, ANA) == []


async def test_reports_filed_at_once_are_all_found(database: Database) -> None:
    desk = desk_of(database)
    await asyncio.gather(*(desk.handle(replace(near_miss(), key=f"form {n}")) for n in range(12)))
    assert len(await of(database, ANA)) == 12
    assert await database.read(differences) == []


async def test_a_database_of_an_earlier_release_catches_up(database: Database) -> None:
    await files(database, Mode.BY_NAME, Mode.ANONYMOUS)
    await desk_of(database).handle(AcknowledgeCase(1, BO))
    assert not await database.read(owes)

    def as_it_was(conn: object) -> None:
        for statement in ("DELETE FROM reporter", "DELETE FROM promise_row", "UPDATE case_row SET next_due = NULL"):
            conn.execute(text(statement))  # type: ignore[attr-defined]

    await database.write(as_it_was)
    assert await database.read(owes)
    await database.write(lambda conn: catch_up(conn, VAULT))
    assert await of(database, ANA) == [1]
    assert len(await database.read(promises.every)) == 1
    assert await database.read(differences) == []


async def test_a_promise_that_nobody_made_is_named_and_mended(database: Database) -> None:
    await files(database, Mode.BY_NAME)
    await desk_of(database).handle(AcknowledgeCase(1, BO))
    await database.write(lambda conn: conn.execute(text("UPDATE promise_row SET version = 9")))
    found = await database.read(differences)
    assert {(one.case, one.table) for one in found} == {(1, "a row"), (1, "nothing")}
    await database.write(rebuild)
    assert await database.read(differences) == []

"""A queue shows what its reader may act on, the nearest due first, and never what they are kept out of."""

from dataclasses import replace
from datetime import timedelta

from sqlalchemy import text
from sqlalchemy.dialects import postgresql, sqlite

from desk.desk import Desk
from desk.home_reading import home_page
from desk.home_views import QueuePage, Which
from desk.house import House
from desk.queues import card_for, queue_page
from desk.tools import Tools
from desk.views import CaseCard
from domain.cases.commands import AcknowledgeCase, FileReport, NameSubjects, ProposeDecision, Recuse
from domain.cases.plan_refusals import NoQueue
from domain.cases.refusals import Excluded, NoSuchCase, NotEntitled, OwnReport
from domain.cases.words import ClockName, Finding, Intent, Mode, Severity
from domain.rulebook.clauses import Clause, Rulebook
from handlers.cards import ids
from handlers.cards.case_card import card_buttons
from handlers.locale.catalogue import read_catalogue
from storage import cases
from storage.cases import CaseRow, Wanted
from storage.database import Database
from tests.desk.test_desk import VAULT
from tests.domain.cases.people import ANA, BO, CAI, DEE, FEN, GIL, HOUR, NOON, STAFF, STRICT, near_miss

ENGLISH = read_catalogue().words("en")
CLAUSE = Clause("data-1", "Data", "data", "Keep it.")
HOUSE = House(STRICT, STAFF, Rulebook("House", "1.0.0", {"data-1": CLAUSE}))


def desk_of(database: Database, hours: float = 0) -> Desk:
    return Desk(database, VAULT, HOUSE, lambda: NOON + hours * HOUR)


async def files(database: Database, count: int, **more: object) -> None:
    for n in range(count):
        report: FileReport = replace(near_miss(), key=f"{n} {sorted(more)}", **more)  # type: ignore[arg-type]
        await desk_of(database, n / 10).handle(report)


async def page(
    database: Database, viewer: str, which: Which = Which.ALL, number: int = 1, hours: float = 1, size: int = 5
) -> QueuePage | NoQueue:
    tools = Tools(HOUSE, VAULT, NOON + hours * HOUR)
    return await database.read(lambda conn: queue_page(conn, tools, viewer, which, number, size))


async def numbers(
    database: Database, viewer: str, which: Which = Which.ALL, number: int = 1, **more: float
) -> list[int]:
    found = await page(database, viewer, which, number, **more)
    assert isinstance(found, QueuePage)
    return [entry.card.number for entry in found.entries]


async def test_pages_follow_each_other_in_the_order_of_what_is_due(database: Database) -> None:
    await files(database, 7)
    assert await numbers(database, DEE) == [1, 2, 3, 4, 5]
    assert await numbers(database, DEE, number=2) == [6, 7]
    first, last = await page(database, DEE), await page(database, DEE, number=2)
    assert isinstance(first, QueuePage)
    assert isinstance(last, QueuePage)
    assert (first.more, last.more) == (True, False)
    assert first.entries[0].clock is ClockName.ACKNOWLEDGE


async def test_mine_is_what_waits_for_me(database: Database) -> None:
    await files(database, 2)
    assert await numbers(database, BO, Which.MINE) == [1, 2]
    assert await numbers(database, CAI, Which.MINE) == []
    await desk_of(database).handle(AcknowledgeCase(2, CAI))
    assert await numbers(database, BO, Which.MINE) == [1]
    assert await numbers(database, CAI, Which.MINE) == [2]


async def test_what_is_late_is_marked_and_can_be_asked_for(database: Database) -> None:
    await files(database, 2)
    await desk_of(database).handle(AcknowledgeCase(2, BO))
    assert await numbers(database, BO, Which.BREACHED, hours=1) == []
    assert await numbers(database, BO, Which.BREACHED, hours=5) == [1]
    found = await page(database, BO, hours=5)
    assert isinstance(found, QueuePage)
    assert [(one.card.number, one.breached) for one in found.entries] == [(1, True), (2, False)]


async def test_whoever_is_kept_out_is_not_shown_that_there_is_a_case(database: Database) -> None:
    await files(database, 1, by=BO)  # 1: Bo reported it
    await files(database, 1, subjects=(BO,))  # 2: it is about Bo
    await files(database, 2)  # 3 and 4
    await desk_of(database).handle(Recuse(3, BO))
    await desk_of(database).handle(NameSubjects(4, CAI, (BO,), ()))
    await files(database, 1, mode=Mode.CONFIDENTIAL)  # 5
    assert await numbers(database, BO) == [5]
    assert await numbers(database, BO, Which.MINE) == [5]
    assert sorted(await numbers(database, DEE)) == [1, 2, 3, 4, 5]


async def test_whoever_reviews_nothing_has_no_queue(database: Database) -> None:
    await files(database, 1)
    for viewer in (ANA, GIL, FEN):
        for which in Which:
            assert await page(database, viewer, which) == NoQueue()


async def test_a_second_person_sees_the_proposal_that_waits_for_them(database: Database) -> None:
    await files(database, 1, at_risk=False)
    desk = desk_of(database)
    await desk.handle(AcknowledgeCase(1, BO))
    await desk.handle(ProposeDecision(1, BO, Finding.VIOLATION, ("data-1",), Intent.NEGLIGENT, "why"))
    assert await numbers(database, CAI, Which.MINE) == [1]
    assert await numbers(database, BO, Which.MINE) == [1]


async def test_nobody_is_offered_what_is_not_theirs_to_do(database: Database) -> None:
    """The proposal to whoever may approve it, taking over to whoever does not have the case."""
    await files(database, 1, at_risk=False)
    desk = desk_of(database)
    await desk.handle(AcknowledgeCase(1, BO))
    await desk.handle(ProposeDecision(1, BO, Finding.VIOLATION, ("data-1",), Intent.NEGLIGENT, "why"))
    offered: dict[str, set[str]] = {}
    for viewer in (BO, CAI):
        found = await page(database, viewer, Which.MINE)
        assert isinstance(found, QueuePage)
        offered[viewer] = {one["action_id"] for one in card_buttons(ENGLISH, found.entries[0].card)}
    assert offered[BO] == {ids.OPEN_CASE, ids.DECIDE, ids.RECUSE}
    assert offered[CAI] == {*offered[BO], ids.TAKE_OVER, ids.REVIEW_PROPOSAL}


async def test_a_card_is_for_the_entitled(database: Database) -> None:
    await files(database, 1, subjects=(CAI,))

    async def card(viewer: str, number: int = 1) -> object:
        return await database.read(lambda conn: card_for(conn, Tools(HOUSE, VAULT, NOON), viewer, number))

    assert isinstance(await card(BO), CaseCard)
    assert await card(CAI) == Excluded()
    assert await card(ANA) == OwnReport()
    assert await card(GIL) == NotEntitled()
    assert await card(BO, 9) == NoSuchCase(9)
    assert await card(GIL, 9) == NoQueue()


async def test_home_is_what_its_owner_may_see(database: Database) -> None:
    await files(database, 2)
    await files(database, 1, mode=Mode.ANONYMOUS, by=None)
    await desk_of(database, 5).handle(AcknowledgeCase(1, BO))

    async def home(viewer: str) -> object:
        return await database.read(lambda conn: home_page(conn, Tools(HOUSE, VAULT, NOON + 6 * HOUR), viewer, 1, 1))

    anas, bos, dees = await home(ANA), await home(BO), await home(DEE)
    assert [one.number for one in anas.reports.reports] == [2, 1]  # type: ignore[attr-defined]
    assert anas.queue is None  # type: ignore[attr-defined]
    assert anas.promises is None  # type: ignore[attr-defined]
    assert [one.card.number for one in bos.queue.entries] == [3, 2, 1]  # type: ignore[attr-defined]
    assert bos.promises is None  # type: ignore[attr-defined]
    (late,) = dees.promises  # type: ignore[attr-defined]
    assert (late.clock, late.severity) == (ClockName.ACKNOWLEDGE, Severity.HIGH)
    assert (late.kept, late.broken, late.running) == (0, 1, 2)


async def test_a_page_of_two_thousand_cases_is_one_statement_along_an_index(database: Database) -> None:
    def fill(conn: object) -> None:
        for n in range(1, 2001):
            due = NOON + timedelta(minutes=n) if n % 3 else None
            row = CaseRow(
                n, f"case-{n}", "near_miss", "medium", "open", "desk", None, [BO], NOON, due, due, None, 1,
                next_due=due, waits_for=[BO if n % 2 else CAI],
            )  # fmt: skip
            cases.put(conn, row)  # type: ignore[arg-type]

    await database.write(fill)
    await database.write(lambda conn: conn.execute(text("ANALYZE case_row")))
    rows = await database.read(lambda conn: cases.waiting(conn, Wanted(DEE, ("desk", "urgent")), None, 16))
    following = await database.read(lambda conn: cases.waiting(conn, Wanted(DEE, ("desk", "urgent")), rows[-1], 16))
    assert [row.number for row in (*rows, *following)] == [n for n in range(1, 100) if n % 3][:32]
    dialect = sqlite.dialect() if database.sqlite else postgresql.dialect()
    for wanted in (Wanted(DEE, ("desk", "urgent")), Wanted(BO), Wanted(BO, ("desk",), NOON + HOUR)):
        statement = cases.waiting_statement(wanted, rows[-1], 16)
        written = str(statement.compile(dialect=dialect, compile_kwargs={"literal_binds": True}))
        explained = "EXPLAIN QUERY PLAN " if database.sqlite else "EXPLAIN "
        plan = await database.read(lambda conn, said=explained + written: conn.exec_driver_sql(said).fetchall())
        assert "case_open_due" in str(plan), plan
        assert "Sort" not in str(plan)
        assert "TEMP B-TREE" not in str(plan)

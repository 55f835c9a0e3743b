"""Afterwards, on both databases: forms that come twice, the old reasons, and a vote that leads to nobody."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import Connection, text

from desk.desk import Desk
from desk.my_report import MyReport
from desk.outcomes import Done, Outcome, Refused, Shown
from desk.satisfaction import Satisfaction, satisfaction
from desk.views import CaseFile, Conversation
from domain.cases.commands import (
    AddToReport,
    EraseIdentity,
    FileReport,
    Narrative,
    ProposeDecision,
    RateOutcome,
    RetentionEnded,
    SayNotSolved,
    WithdrawReport,
)
from domain.cases.inquiry import MergeDuplicate
from domain.cases.looking import OpenCase, ReadConversation, SeeMyReport
from domain.cases.refusals import AlreadyWithdrawn, NotDecidedYet, NotReporter, WrongCode
from domain.cases.words import Finding, Kind, Status, Vote
from storage import deadlines
from storage.database import Database
from tests.desk.test_trust import ANONYMOUS, HOUSE, NAMED, SEALED, VAULT, filed, shown
from tests.domain.cases.people import ANA, BO, CAI, CASEWORK, DEE, HOUR, NOON

DAY = timedelta(days=1)
LIGHT = replace(HOUSE, casework=replace(CASEWORK, retention=dict.fromkeys(Kind, 365 * DAY)))
DECIDE = ProposeDecision(1, BO, Finding.NO_VIOLATION, (), None, "The log was empty.")


@pytest.fixture
def clock() -> list[datetime]:
    return [NOON]


@pytest.fixture
def desk(database: Database, clock: list[datetime]) -> Desk:
    return Desk(database, VAULT, LIGHT, lambda: clock[0])


async def done(desk: Desk, *commands: object) -> Outcome:
    outcome: Outcome = Refused(WrongCode())
    for command in commands:
        outcome = await desk.handle(command)  # type: ignore[arg-type]
        assert isinstance(outcome, Done), outcome
    return outcome


async def everything(database: Database) -> dict[str, int]:
    """How many rows every table that could tell of a vote has."""
    names = ("event", "vault_entry", "delivery", "receipt", "deadline", "seen")

    def count(conn: Connection) -> dict[str, int]:
        return {name: conn.execute(text(f"SELECT count(*) FROM {name}")).scalar_one() for name in names}  # noqa: S608

    return await database.read(count)


async def votes(database: Database) -> list[tuple[str, ...]]:
    return await database.read(lambda conn: [tuple(row) for row in conn.execute(text("SELECT * FROM vote"))])


async def sums(database: Database, at: datetime) -> tuple[Satisfaction, ...]:
    return await database.read(lambda conn: satisfaction(conn, at))


async def proof(desk: Desk, report: FileReport) -> tuple[int, str | None, str]:
    """Case, name and code as the reporter's commands want them."""
    code = (await filed(desk, report)).code
    return (1, ANA, "") if code is None else (0, None, code)


@pytest.mark.parametrize("report", [NAMED, SEALED, ANONYMOUS], ids=lambda one: one.mode)
async def test_the_same_form_adds_once_and_other_words_are_kept_too(desk: Desk, report: FileReport) -> None:
    case, by, code = await proof(desk, report)
    add = AddToReport("n1", case, by, Narrative("A second log.", "on Monday"), code)
    await done(desk, add, add, replace(add, narrative=Narrative("A third log.")))
    file = await shown(desk, OpenCase(1, BO))
    assert isinstance(file, CaseFile)
    assert [one.text for one in file.narratives] == ["a log", "A second log.", "A third log."]
    assert file.narratives[1].where_when == "on Monday"
    assert await desk.handle(replace(add, key="n2", by=CAI, case=1)) == Refused(NotReporter())


@pytest.mark.parametrize("report", [NAMED, SEALED, ANONYMOUS], ids=lambda one: one.mode)
async def test_a_withdrawal_closes_once_and_its_reason_is_sealed(
    desk: Desk, database: Database, report: FileReport
) -> None:
    case, by, code = await proof(desk, report)
    withdraw = WithdrawReport("n1", case, by, "I was wrong.", code)
    outcome = await done(desk, withdraw, withdraw)
    assert isinstance(outcome, Done)
    assert outcome.case.status is Status.CLOSED
    assert await desk.handle(replace(withdraw, key="n2")) == Refused(AlreadyWithdrawn(NOON))
    file = await shown(desk, OpenCase(1, BO))
    assert isinstance(file, CaseFile)
    assert [(one.what, one.text) for one in file.afterwords] == [("withdrawn", "I was wrong.")]
    left = await database.read(lambda conn: deadlines.open_for(conn, "case-1"))
    assert [one.id for one in left] == ["case-1/retention"]
    await done(desk, RetentionEnded("case-1/retention", 1))
    file = await shown(desk, OpenCase(1, BO))
    assert isinstance(file, CaseFile)
    assert "wrong" not in str(file)


@pytest.mark.parametrize("report", [NAMED, SEALED, ANONYMOUS], ids=lambda one: one.mode)
async def test_a_reopened_case_keeps_the_old_reasons_in_the_vault(
    desk: Desk, database: Database, report: FileReport
) -> None:
    case, by, code = await proof(desk, report)
    not_solved = SayNotSolved("n1", case, by, "It came back.", code)
    assert await desk.handle(not_solved) == Refused(NotDecidedYet(NOON + 48 * HOUR))
    await done(desk, DECIDE, not_solved, not_solved)
    await done(desk, replace(DECIDE, by=CAI, reasons="It is switched off."))
    kept = await database.read(lambda conn: VAULT.open_all(conn, "case-1"))
    assert kept["decision-1"] == "The log was empty."
    assert kept["decision-2"] == "It is switched off."
    assert kept["not-solved"] == "It came back."
    mine = await shown(desk, ReadConversation(case, by, code))
    assert isinstance(mine, Conversation)
    assert mine.outcome is not None
    assert mine.outcome.reasons == "It is switched off."
    assert mine.outcome.not_solved_until is None


async def test_seeing_what_one_can_do_is_no_look(desk: Desk, database: Database) -> None:
    case, by, code = await proof(desk, ANONYMOUS)
    before = await everything(database)
    outcome = await desk.handle(SeeMyReport(case, by, code))
    assert isinstance(outcome, Shown)
    assert isinstance(outcome.file, MyReport)
    assert (outcome.file.may_add, outcome.file.may_withdraw, outcome.file.closes) == (True, True, True)
    assert (outcome.file.may_say_not_solved, outcome.file.may_rate) == (False, False)
    assert await everything(database) == before
    assert await desk.handle(SeeMyReport(1, CAI)) == Refused(NotReporter())
    wrong = VAULT.code_for("another form")
    for command in (SeeMyReport(0, None, wrong), RateOutcome(0, None, Vote.HELPED, wrong)):
        assert await desk.handle(command) == Refused(WrongCode())


@pytest.mark.parametrize("report", [NAMED, SEALED, ANONYMOUS], ids=lambda one: one.mode)
async def test_a_vote_counts_once_can_be_changed_and_nothing_else_tells_of_it(
    desk: Desk, database: Database, report: FileReport
) -> None:
    case, by, code = await proof(desk, report)
    rate = RateOutcome(case, by, Vote.HELPED, code)
    assert isinstance(await desk.handle(rate), Refused)
    await done(desk, DECIDE)
    before = await everything(database)
    await done(desk, rate, rate, replace(rate, vote=Vote.PARTLY))
    assert await everything(database) == before
    ((key, *said),) = await votes(database)
    assert said == ["desk", "2026-03", "partly"]
    guessed = [VAULT.keyed("vote", value) for value in ("1", "case-1", ANA, f"1:{ANA}")]
    assert key not in guessed
    assert isinstance(await desk.handle(RateOutcome(1, CAI, Vote.HELPED)), Refused)


async def test_an_erased_name_cuts_the_vote_off_for_good(desk: Desk, database: Database) -> None:
    await filed(desk, NAMED)
    await done(desk, DECIDE, RateOutcome(1, ANA, Vote.HELPED))
    ((key, *_),) = await votes(database)

    def again(conn: Connection) -> str | None:
        return VAULT.marked(conn, "case-1.reporter", f"vote\0{ANA}")

    assert await database.read(again) == key
    await done(desk, EraseIdentity(1, ANA))
    assert await database.read(again) is None
    assert len(await votes(database)) == 1


async def test_sums_are_shown_of_months_that_are_over_and_from_five_votes_on(
    desk: Desk, database: Database, clock: list[datetime]
) -> None:
    for number in range(1, 7):
        await filed(desk, replace(NAMED, key=f"form {number}"))
        await done(desk, replace(DECIDE, case=number))
        if number < 5:
            await done(desk, RateOutcome(number, ANA, Vote.HELPED))
    april = NOON + 40 * DAY
    assert await sums(database, april) == (Satisfaction("desk", "2026-03", None),)
    await done(desk, RateOutcome(5, ANA, Vote.DID_NOT_HELP))
    assert await sums(database, NOON) == ()
    clock[0] = april
    await done(desk, RateOutcome(6, ANA, Vote.PARTLY))
    counts = {Vote.HELPED: 4, Vote.PARTLY: 0, Vote.DID_NOT_HELP: 1}
    assert await sums(database, april) == (Satisfaction("desk", "2026-03", counts),)


async def test_of_a_duplicate_the_outcome_is_rated_of_the_case_that_it_is_part_of(
    desk: Desk, database: Database
) -> None:
    await filed(desk, NAMED)
    await filed(desk, replace(NAMED, key="another form", by=DEE))
    await done(desk, MergeDuplicate(2, BO, 1))
    assert await desk.handle(RateOutcome(2, DEE, Vote.HELPED)) == Refused(NotDecidedYet(NOON + 48 * HOUR))
    seen = await desk.handle(SeeMyReport(2, DEE))
    assert isinstance(seen, Shown)
    assert isinstance(seen.file, MyReport)
    assert (seen.file.status, seen.file.promised, seen.file.may_add) == (Status.OPEN, NOON + 4 * HOUR, True)
    assert (seen.file.may_withdraw, seen.file.may_say_not_solved) == (False, False)
    await done(desk, DECIDE, RateOutcome(2, DEE, Vote.HELPED), RateOutcome(1, ANA, Vote.PARTLY))
    assert sorted(row[-1] for row in await votes(database)) == ["helped", "partly"]

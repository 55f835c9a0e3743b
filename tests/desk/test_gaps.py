"""Gaps are counted without their askers, shown from three on, closed once, and forgotten with their period."""

import re
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, select

from desk import gap_rows
from desk.desk import Desk
from desk.gaps import GapView, every_view, gaps_for, load_gap
from desk.house import House
from desk.outcomes import Counted, HeardAlready, Refused, Tended, WillHear
from desk.telling import TELL, heard, person_of
from desk.tending import KEPT
from desk.tools import Tools
from desk.wishes import forget_person, safe_of
from domain.cases.refusals import AlreadyYours, BadField
from domain.rulebook.asked import Asked, asked
from domain.rulebook.clauses import Clause, Rulebook
from domain.rulebook.gap_refusals import GapIsClosed, NoSuchGap, NotGapOwner
from domain.rulebook.gaps import CloseGap, GapDue, GapSort, HowClosed, TakeGap
from domain.rulebook.ranking import Ranker
from domain.rulebook.wishes import CountQuestion, GatherGaps, Helpful, StopTelling, TellMe, VoteOnClause
from storage import deadlines, gaps, outbox, streams
from storage.asking_tables import AskerRow, ClauseVoteRow, GapRow, TellRow
from storage.database import Database
from storage.gaps import GapEntry
from storage.journal import Journal
from storage.tables import VaultEntry, VaultKey, table
from tests.desk.test_desk import VAULT
from tests.domain.cases.people import ANA, BO, CAI, CASEWORK, DEE, FEN, GIL, HAL, NOON, ROSTER

ROLES = {FEN: frozenset({"policy_owner"}), HAL: frozenset({"data-office"}), DEE: frozenset({"lead"})}
PETS = Clause("data-1", "Logs in the office", "data", "Do not paste logs in the office.", owner="data-office")
BOOK = Rulebook("House", "1.0.0", {"data-1": PETS})
HOUSE = House(CASEWORK, replace(ROSTER, roles=ROLES), BOOK)
RANKER = Ranker(BOOK)
DOGS = ("May I bring my dog Rex to the office?", "are dogs allowed in the office", "can I bring a dog to the office")


class Clock:
    now: datetime = NOON


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def desk(database: Database, clock: Clock, tmp_path: Path) -> Desk:
    return Desk(database, VAULT, HOUSE, lambda: clock.now, journal=Journal(tmp_path / "erasures.jsonl"))


def question(words: str) -> Asked:
    return asked(RANKER, words, "data-1")


async def ask(desk: Desk, *people: str, words: tuple[str, ...] = DOGS) -> None:
    for n, person in enumerate(people):
        assert await desk.handle(CountQuestion(question(words[n % len(words)]), person)) == Counted()
    await desk.handle(GatherGaps())


def seen(database: Database, clock: Clock) -> tuple[GapView, ...]:
    return database.read_now(lambda conn: every_view(conn, Tools(HOUSE, VAULT, clock.now)))


def rows(database: Database, of: type) -> int:
    return len(database.read_now(lambda conn: conn.execute(select(table(of))).all()))


async def test_a_gap_is_shown_from_three_distinct_askers_on_and_not_before(
    desk: Desk, database: Database, clock: Clock
) -> None:
    await ask(desk, ANA, BO, ANA, BO, ANA)
    assert seen(database, clock) == ()
    assert list(database.read_now(lambda conn: list(streams.all_events(conn)))) == []
    assert database.read_now(outbox.counts) == {}
    await ask(desk, CAI, words=DOGS[2:])
    (gap,) = seen(database, clock)
    assert (gap.number, gap.sort, gap.clause, gap.askers) == (1, GapSort.QUESTION, "data-1", 3)
    assert gap.words is not None
    assert "dog" in gap.words
    assert "Rex" not in gap.words
    told = database.read_now(lambda conn: outbox.listing(conn, ("pending",)))
    assert [one.destination for one in told] == [f"person:{HAL}"]


async def test_other_questions_are_other_gaps(desk: Desk, database: Database, clock: Clock) -> None:
    await ask(desk, ANA, BO, words=DOGS)
    await ask(desk, CAI, words=("when does the canteen open?",))
    assert seen(database, clock) == ()
    assert rows(database, GapRow) == 2


async def test_a_name_that_one_person_used_is_never_read(desk: Desk, database: Database, clock: Clock) -> None:
    words = (
        "may Threnody bring a dog to the office?",
        "may I bring a dog to the office, says ana@house.example",
        "may I bring dog 4711 to the office",
    )
    await ask(desk, ANA, BO, CAI, words=words)
    (gap,) = seen(database, clock)
    assert gap.words is not None
    assert not re.search("Threnody|ana@|4711", gap.words)


async def test_who_is_entitled_reads_takes_and_closes_it(desk: Desk, database: Database, clock: Clock) -> None:
    await ask(desk, ANA, BO, CAI)
    tools = Tools(HOUSE, VAULT, clock.now)
    for person, entitled in ((FEN, True), (HAL, True), (ANA, False), (DEE, False), (BO, False)):
        found = database.read_now(lambda conn, who=person: gaps_for(conn, tools, who))
        assert isinstance(found, tuple) == entitled, person
        if not entitled:
            assert found == NotGapOwner()
            assert await desk.handle(TakeGap(1, person)) == Refused(NotGapOwner())
            closing = CloseGap(1, person, HowClosed.ANSWERED, clause="data-1")
            assert await desk.handle(closing) == Refused(NotGapOwner())
    assert isinstance(await desk.handle(TakeGap(1, FEN)), Tended)
    assert isinstance(await desk.handle(TakeGap(1, FEN)), Refused)
    assert await desk.handle(TakeGap(1, FEN)) == Refused(AlreadyYours(NOON))
    assert await desk.handle(TakeGap(2, FEN)) == Refused(NoSuchGap(2))
    none = CloseGap(1, FEN, HowClosed.ANSWERED, clause="data-9")
    assert await desk.handle(none) == Refused(BadField("clauses", "unknown", "data-9"))
    blank = CloseGap(1, FEN, HowClosed.OUT_OF_SCOPE, reason=" ")
    assert await desk.handle(blank) == Refused(BadField("reason", "blank"))
    assert isinstance(await desk.handle(CloseGap(1, FEN, HowClosed.ANSWERED, clause="data-1")), Tended)
    assert seen(database, clock) == ()
    again = CloseGap(1, HAL, HowClosed.OUT_OF_SCOPE, reason="Pets.")
    assert await desk.handle(again) == Refused(GapIsClosed(FEN, NOON))


async def test_whoever_wants_to_hear_is_told_once_and_leaves_no_trace(desk: Desk, database: Database) -> None:
    first = await desk.handle(TellMe(question(DOGS[0]), ANA))
    assert isinstance(first, WillHear)
    assert first.until == datetime(2026, 4, 1, tzinfo=NOON.tzinfo)
    again = await desk.handle(TellMe(question(DOGS[1]), ANA))
    assert again == first
    await ask(desk, BO, CAI)
    stopped = await desk.handle(TellMe(question(DOGS[2]), GIL))
    assert isinstance(stopped, WillHear)
    assert stopped.until is None
    await desk.handle(StopTelling(stopped.key, BO))  # not theirs
    assert rows(database, TellRow) == 2
    await desk.handle(StopTelling(stopped.key, GIL))
    assert rows(database, TellRow) == 1
    await desk.handle(CloseGap(1, FEN, HowClosed.OUT_OF_SCOPE, reason="Pets are a matter of the house."))
    waiting = database.read_now(lambda conn: outbox.listing(conn, ("pending",)))
    (wish,) = (one for one in waiting if one.stream == TELL)
    assert ANA not in str(wish)
    assert database.read_now(lambda conn: person_of(conn, VAULT, first.key)) == ANA
    database.write_now(lambda conn: heard(conn, wish))
    assert rows(database, TellRow) == 0
    late = await desk.handle(TellMe(question(DOGS[2]), BO))
    assert late == HeardAlready("Pets are a matter of the house.", NOON)


async def test_what_too_few_people_met_is_forgotten_with_its_period(
    desk: Desk, database: Database, clock: Clock, tmp_path: Path
) -> None:
    await ask(desk, ANA, BO)
    await desk.handle(TellMe(question(DOGS[0]), ANA))
    await desk.handle(VoteOnClause("data-1", Helpful.NO, ANA))
    clock.now = NOON + timedelta(days=31)
    await desk.handle(GatherGaps())
    assert [rows(database, one) for one in (GapRow, AskerRow, TellRow)] == [0, 0, 0]
    assert database.read_now(lambda conn: VAULT.marked(conn, safe_of("2026-Q1"), "anything")) is None
    assert [one.stream for one in Journal(tmp_path / "erasures.jsonl").read()] == ["asked-2026-Q1"]
    await ask(desk, CAI)
    assert seen(database, clock) == ()


async def test_a_gap_that_is_shown_outlives_the_period_and_counts_nobody_twice(
    desk: Desk, database: Database, clock: Clock
) -> None:
    await ask(desk, ANA, BO, CAI, DEE, GIL)
    clock.now = NOON + timedelta(days=31)
    await ask(desk, ANA, BO)
    (gap,) = seen(database, clock)
    assert (gap.askers, gap.late) == (5, True)
    assert rows(database, GapRow) == 1


async def test_nobody_acts_and_policy_owners_leads_and_council_hear_in_turn(
    desk: Desk, database: Database, clock: Clock
) -> None:
    await ask(desk, ANA, BO, CAI)
    heard_by = []
    for days in (7, 14, 21, 28):
        clock.now = NOON + timedelta(days=days)
        for one in database.read_now(lambda conn: deadlines.due(conn, clock.now)):
            due = GapDue(one.id, int(one.payload["gap"]), int(one.payload["rung"]))
            assert isinstance(await desk.handle(due), Tended)
            assert isinstance(await desk.handle(due), Refused)
        told = database.read_now(lambda conn: outbox.of_stream(conn, "gap-1", "gap_reminded"))
        heard_by.append([one.destination.removeprefix("person:") for one in told])
    assert heard_by == [[HAL], [HAL, FEN], [HAL, FEN, DEE], [HAL, FEN, DEE]]
    assert isinstance(await desk.handle(CloseGap(1, DEE, HowClosed.ANSWERED, clause="data-1")), Tended)


async def test_a_closed_gap_is_forgotten_in_the_end(
    desk: Desk, database: Database, clock: Clock, tmp_path: Path
) -> None:
    await ask(desk, ANA, BO, CAI)
    await desk.handle(CloseGap(1, FEN, HowClosed.OUT_OF_SCOPE, reason="Pets."))
    clock.now = NOON + KEPT
    await desk.handle(GatherGaps())
    assert rows(database, GapRow) == rows(database, AskerRow) == 0
    assert database.read_now(lambda conn: VAULT.open_all(conn, "gap-1")) == {}
    assert "gap-1" in {one.stream for one in Journal(tmp_path / "erasures.jsonl").read()}
    gap = database.read_now(lambda conn: load_gap(conn, 1))
    assert gap is not None
    assert gap.forgotten


async def test_a_question_that_its_clause_was_to_answer_begins_a_new_gap(
    desk: Desk, database: Database, clock: Clock
) -> None:
    await ask(desk, ANA, BO, CAI)
    await desk.handle(CloseGap(1, FEN, HowClosed.ANSWERED, clause="data-1"))
    await ask(desk, ANA, BO, CAI)
    assert [one.number for one in seen(database, clock)] == [2]


async def test_three_votes_that_a_clause_does_not_help_open_a_gap_once(
    desk: Desk, database: Database, clock: Clock
) -> None:
    for person in (ANA, BO):
        assert await desk.handle(VoteOnClause("data-1", Helpful.YES, person)) == Counted()
    assert await desk.handle(VoteOnClause("data-1", Helpful.YES, CAI)) == Counted(3)
    assert await desk.handle(VoteOnClause("data-9", Helpful.YES, CAI)) == Refused(
        BadField("clauses", "unknown", "data-9")
    )
    for person in (ANA, ANA, BO):
        await desk.handle(VoteOnClause("data-1", Helpful.NO, person))
    await desk.handle(GatherGaps())
    assert seen(database, clock) == ()
    await desk.handle(VoteOnClause("data-1", Helpful.NO, CAI))
    await desk.handle(GatherGaps())
    (gap,) = seen(database, clock)
    assert (gap.sort, gap.clause, gap.words) == (GapSort.UNHELPFUL, "data-1", None)
    await desk.handle(CloseGap(1, HAL, HowClosed.ANSWERED, clause="data-1"))
    await desk.handle(GatherGaps())
    assert seen(database, clock) == ()


async def test_everything_of_a_person_can_be_forgotten(desk: Desk, database: Database) -> None:
    await ask(desk, ANA, BO)
    await desk.handle(VoteOnClause("data-1", Helpful.YES, ANA))
    await desk.handle(TellMe("data-1", ANA))
    assert database.write_now(lambda conn: forget_person(conn, VAULT, ANA)) == 3
    assert database.write_now(lambda conn: forget_person(conn, VAULT, ANA)) == 0
    assert rows(database, AskerRow) == 1


async def test_nothing_of_a_question_lies_in_the_clear(desk: Desk, database: Database) -> None:
    await ask(desk, ANA, BO)
    await desk.handle(TellMe(question(DOGS[0]), ANA))
    models = (GapRow, AskerRow, TellRow, ClauseVoteRow, VaultEntry, VaultKey)
    told = database.read_now(lambda conn: [str(conn.execute(select(table(one))).all()) for one in models])
    assert not re.search("dog|office|Rex|U0ANA", " ".join(told))


async def test_the_table_of_gaps_is_mended_from_the_record(desk: Desk, database: Database, clock: Clock) -> None:
    await ask(desk, ANA, BO, CAI)
    assert database.read_now(gap_rows.missing) == database.read_now(gap_rows.stray) == []
    database.write_now(lambda conn: conn.execute(delete(table(GapRow))))
    database.write_now(lambda conn: gaps.begin(conn, GapEntry("planted", 9, "2026-Q1")))
    assert database.read_now(gap_rows.missing) == [1]
    assert database.read_now(gap_rows.stray) == [9]
    assert database.write_now(gap_rows.mend) == 1
    (gap,) = seen(database, clock)
    assert gap.number == 1
    assert gap.words is not None


PEOPLE = st.sampled_from([f"U0P{n}" for n in range(6)])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=15, deadline=None)
@given(st.lists(st.tuples(PEOPLE, st.sampled_from(DOGS), st.booleans()), max_size=14))
async def test_what_is_counted_is_distinct_people_in_any_order(
    desk: Desk, database: Database, clock: Clock, asking: list[tuple[str, str, bool]]
) -> None:
    database.write_now(lambda conn: [conn.execute(delete(table(one))) for one in (AskerRow, GapRow)])
    met: set[str] = set()
    for person, words, looks in asking:
        await desk.handle(CountQuestion(question(words), person))
        met.add(person)
        if looks:
            await desk.handle(GatherGaps())
            assert bool(seen(database, clock)) == (len(met) >= 3)
    assert rows(database, AskerRow) == len(met)
    assert rows(database, GapRow) == min(len(met), 1)
    await desk.handle(GatherGaps())
    assert bool(seen(database, clock)) == (len(met) >= 3)

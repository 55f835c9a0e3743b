"""The desk on both databases: when it happened, corrected, lies in the vault alone and chooses the version."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from desk.desk import Desk
from desk.house import House
from desk.outcomes import Done, Filed, Refused, Shown
from desk.queries import Queries
from desk.reading import ERASED
from desk.rulebooks import publish
from desk.views import CaseFile, ProposalFile, ReporterOutcome
from domain.cases.commands import ApproveDecision, FileReport, Narrative, ProposeDecision, RetentionEnded
from domain.cases.inquiry import CorrectWhen, MergeDuplicate
from domain.cases.looking import OpenCase, OpenProposal, ReadConversation
from domain.cases.refusals import AlreadyDecided, BadField, OwnReport, ProposalChanged
from domain.cases.words import Finding, Intent, Kind, Status
from domain.rulebook.clauses import Clause, Rulebook, digest_of
from storage import outbox, seals, streams, verification
from storage.database import Database
from storage.notes import Signer
from tests.desk.test_trust import VAULT
from tests.domain.cases.people import ANA, BO, CAI, NOON, STAFF, STRICT

DAY = timedelta(days=1)
LAST_WEEK, LONG_AGO = NOON - 7 * DAY, NOON - 60 * DAY
REPORT = FileReport("one", ANA, Kind.ABUSE, at_risk=False, narrative=Narrative("a log", happened=NOON - DAY))
CORRECT = CorrectWhen(1, BO, LAST_WEEK, "Vexmoor kept the log.")
PROPOSAL = ProposeDecision(1, BO, Finding.VIOLATION, ("data-1",), Intent.NEGLIGENT, "The log held names.")


def version(name: str, clause: str) -> Rulebook:
    made = Rulebook("House", name, {clause: Clause(clause, "Logs", "data", "No logs.")})
    return replace(made, digest=digest_of(made))


OLD, NEW = version("1.0.0", "data-1"), version("2.0.0", "data-2")
HOUSE = House(STRICT, STAFF, NEW)


@pytest.fixture
def desk(database: Database) -> Desk:
    """Version 1.0.0 was in force a week ago, 2.0.0 is since three days ago."""
    for book, at in ((OLD, NOON - 30 * DAY), (NEW, NOON - 3 * DAY)):
        database.write_now(lambda conn, book=book, at=at: publish(conn, book, "Why.", "operator", at))
    return Desk(database, VAULT, HOUSE, lambda: NOON)


async def done(desk: Desk, *commands: object) -> None:
    for command in commands:
        outcome = await desk.handle(command)  # type: ignore[arg-type]
        assert isinstance(outcome, Done | Filed), (command, outcome)


async def opened(desk: Desk, case: int = 1) -> CaseFile:
    outcome = await desk.handle(OpenCase(case, BO))
    assert isinstance(outcome, Shown), outcome
    assert isinstance(outcome.file, CaseFile)
    return outcome.file


async def test_the_version_in_force_then_judges_and_its_clauses_are_quoted(desk: Desk, database: Database) -> None:
    await done(desk, REPORT)
    assert (await opened(desk)).rulebook == "2.0.0"
    assert await desk.handle(PROPOSAL) == Refused(BadField("clauses", "unknown", "data-1"))
    await done(desk, CORRECT)
    file = await opened(desk)
    assert (file.rulebook, file.card.when_corrected_by) == ("1.0.0", BO)
    assert file.narratives[0].happened == NOON - DAY  # the report still says what it said
    (line,) = file.inquiry.corrections
    assert (line.by, line.happened, line.reason, line.at) == (BO, LAST_WEEK, CORRECT.reason, NOON)
    offered = await Queries(database, VAULT, HOUSE, lambda: NOON).rules_of(1)
    assert isinstance(offered, Rulebook)
    assert list(offered.clauses) == ["data-1"]
    await done(desk, PROPOSAL)
    shown = await desk.handle(OpenProposal(1, CAI))
    assert isinstance(shown, Shown)
    assert isinstance(shown.file, ProposalFile)
    await done(desk, ApproveDecision(1, CAI, shown.file.digest))
    told = await desk.handle(ReadConversation(1, ANA))
    assert isinstance(told, Shown)
    outcome = getattr(told.file, "outcome", None)
    assert isinstance(outcome, ReporterOutcome)
    assert (outcome.rulebook_version, [one.id for one in outcome.clauses]) == ("1.0.0", ["data-1"])


@pytest.mark.parametrize(
    ("happened", "rulebook"), [(LONG_AGO, "1.0.0"), (LAST_WEEK, "1.0.0"), (NOON - 2 * DAY, "2.0.0"), (NOON, "2.0.0")]
)
async def test_what_happened_before_the_first_version_is_judged_by_that_one(
    desk: Desk, happened: datetime, rulebook: str
) -> None:
    await done(desk, REPORT, replace(CORRECT, happened=happened))
    assert (await opened(desk)).rulebook == rulebook


async def test_the_same_time_again_is_no_correction_neither_the_reported_nor_the_corrected_one(desk: Desk) -> None:
    same = Refused(BadField("happened", "same_time"))
    await done(desk, REPORT)
    assert await desk.handle(replace(CORRECT, happened=NOON - DAY)) == same
    await done(desk, CORRECT)
    assert await desk.handle(CORRECT) == same
    await done(desk, replace(CORRECT, happened=NOON - DAY, reason="It was right after all."))
    assert [one.happened for one in (await opened(desk)).inquiry.corrections] == [LAST_WEEK, NOON - DAY]
    assert await desk.handle(replace(CORRECT, by=ANA)) == Refused(OwnReport())


async def test_a_proposal_that_was_seen_before_cannot_be_approved_afterwards(desk: Desk) -> None:
    await done(desk, REPORT, replace(PROPOSAL, clauses=("data-2",)))
    shown = await desk.handle(OpenProposal(1, CAI))
    assert isinstance(shown, Shown)
    assert isinstance(shown.file, ProposalFile)
    await done(desk, CORRECT)
    assert (await opened(desk)).card.status is Status.IN_REVIEW
    await done(desk, PROPOSAL)
    assert await desk.handle(ApproveDecision(1, CAI, shown.file.digest)) == Refused(ProposalChanged())


async def test_neither_time_nor_reason_stands_in_the_record_or_in_a_delivery(desk: Desk, database: Database) -> None:
    await done(desk, REPORT, CORRECT)
    bodies = await database.read(lambda conn: "".join(one.body.decode() for one in streams.all_events(conn)))
    sent = await database.read(lambda conn: str(outbox.of_stream(conn, "case-1")))
    assert '"entry":"when-1"' in bodies
    for trace in (str(LAST_WEEK.date()), str(round(LAST_WEEK.timestamp())), "Vexmoor"):
        assert trace not in bodies
        assert trace not in sent


async def test_it_is_erased_with_the_case_and_the_record_verifies(desk: Desk, database: Database) -> None:
    nothing = replace(PROPOSAL, finding=Finding.NO_VIOLATION, clauses=(), intent=None)
    await done(desk, REPORT, CORRECT, nothing)
    assert isinstance(await desk.handle(replace(CORRECT, happened=NOON)), Refused)
    await done(desk, RetentionEnded("case-1/retention", 1))
    (line,) = (await opened(desk)).inquiry.corrections
    assert (line.happened, line.reason) == (None, ERASED)
    late = await desk.handle(replace(CORRECT, happened=NOON))
    assert isinstance(late, Refused)
    assert isinstance(late.why, AlreadyDecided)
    signer = Signer(VAULT.seal_seed)
    await database.write(lambda conn: seals.seal_pending(conn, signer, NOON))
    assert (await database.read(lambda conn: verification.verify(conn, signer.verifier))).ok


async def test_a_correction_of_a_duplicate_is_read_in_the_case_that_goes_on(desk: Desk) -> None:
    await done(desk, REPORT, replace(REPORT, key="two", by="U0EMI"), replace(CORRECT, case=2))
    await done(desk, MergeDuplicate(2, BO, 1))
    file = await opened(desk)
    assert (file.rulebook, file.inquiry.corrections) == ("2.0.0", ())
    assert [one.happened for one in file.inquiry.duplicates[0].corrections] == [LAST_WEEK]

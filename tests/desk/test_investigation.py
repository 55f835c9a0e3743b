"""The desk on both databases: evidence in the vault, and two cases that become one."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import update

from desk.desk import Desk
from desk.evidence import TakenOut, take_out
from desk.inquiry_views import EvidenceFile
from desk.outcomes import Done, Filed, Refused, Shown
from desk.reading import ERASED
from desk.views import CaseFile, Conversation
from domain.cases.commands import (
    AskReporter,
    EraseIdentity,
    FileReport,
    Narrative,
    PlaceHold,
    ProposeDecision,
    ReplyToReviewer,
    RetentionEnded,
    SayNotSolved,
)
from domain.cases.inquiry import AttachEvidence, EvidenceSource, MergeDuplicate, MoveCase, TickStep, WriteNote
from domain.cases.looking import Look, OpenCase, OpenEvidence, ReadConversation
from domain.cases.refusals import HandledTogether, NoSuchEvidence, OnHold, OwnReport
from domain.cases.words import Finding, Kind, Mode
from domain.spoken import spoken
from storage import deadlines, outbox, seals, streams, verification
from storage.database import Database
from storage.notes import Signer
from storage.tables import VaultEntry, table
from tests.desk.test_trust import HOUSE as TRUST
from tests.desk.test_trust import VAULT
from tests.domain.cases.people import ANA, BO, CAI, NOON, STRICT

HOUSE = replace(
    TRUST,
    casework=replace(STRICT, steps={Kind.ABUSE: {"facts": spoken("Find the facts"), "harm": spoken("Find harm")}}),
)
EMI = "U0EMI"
FIRST = FileReport("one", ANA, Kind.ABUSE, at_risk=False, narrative=Narrative("a log"))
SECOND = replace(FIRST, key="two", by=EMI, narrative=Narrative("the same log"))
HIDDEN = replace(SECOND, by=None, mode=Mode.ANONYMOUS)
PIECE = AttachEvidence("k", 1, BO, EvidenceSource.FILE, "log.txt", "", "text/plain", b"Quorble <b>line</b>\n")
NOTHING = ProposeDecision(1, BO, Finding.NO_VIOLATION, (), None, "It was a test.")


@pytest.fixture
def desk(database: Database) -> Desk:
    return Desk(database, VAULT, HOUSE, lambda: NOON)


async def done(desk: Desk, *commands: object) -> None:
    for command in commands:
        outcome = await desk.handle(command)  # type: ignore[arg-type]
        assert isinstance(outcome, Done | Filed), (command, outcome)


async def shown(desk: Desk, command: Look) -> CaseFile | EvidenceFile | Conversation:
    outcome = await desk.handle(command)
    assert isinstance(outcome, Shown), outcome
    assert isinstance(outcome.file, CaseFile | EvidenceFile | Conversation)
    return outcome.file


async def opened(desk: Desk, case: int = 1, by: str = BO) -> CaseFile:
    file = await shown(desk, OpenCase(case, by))
    assert isinstance(file, CaseFile)
    return file


async def test_evidence_comes_back_as_it_was_and_everybody_who_handled_it_is_named(
    desk: Desk, database: Database
) -> None:
    await done(desk, FIRST, PIECE, PIECE)
    found = await shown(desk, OpenEvidence(1, CAI, "evidence-1"))
    assert isinstance(found, EvidenceFile)
    assert (found.text, found.intact) == ("Quorble <b>line</b>\n", True)
    taken = await database.write(lambda conn: take_out(conn, VAULT, 1, "evidence-1", "operator", NOON))
    assert taken == TakenOut("log.txt", PIECE.content)
    (line,) = (await opened(desk)).inquiry.evidence
    assert (line.name, line.by, line.size) == ("log.txt", BO, len(PIECE.content))
    assert [(one.by, one.taken_out) for one in line.handled] == [(CAI, False), ("operator", True)]
    assert await desk.handle(OpenEvidence(1, BO, "evidence-2")) == Refused(NoSuchEvidence())
    assert await desk.handle(OpenEvidence(1, ANA, "evidence-1")) == Refused(OwnReport())
    assert await database.write(lambda conn: take_out(conn, VAULT, 1, "evidence-2", "operator", NOON)) is None


@pytest.mark.parametrize("change", [lambda box: box[:-1] + bytes([box[-1] ^ 1]), lambda box: box + b"x"])
async def test_evidence_that_was_changed_is_seen_and_not_shown(desk: Desk, database: Database, change: object) -> None:
    await done(desk, FIRST, PIECE)
    rows = table(VaultEntry)
    name = "evidence-1.content"
    box = await database.read(lambda conn: VAULT.box(conn, "case-1", name))
    altered = update(rows).where(rows.c.name == name).values(box=change(box))  # type: ignore[operator]
    await database.write(lambda conn: conn.execute(altered))
    found = await shown(desk, OpenEvidence(1, BO, "evidence-1"))
    assert isinstance(found, EvidenceFile)
    assert (found.text, found.intact) == (None, False)
    taken = await database.write(lambda conn: take_out(conn, VAULT, 1, "evidence-1", "operator", NOON))
    assert taken == TakenOut("log.txt", None)


async def test_nothing_of_evidence_or_notes_stands_outside_the_vault(desk: Desk, database: Database) -> None:
    await done(desk, FIRST, PIECE, WriteNote("n", 1, BO, "Vexmoor said so."), WriteNote("n", 1, BO, "Vexmoor said so."))
    stored = await database.read(lambda conn: "".join(str(one.body) for one in streams.all_events(conn)))
    assert not any(word in stored for word in ("Quorble", "log.txt", "Vexmoor"))
    assert [one.text for one in (await opened(desk)).inquiry.notes] == ["Vexmoor said so."]


async def test_evidence_and_notes_are_erased_with_the_case_and_the_record_verifies(
    desk: Desk, database: Database
) -> None:
    await done(desk, FIRST, PIECE, WriteNote("n", 1, BO, "Vexmoor said so."), NOTHING)
    await done(desk, RetentionEnded("case-1/retention", 1))
    file = await opened(desk)
    assert file.inquiry.notes[0].text == ERASED
    found = await shown(desk, OpenEvidence(1, BO, "evidence-1"))
    assert isinstance(found, EvidenceFile)
    assert (found.text, found.erased) == (None, True)
    assert await database.read(lambda conn: VAULT.box(conn, "case-1", "evidence-1.content")) is None
    signer = Signer(VAULT.seal_seed)
    await database.write(lambda conn: seals.seal_pending(conn, signer, NOON))
    assert (await database.read(lambda conn: verification.verify(conn, signer.verifier))).ok


async def test_two_pieces_at_once_are_both_kept(desk: Desk) -> None:
    await done(desk, FIRST)
    pieces = [replace(PIECE, key=str(n), content=b"%d" % n) for n in range(2)]
    await asyncio.gather(*(done(desk, piece) for piece in pieces))
    assert len((await opened(desk)).inquiry.evidence) == 2


async def test_the_checklist_and_the_moves_stand_in_the_window(desk: Desk) -> None:
    await done(desk, FIRST, TickStep(1, BO, "harm", done=True), MoveCase(1, BO, "urgent", None, "It cannot wait."))
    file = await opened(desk)
    assert [(one.id, one.by) for one in file.inquiry.steps] == [("facts", None), ("harm", BO)]
    assert (file.card.steps, file.card.queue) == ((1, 2), "urgent")
    assert [one.reason for one in file.inquiry.moves] == ["It cannot wait."]


@pytest.mark.parametrize("second", [SECOND, HIDDEN], ids=lambda one: one.mode)
async def test_what_was_reported_is_read_in_the_case_that_goes_on_and_both_hear(
    desk: Desk, database: Database, second: FileReport
) -> None:
    await done(desk, FIRST)
    filed = await desk.handle(second)
    assert isinstance(filed, Filed)
    await done(desk, replace(PIECE, case=2), MergeDuplicate(2, BO, 1))
    reading = ReadConversation(0, None, filed.code) if filed.code else ReadConversation(2, EMI)
    told = await shown(desk, reading)
    assert isinstance(told, Conversation)
    assert told.goes_with is not None
    assert (told.goes_with.number, told.outcome) == (1, None)
    (duplicate,) = (await opened(desk)).inquiry.duplicates
    assert [one.text for one in duplicate.narratives] == ["the same log"]
    assert [one.name for one in duplicate.evidence] == ["log.txt"]
    looks = await database.read(lambda conn: streams.load(conn, "access-2"))
    assert [one.actor for one in looks] == ["party:reporter", BO]
    await done(desk, NOTHING)
    told = await shown(desk, reading)
    assert isinstance(told, Conversation)
    assert told.outcome is not None
    assert (told.outcome.number, told.outcome.reasons) == (2, "It was a test.")
    sent = await database.read(lambda conn: outbox.of_stream(conn, "case-2"))
    assert [(one.destination, one.carries_text) for one in sent if one.kind == "outcome"] == [("party:reporter", True)]


async def test_the_reporter_of_one_reads_nothing_of_the_other(desk: Desk) -> None:
    await done(desk, FIRST, SECOND, MergeDuplicate(2, BO, 1))
    for case, by in ((1, EMI), (2, ANA)):
        assert isinstance(await desk.handle(ReadConversation(case, by)), Refused)
        assert isinstance(await desk.handle(EraseIdentity(case, by)), Refused)
    assert await desk.handle(OpenCase(1, EMI)) == Refused(OwnReport())


async def test_a_duplicates_reporter_can_be_asked_and_answers(desk: Desk, database: Database) -> None:
    await done(desk, FIRST, SECOND, MergeDuplicate(2, BO, 1), AskReporter("q", 2, BO, "Which?"))
    await done(desk, ReplyToReviewer("r", 2, EMI, "The one of May."))
    (duplicate,) = (await opened(desk)).inquiry.duplicates
    assert [one.text for one in duplicate.talk] == ["Which?", "The one of May."]
    sent = await database.read(lambda conn: outbox.of_stream(conn, "case-2", "reply"))
    assert [one.destination for one in sent] == ["owner:1"]
    assert await desk.handle(SayNotSolved("s", 2, EMI, "No.")) == Refused(HandledTogether(1))


async def test_a_hold_on_the_case_holds_its_duplicates_and_erasure_takes_all(database: Database) -> None:
    now = [NOON]
    desk = Desk(database, VAULT, HOUSE, lambda: now[0])
    await done(desk, FIRST, SECOND, MergeDuplicate(2, BO, 1), PlaceHold(1, BO, "A lawsuit."))
    assert await desk.handle(EraseIdentity(2, EMI)) == Refused(OnHold())
    assert await database.read(lambda conn: deadlines.open_for(conn, "case-2")) == []
    await done(desk, NOTHING, RetentionEnded("case-1/retention", 1))
    assert (await opened(desk)).inquiry.duplicates[0].narratives[0].text == "the same log"


async def test_words_of_a_duplicate_live_as_long_as_its_case(database: Database) -> None:
    now = [NOON]
    desk = Desk(database, VAULT, HOUSE, lambda: now[0])
    await done(desk, FIRST, SECOND, MergeDuplicate(2, BO, 1), NOTHING)
    now[0] += timedelta(days=30)
    await done(desk, ReplyToReviewer("r", 2, EMI, "Thank you."))
    (keep,) = await database.read(lambda conn: deadlines.open_for(conn, "case-1"))
    assert (keep.kind, keep.due) == ("retention", now[0] + timedelta(days=365))
    for one in await database.read(lambda c: outbox.of_stream(c, "case-2", "outcome")):
        await database.write(lambda conn, one=one: outbox.sent(conn, one.id, "1.1", "D0EMI"))
    await done(desk, RetentionEnded(keep.id, 1))
    (duplicate,) = (await opened(desk)).inquiry.duplicates
    assert [one.text for one in duplicate.narratives] == [ERASED]
    assert len(await database.read(lambda conn: outbox.of_stream(conn, "case-2", "scrub"))) == 1


async def test_merges_of_each_into_the_other_at_once_leave_one_open_case(database: Database) -> None:
    desks = [Desk(database, VAULT, HOUSE, lambda: NOON), Desk(database, VAULT, HOUSE, lambda: NOON)]
    await done(desks[0], FIRST, SECOND)
    merges = [MergeDuplicate(2, BO, 1), MergeDuplicate(1, BO, 2)]
    outcomes = await asyncio.gather(*(one.handle(way) for one, way in zip(desks, merges, strict=True)))
    assert sorted(type(one).__name__ for one in outcomes) == ["Done", "Refused"]

"""The desk on both databases: codes, looks, erasure, and a race for the second pair of eyes."""

import asyncio
import itertools
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import Connection

from desk.codec import from_stored
from desk.desk import Desk
from desk.house import House
from desk.outcomes import Done, Filed, Outcome, Refused, Shown
from desk.reading import ERASED
from desk.views import CaseFile, Conversation, NameFile, ProposalFile
from domain.cases.commands import (
    AcknowledgeCase,
    AnswerNameRequest,
    ApproveDecision,
    AskReporter,
    EraseIdentity,
    FileReport,
    NameSubjects,
    Narrative,
    PlaceHold,
    ProposeDecision,
    ReplyToReviewer,
    RequestName,
    RetentionEnded,
    TakeOverCase,
)
from domain.cases.looking import CaseViewed, OpenCase, OpenNameRequest, OpenProposal, ReadConversation
from domain.cases.refusals import (
    AlreadyDecided,
    Erased,
    Excluded,
    NotNameOpener,
    NotReporter,
    OwnProposal,
    ProposalChanged,
    TooManyGuesses,
    WrongCode,
)
from domain.cases.words import Finding, Intent, Kind, Mode
from domain.rulebook.clauses import Clause, Rulebook
from storage import deadlines, outbox, seals, streams, verification
from storage.database import Database
from storage.notes import Signer
from storage.vault import Vault
from tests.domain.cases.people import ANA, BO, CAI, DEE, FEN, NOON, STAFF, STRICT

HOUSE = House(STRICT, STAFF, Rulebook("House", "1.0.0", {"data-1": Clause("data-1", "Logs", "data", "No logs.")}))
VAULT = Vault(b"k" * 32)
ANONYMOUS = FileReport("nonce", None, Kind.ABUSE, at_risk=False, narrative=Narrative("a log"), mode=Mode.ANONYMOUS)
NAMED = replace(ANONYMOUS, by=ANA, mode=Mode.BY_NAME)
SEALED = replace(ANONYMOUS, by=ANA, mode=Mode.CONFIDENTIAL)
PROPOSAL = ProposeDecision(1, BO, Finding.VIOLATION, ("data-1",), Intent.NEGLIGENT, "The log held names.")


@pytest.fixture
def desk(database: Database) -> Desk:
    return Desk(database, VAULT, HOUSE, lambda: NOON)


async def shown(desk: Desk, command: OpenCase | OpenProposal | OpenNameRequest | ReadConversation) -> object:
    outcome = await desk.handle(command)
    assert isinstance(outcome, Shown), outcome
    return outcome.file


async def filed(desk: Desk, report: FileReport) -> Filed:
    outcome = await desk.handle(report)
    assert isinstance(outcome, Filed), outcome
    return outcome


async def test_an_anonymous_report_answers_to_its_code_alone(desk: Desk) -> None:
    first = await filed(desk, ANONYMOUS)
    assert first.code is not None
    assert (await filed(desk, ANONYMOUS)).code == first.code
    sloppy = first.code.lower().replace("-", " ")
    found = await shown(desk, ReadConversation(0, None, sloppy))
    assert isinstance(found, Conversation)
    assert await desk.handle(ReadConversation(1, ANA)) == Refused(NotReporter())
    wrong = first.code[:-1] + ("0" if first.code[-1] != "0" else "1")
    assert await desk.handle(ReadConversation(0, None, wrong)) == Refused(WrongCode())
    assert await desk.handle(ReadConversation(0, None, "")) == Refused(WrongCode())


async def test_a_form_that_turned_anonymous_says_how_it_was_filed_first(desk: Desk) -> None:
    await filed(desk, NAMED)
    again = await filed(desk, ANONYMOUS)
    assert (again.mode, again.code, again.added) == (Mode.BY_NAME, None, True)


async def test_wrong_codes_are_slowed_down_for_everybody_and_forgotten(database: Database) -> None:
    now = [NOON]
    desk = Desk(database, VAULT, HOUSE, lambda: now[0])
    code = (await filed(desk, ANONYMOUS)).code
    guesses = [VAULT.code_for(f"guess {n}") for n in range(31)]
    answers = [await desk.handle(ReadConversation(0, None, guess)) for guess in guesses]
    assert answers == [Refused(WrongCode())] * 30 + [Refused(TooManyGuesses())]
    assert await desk.handle(ReadConversation(0, None, code or "")) == Refused(TooManyGuesses())
    now[0] += timedelta(minutes=1)
    assert isinstance(await desk.handle(ReadConversation(0, None, code or "")), Shown)


@pytest.mark.parametrize("report", [NAMED, SEALED, ANONYMOUS], ids=lambda one: one.mode)
async def test_both_sides_see_what_arrived_and_when_it_was_read(database: Database, report: FileReport) -> None:
    clock = (NOON + timedelta(minutes=n) for n in itertools.count())
    desk = Desk(database, VAULT, HOUSE, lambda: next(clock))
    first = await filed(desk, report)
    reading = ReadConversation(0, None, first.code) if first.code else ReadConversation(1, ANA)
    await desk.handle(AskReporter("ask", 1, BO, "Which log?"))
    await desk.handle(AskReporter("ask", 1, BO, "Which log?"))
    before = await shown(desk, OpenCase(1, BO))
    assert isinstance(before, CaseFile)
    assert [(one.text, one.by, one.read_at is None) for one in before.talk] == [("Which log?", BO, True)]
    seen = await shown(desk, reading)
    assert isinstance(seen, Conversation)
    assert seen.talk[0].read_at is not None
    reply = ReplyToReviewer("reply", 1, reading.by, "The one of May.", reading.code)
    assert isinstance(await desk.handle(reply), Done)
    assert isinstance(await desk.handle(reply), Done)
    theirs = await shown(desk, reading)
    assert isinstance(theirs, Conversation)
    assert [one.text for one in theirs.talk] == ["Which log?", "The one of May."]
    assert theirs.talk[1].read_at is None
    after = await shown(desk, OpenCase(1, BO))
    assert isinstance(after, CaseFile)
    assert after.talk[0].read_at is not None
    assert after.talk[1].read_at is not None


async def test_the_name_is_shown_as_the_mode_allows(desk: Desk) -> None:
    await filed(desk, SEALED)
    file = await shown(desk, OpenCase(1, BO))
    assert isinstance(file, CaseFile)
    assert file.reporter is None
    assert isinstance(await desk.handle(RequestName(1, DEE, "A threat.")), Done)
    assert await desk.handle(OpenNameRequest(1, BO)) == Refused(NotNameOpener())
    request = await shown(desk, OpenNameRequest(1, FEN))
    assert isinstance(request, NameFile)
    assert request.reason == "A threat."
    assert isinstance(await desk.handle(AnswerNameRequest(1, FEN, agree=True)), Done)
    for viewer, name in ((DEE, ANA), (BO, None)):
        file = await shown(desk, OpenCase(1, viewer))
        assert isinstance(file, CaseFile)
        assert file.reporter == name


async def test_every_look_is_an_event_and_a_refused_one_is_none(desk: Desk, database: Database) -> None:
    await filed(desk, replace(SEALED, subjects=(CAI,)))
    assert await desk.handle(OpenCase(1, CAI)) == Refused(Excluded())
    await shown(desk, OpenCase(1, BO))
    await shown(desk, ReadConversation(1, ANA))
    stored = await database.read(lambda conn: streams.load(conn, "access-1"))
    assert [from_stored(one) for one in stored] == [
        CaseViewed(BO, "case", NOON), CaseViewed("party:reporter", "conversation", NOON)
    ]  # fmt: skip


async def test_a_subject_named_later_can_see_nothing_from_that_commit_on(desk: Desk) -> None:
    await filed(desk, NAMED)
    assert isinstance(await desk.handle(AcknowledgeCase(1, BO)), Done)
    named = await desk.handle(NameSubjects(1, CAI, (BO, BO)))
    assert isinstance(named, Done)
    assert (named.case.owner, named.case.subjects) == (None, ("subject-1",))
    assert await desk.handle(OpenCase(1, BO)) == Refused(Excluded())
    file = await shown(desk, OpenCase(1, CAI))
    assert isinstance(file, CaseFile)
    assert file.subjects == (BO,)


def everything(conn: Connection) -> str:
    return "".join(str(one.body) for one in streams.all_events(conn))


async def test_erasure_leaves_a_record_that_verifies_and_messages_to_scrub(desk: Desk, database: Database) -> None:
    await filed(desk, NAMED)
    await desk.handle(replace(PROPOSAL, finding=Finding.NO_VIOLATION, clauses=()))
    (outcome,) = [one for one in await database.read(lambda c: outbox.of_stream(c, "case-1")) if one.kind == "outcome"]
    assert outcome.carries_text
    await database.write(lambda conn: outbox.sent(conn, outcome.id, "1.1", "D0ANA"))
    (keep,) = await database.read(lambda conn: deadlines.open_for(conn, "case-1"))
    assert (keep.kind, keep.due) == ("retention", NOON + timedelta(days=365))
    signer = Signer(VAULT.seal_seed)
    await database.write(lambda conn: seals.seal_pending(conn, signer, NOON))
    gone = await desk.handle(RetentionEnded(keep.id, 1))
    assert isinstance(gone, Done)
    assert gone.case.erased_at == NOON
    file = await shown(desk, OpenCase(1, BO))
    assert isinstance(file, CaseFile)
    assert ([one.text for one in file.narratives], file.reporter, file.reasons) == ([ERASED], None, ERASED)
    assert await desk.handle(NameSubjects(1, BO, ("U0EMI",))) == Refused(Erased())
    scrubs = [one for one in await database.read(lambda c: outbox.of_stream(c, "case-1")) if one.kind == "scrub"]
    assert [one.payload["ts"] for one in scrubs] == ["1.1"]
    await database.write(lambda conn: seals.seal_pending(conn, signer, NOON))
    assert (await database.read(lambda conn: verification.verify(conn, signer.verifier))).ok
    assert await database.read(lambda conn: deadlines.open_for(conn, "case-1")) == []


async def test_a_hold_keeps_what_was_written(desk: Desk) -> None:
    await filed(desk, NAMED)
    await desk.handle(replace(PROPOSAL, finding=Finding.NO_VIOLATION, clauses=()))
    await desk.handle(PlaceHold(1, BO, "A lawsuit."))
    held = await desk.handle(RetentionEnded("case-1/retention", 1))
    assert isinstance(held, Done)
    assert held.case.erased_at is None
    file = await shown(desk, OpenCase(1, BO))
    assert isinstance(file, CaseFile)
    assert file.narratives[0].text == "a log"


async def test_an_erased_name_is_gone_and_the_words_stay(desk: Desk) -> None:
    await filed(desk, NAMED)
    assert isinstance(await desk.handle(EraseIdentity(1, ANA)), Done)
    file = await shown(desk, OpenCase(1, BO))
    assert isinstance(file, CaseFile)
    assert (file.reporter, file.narratives[0].text) == (None, "a log")
    assert await desk.handle(ReadConversation(1, ANA)) == Refused(NotReporter())


async def test_an_approval_binds_to_what_was_seen(desk: Desk) -> None:
    await filed(desk, NAMED)
    await desk.handle(PROPOSAL)
    seen = await shown(desk, OpenProposal(1, DEE))
    assert isinstance(seen, ProposalFile)
    assert seen.reasons == "The log held names."
    await desk.handle(replace(PROPOSAL, reasons="The log held names and addresses."))
    assert await desk.handle(ApproveDecision(1, DEE, seen.digest)) == Refused(ProposalChanged())
    again = await shown(desk, OpenProposal(1, DEE))
    assert isinstance(again, ProposalFile)
    assert isinstance(await desk.handle(ApproveDecision(1, DEE, again.digest)), Done)


async def test_in_a_race_of_two_replicas_nobody_approves_their_own(database: Database) -> None:
    """Bo and Dee take the case from each other, propose and approve, at once and on two desks."""
    desks = [Desk(database, VAULT, HOUSE, lambda: NOON), Desk(database, VAULT, HOUSE, lambda: NOON)]
    await filed(desks[0], NAMED)
    await desks[0].handle(PROPOSAL)
    digest = (await desks[0].handle(OpenProposal(1, CAI))).file.digest  # type: ignore[union-attr]

    async def plays(person: str, desk: Desk) -> list[Outcome]:
        mine = replace(PROPOSAL, by=person, reasons=f"By {person}.")
        moves = (TakeOverCase(1, person), mine, ApproveDecision(1, person, digest), mine)
        return [await desk.handle(move) for move in moves]

    await asyncio.gather(*(plays(person, desk) for person, desk in zip((BO, DEE) * 4, desks * 4, strict=True)))
    stored = await database.read(lambda conn: streams.load(conn, "case-1"))
    decided = [from_stored(one) for one in stored if one.type == "CaseDecided"]
    assert len(decided) <= 1
    assert all(one.approved_by not in (None, one.by) for one in decided)  # type: ignore[union-attr]
    final = await desks[1].handle(OpenProposal(1, CAI))
    if isinstance(final, Shown):
        assert isinstance(final.file, ProposalFile)
        assert await desks[1].handle(ApproveDecision(1, final.file.by, final.file.digest)) == Refused(OwnProposal())
    else:
        assert isinstance(final, Refused)
        assert isinstance(final.why, AlreadyDecided)

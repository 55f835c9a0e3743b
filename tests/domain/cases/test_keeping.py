"""Holds, names and erasure: what may be opened or erased, by whom, and when."""

from dataclasses import replace
from datetime import timedelta

from domain.cases.clocks import Keep, Stop, clocks
from domain.cases.commands import (
    AnswerNameRequest,
    AskReporter,
    EraseIdentity,
    LiftHold,
    NameSubjects,
    PlaceHold,
    ProposeDecision,
    ReplyToReviewer,
    RequestName,
    RetentionEnded,
)
from domain.cases.decide import decide
from domain.cases.events import CaseErased, HoldLifted, IdentityErased, NameOpened, ReporterAsked, ReporterReplied
from domain.cases.notices import NoticeKind, notices
from domain.cases.refusals import (
    Erased,
    Excluded,
    NameAlreadyAsked,
    NoNameAsked,
    NotConfidential,
    NotNameOpener,
    NotOnHold,
    NotReporter,
    OnHold,
    OwnRequest,
)
from domain.cases.words import Finding, Mode
from tests.domain.cases.people import ANA, BO, CAI, DEE, FEN, NOON, STRICT, carried_out, filed, strict

YEAR = timedelta(days=365)
OPEN = filed(world=strict())
SEALED = replace(OPEN, mode=Mode.CONFIDENTIAL)
UNKNOWN = replace(OPEN, mode=Mode.ANONYMOUS)
LIGHT = ProposeDecision(7, BO, Finding.NO_VIOLATION, (), None, "Nothing was shared.")
DECIDED = carried_out(OPEN, LIGHT, world=strict())
NO_NAME = strict(reporters=frozenset())


def test_a_decision_starts_the_retention_and_stops_everything_else() -> None:
    assert DECIDED.decision is not None
    stop, keep = clocks(DECIDED.decision, DECIDED, STRICT)
    assert (stop, keep) == (Stop("case-7/"), Keep("case-7/retention", NOON + YEAR))


def test_whoever_writes_after_the_decision_extends_what_is_kept() -> None:
    later = NOON + timedelta(days=300)
    assert clocks(ReporterReplied("reply-1", "d", later), DECIDED, STRICT) == (Keep("case-7/retention", later + YEAR),)
    assert clocks(HoldLifted(BO, later), DECIDED, STRICT) == (Keep("case-7/retention", later + YEAR),)
    assert clocks(ReporterReplied("reply-1", "d", later), OPEN, STRICT) == ()


def test_retention_erases_unless_a_hold_stands_or_it_is_open() -> None:
    end = RetentionEnded("row", 7)
    assert decide(DECIDED, end, strict()) == (CaseErased(NOON),)
    assert decide(replace(DECIDED, on_hold=True), end, strict()) == ()
    assert decide(OPEN, end, strict()) == ()
    assert decide(carried_out(DECIDED, end, world=strict()), end, strict()) == ()


def test_a_hold_is_placed_once_and_lifted_once() -> None:
    held = carried_out(OPEN, PlaceHold(7, BO, "A lawsuit."), world=strict())
    assert decide(held, PlaceHold(7, CAI, "Again."), strict()) == OnHold()
    assert decide(held, EraseIdentity(7, ANA), strict()) == OnHold()
    free = carried_out(held, LiftHold(7, CAI), world=strict())
    assert decide(free, LiftHold(7, CAI), strict()) == NotOnHold()


def test_the_reporter_may_have_their_name_erased_and_nobody_else_may() -> None:
    assert decide(OPEN, EraseIdentity(7, BO), strict()) == NotReporter()
    erased = carried_out(OPEN, EraseIdentity(7, ANA), world=strict())
    assert not erased.reachable
    assert decide(erased, EraseIdentity(7, ANA), NO_NAME) == Erased()
    assert notices(ReporterAsked(BO, "question-1", "d", NOON), erased)[1:] == ()


def test_a_name_takes_two_entitled_people_and_a_reason() -> None:
    assert decide(SEALED, RequestName(7, BO, "Threats."), strict()) == NotNameOpener()
    asked = carried_out(SEALED, RequestName(7, DEE, "Threats."), world=strict())
    assert asked.name_request is not None
    assert asked.name_request.asked == (FEN,)
    assert decide(asked, RequestName(7, DEE, "Again."), strict()) == NameAlreadyAsked(DEE)
    assert decide(asked, AnswerNameRequest(7, DEE, agree=True), strict()) == OwnRequest()
    assert decide(asked, AnswerNameRequest(7, BO, agree=True), strict()) == NotNameOpener()
    opened = carried_out(asked, AnswerNameRequest(7, FEN, agree=True), world=strict())
    assert opened.name_openers == {DEE, FEN}
    told = notices(opened.opened[0], opened)
    assert [one.kind for one in told if one.to == "party:reporter"] == [NoticeKind.NAME_OPENED]
    refused = carried_out(asked, AnswerNameRequest(7, FEN, agree=False), world=strict())
    assert refused.name_openers == frozenset()
    assert decide(refused, AnswerNameRequest(7, FEN, agree=True), strict()) == NoNameAsked()


def test_only_a_sealed_name_can_be_asked_for_and_not_by_those_kept_out() -> None:
    assert decide(OPEN, RequestName(7, DEE, "x"), strict()) == NotConfidential()
    assert decide(UNKNOWN, RequestName(7, DEE, "x"), NO_NAME) == NotConfidential()
    about_dee = strict(subjects=(DEE,))
    assert decide(SEALED, RequestName(7, DEE, "x"), about_dee) == Excluded()
    asked = carried_out(SEALED, RequestName(7, DEE, "x"), world=strict())
    assert decide(asked, AnswerNameRequest(7, FEN, agree=True), strict(subjects=(FEN,))) == Excluded()


def test_the_conversation_goes_both_ways_in_every_mode() -> None:
    for case, by, world in ((OPEN, ANA, strict()), (SEALED, ANA, strict()), (UNKNOWN, None, NO_NAME)):
        asked = carried_out(case, AskReporter("k", 7, BO, "Which log?"), world=world)
        said = carried_out(asked, ReplyToReviewer("k", 7, by, "The one of May."), world=world)
        assert [(one.entry, one.by) for one in said.talk] == [("question-1", BO), ("reply-1", None)]


def test_nobody_answers_for_the_reporter() -> None:
    assert decide(OPEN, ReplyToReviewer("k", 7, BO, "x"), strict()) == NotReporter()
    assert decide(OPEN, ReplyToReviewer("k", 7, None, "x", "CODE"), strict()) == NotReporter()
    assert decide(UNKNOWN, ReplyToReviewer("k", 7, ANA, "x"), NO_NAME) == NotReporter()


def test_an_anonymous_reporter_is_sent_nothing() -> None:
    for event in (
        ReporterAsked(BO, "question-1", "d", NOON),
        NameOpened(FEN, DEE, "name-1", NOON),
        IdentityErased(NOON),
    ):
        assert not [one for one in notices(event, UNKNOWN) if one.to.startswith("party:")]


def test_nothing_is_said_to_an_erased_case() -> None:
    gone = carried_out(DECIDED, RetentionEnded("row", 7), world=strict())
    assert decide(gone, AskReporter("k", 7, BO, "Still there?"), strict()) == Erased()
    assert decide(gone, ReplyToReviewer("k", 7, ANA, "x"), strict()) == Erased()
    assert decide(gone, PlaceHold(7, BO, "late"), strict()) == Erased()
    assert decide(gone, NameSubjects(7, BO, ("U0EMI",)), strict()) == Erased()

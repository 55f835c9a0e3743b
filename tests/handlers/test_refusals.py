"""Every "no" of the house is a sentence in every language: a new class needs only its entry in the catalogue."""

import ast
from typing import get_args

import pytest

from domain.cases.plan_refusals import (
    AlreadyOnCall,
    MayNotStandIn,
    NoQueue,
    NoSuchNote,
    NoSuchOverride,
    NoSuchRotation,
    NotInRotation,
    OverrideOver,
    WhichRotation,
)
from domain.cases.refusals import (
    AlreadyAcknowledged,
    AlreadyDecided,
    AlreadyWithdrawn,
    AlreadyYours,
    BadField,
    CaseClosed,
    Erased,
    Excluded,
    HandledTogether,
    IntoItself,
    Lighter,
    Merged,
    NameAlreadyAsked,
    NobodyToApprove,
    NoNameAsked,
    NoSuchCase,
    NoSuchEvidence,
    NoSuchStep,
    NotApprover,
    NotAuthorised,
    NotConfidential,
    NotDecidedYet,
    NotEntitled,
    NothingMoves,
    NothingProposed,
    NotNameOpener,
    NotOnHold,
    NotReporter,
    OnHold,
    OwnedByAnother,
    OwnProposal,
    OwnReport,
    OwnRequest,
    ProposalChanged,
    Refusal,
    ReopenedBefore,
    SameSeverity,
    TooLarge,
    TooLateToReopen,
    TooLateToWithdraw,
    TooManyGuesses,
    TooMuchEvidence,
    WrongCode,
)
from domain.cases.words import Finding, Severity
from domain.rulebook.gap_refusals import GapIsClosed, NoSuchGap, NotGapOwner
from handlers.cards import refusals
from handlers.locale.catalogue import Words, read_catalogue
from tests.domain.cases.people import BO, NOON
from tests.test_house import ROOT

LANGUAGES = list(read_catalogue().languages.values())
REFUSALS: list[Refusal] = [
    NoSuchCase(7), NotEntitled(), OwnReport(), AlreadyAcknowledged(BO, NOON), AlreadyYours(NOON), OwnedByAnother(BO),
    NoQueue(),
    AlreadyDecided(BO, NOON, Finding.UNCLEAR), BadField("text", "blank"), Excluded(), NotAuthorised(Severity.HIGH),
    NotApprover(), OwnProposal(), NothingProposed(), ProposalChanged(), NobodyToApprove(), SameSeverity(), WrongCode(),
    TooManyGuesses(), NotReporter(), OnHold(), NotOnHold(), NotConfidential(), NotNameOpener(), NameAlreadyAsked(BO),
    NoNameAsked(), OwnRequest(), Erased(), NoSuchRotation("night", "desk"), WhichRotation("desk, night"),
    NotInRotation("desk"), MayNotStandIn(BO), AlreadyOnCall(BO), NoSuchOverride(3), OverrideOver(3), NoSuchNote(),
    CaseClosed(NOON), TooLateToWithdraw(NOON), AlreadyWithdrawn(NOON),
    NotDecidedYet(NOON), TooLateToReopen(NOON), ReopenedBefore(NOON),
    NothingMoves(), IntoItself(), Lighter(Severity.HIGH), Merged(3), NoSuchStep(), TooLarge(5), TooMuchEvidence(20),
    NoSuchEvidence(), HandledTogether(3), NoSuchGap(3), NotGapOwner(), GapIsClosed(BO, NOON),
]  # fmt: skip


def problems() -> set[str]:
    """Every problem that the domain names in a `BadField`: the second argument, or the word `problem=`."""
    found = set()
    for path in (ROOT / "domain").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "BadField":
                given = [*node.args[1:2], *(word.value for word in node.keywords if word.arg == "problem")]
                found |= {one.value for said in given for one in ast.walk(said) if isinstance(one, ast.Constant)}
    return {problem for problem in found if isinstance(problem, str)}


@pytest.mark.parametrize("say", LANGUAGES, ids=lambda say: say.language)
@pytest.mark.parametrize("no", REFUSALS, ids=lambda no: type(no).__name__)
def test_every_no_is_a_sentence_in_every_language(no: Refusal, say: Words) -> None:
    said = refusals.in_words(say, no)
    assert not said[0].islower()
    assert said.endswith((".", "。"))


@pytest.mark.parametrize("say", LANGUAGES, ids=lambda say: say.language)
def test_every_problem_of_a_field_is_a_sentence_in_every_language(say: Words) -> None:
    assert {"blank", "too_long", "needed", "unknown"} <= problems()
    for problem in problems():
        assert refusals.in_words(say, BadField("text", problem, "7")).endswith((".", "。"))


def test_no_refusal_is_forgotten() -> None:
    assert {type(no) for no in REFUSALS} == set(get_args(Refusal))


def test_being_kept_out_does_not_say_why() -> None:
    assert "subject" not in refusals.in_words(read_catalogue().words(), Excluded())


def test_what_people_typed_is_inert_and_people_are_mentioned() -> None:
    say = read_catalogue().words()
    assert "&lt;!channel&gt;" in refusals.in_words(say, BadField("clauses", "unknown", "<!channel>"))
    assert f"<@{BO}>" in refusals.in_words(say, OwnedByAnother(BO))

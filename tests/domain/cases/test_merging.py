"""Two reports of one matter: worked in one case, nobody who reported is lost, and nobody gets around a rule by it."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.cases.authority import kept_out
from domain.cases.briefing import Briefing, Joined
from domain.cases.clocks import Stop, clocks
from domain.cases.commands import (
    AcknowledgeCase,
    AskReporter,
    ChangeSeverity,
    EraseIdentity,
    PlaceHold,
    ProposeDecision,
    RetentionEnded,
)
from domain.cases.decide import decide
from domain.cases.events import CaseEvent, CaseReleased, ProposalLapsed
from domain.cases.folding import evolve
from domain.cases.inquiry import CaseMerged, DuplicateJoined, MergeDuplicate
from domain.cases.merging import Merge, merge
from domain.cases.notices import NoticeKind, notices
from domain.cases.refusals import (
    AlreadyDecided,
    Erased,
    Excluded,
    IntoItself,
    Lighter,
    Merged,
    NoSuchCase,
    OnHold,
    OwnedByAnother,
    OwnReport,
)
from domain.cases.state import Case
from domain.cases.words import Finding, Intent, Lapse, Severity, Status
from tests.domain.cases.people import ANA, BO, CAI, DEE, GIL, HAL, NOON, STRICT, carried_out, filed, strict

EMI = "U0EMI"
BOTH = strict(joined=Joined(reporters=frozenset({EMI})))  # Ana reported the one, Emi the other
FIRST = filed(world=strict())
SECOND = replace(FIRST, number=8)
INTO_FIRST = MergeDuplicate(8, BO, 7)


def after(case: Case, events: tuple[CaseEvent, ...]) -> Case:
    for event in events:
        case = evolve(case, event)
    return case


def merged(duplicate: Case = SECOND, into: Case = FIRST, world: Briefing = BOTH, by: str = BO) -> tuple[Case, Case]:
    found = merge(duplicate, into, MergeDuplicate(duplicate.number, by, into.number), world)
    assert isinstance(found, Merge), found
    return after(duplicate, found.duplicate), after(into, found.into)


def test_the_duplicate_ends_and_the_other_goes_on() -> None:
    duplicate, first = merged()
    assert (duplicate.status, duplicate.merged_into) == (Status.DECIDED, 7)
    assert duplicate.decision is not None
    assert duplicate.decision.finding is Finding.DUPLICATE
    assert (first.status, first.duplicates) == (Status.OPEN, (8,))
    assert clocks(CaseMerged(BO, 7, "1.0.0", NOON), duplicate, STRICT) == (Stop("case-8/"),)


def test_both_reporters_hear_and_so_does_whoever_has_it() -> None:
    found = merge(SECOND, carried_out(FIRST, AcknowledgeCase(7, CAI), world=strict()), INTO_FIRST, BOTH)
    assert isinstance(found, Merge)
    duplicate, first = after(SECOND, found.duplicate), after(carried_out(FIRST, AcknowledgeCase(7, CAI)), found.into)
    told = [(one.kind, one.to) for one in notices(found.duplicate[-1], duplicate)]
    assert (NoticeKind.MERGED, "party:reporter") in told
    told = [(one.kind, one.to) for one in notices(found.into[0], first)]
    assert (NoticeKind.JOINED, "party:reporter") in told
    assert (NoticeKind.DUPLICATE, f"person:{CAI}") in told


def test_the_outcome_goes_to_the_reporter_of_every_duplicate() -> None:
    """Also of one that had been merged into the duplicate before."""
    third = replace(FIRST, number=9)
    _, second = merged(third, SECOND)
    _, first = merged(second, FIRST)
    assert first.duplicates == (8, 9)
    events = decide(first, ProposeDecision(7, BO, Finding.NO_VIOLATION, (), None, "Nothing there."), BOTH)
    assert isinstance(events, tuple)
    told = [(one.kind, one.to, one.of) for one in notices(events[-1], after(first, events))]
    assert {of for kind, to, of in told if kind is NoticeKind.OUTCOME and to == "party:reporter"} == {None, 8, 9}


@pytest.mark.parametrize(
    ("duplicate", "into", "no"),
    [
        (SECOND, SECOND, IntoItself()),
        (SECOND, None, NoSuchCase(7)),
        (SECOND, replace(FIRST, merged_into=3), Merged(3)),
        (replace(SECOND, merged_into=3), FIRST, Merged(3)),
        (SECOND, replace(FIRST, erased_at=NOON), Erased()),
        (replace(SECOND, owner=CAI), FIRST, OwnedByAnother(CAI)),
        (SECOND, replace(FIRST, severity=Severity.LOW), Lighter(Severity.HIGH)),
    ],
)
def test_what_cannot_be_merged(duplicate: Case, into: Case | None, no: object) -> None:
    number = duplicate.number if into is duplicate else 7
    assert merge(duplicate, into, MergeDuplicate(duplicate.number, BO, number), BOTH) == no


def test_a_circle_of_merges_cannot_arise() -> None:
    duplicate, first = merged()
    assert merge(first, duplicate, MergeDuplicate(7, BO, 8), BOTH) == Merged(7)


def test_a_decided_case_takes_nothing_in() -> None:
    decided = carried_out(FIRST, ProposeDecision(7, BO, Finding.NO_VIOLATION, (), None, "No."), world=strict())
    assert isinstance(merge(SECOND, decided, INTO_FIRST, BOTH), AlreadyDecided)


@pytest.mark.parametrize("by", [ANA, EMI])
def test_whoever_reported_either_merges_neither(by: str) -> None:
    world = replace(BOTH, roster=replace(BOTH.roster, roles={**BOTH.roster.roles, by: frozenset({"reviewer"})}))
    assert merge(SECOND, FIRST, MergeDuplicate(8, by, 7), world) == OwnReport()


def test_whoever_is_kept_out_of_either_merges_neither() -> None:
    assert merge(SECOND, FIRST, INTO_FIRST, replace(BOTH, subjects=frozenset({BO}))) == Excluded()
    recused = replace(BOTH, joined=Joined(recused=frozenset({BO})))
    assert merge(SECOND, FIRST, INTO_FIRST, recused) == Excluded()


def test_a_proposal_lapses_for_whoever_approved_had_not_seen_this() -> None:
    proposal = ProposeDecision(7, BO, Finding.VIOLATION, ("data-1",), Intent.NEGLIGENT, "It held names.")
    proposed = carried_out(FIRST, AcknowledgeCase(7, BO), proposal, world=strict())
    found = merge(SECOND, proposed, INTO_FIRST, BOTH)
    assert isinstance(found, Merge)
    assert ProposalLapsed(1, Lapse.MERGED, NOON) in found.into
    assert after(proposed, found.into).proposal is None


def test_an_owner_who_reported_the_other_is_relieved() -> None:
    mine = carried_out(FIRST, AcknowledgeCase(7, CAI), world=strict())
    world = strict(joined=Joined(reporters=frozenset({CAI})))
    _, first = merged(into=mine, world=world)
    assert first.owner is None
    assert CAI not in first.paged


def test_a_hold_goes_along_and_stands_on_both() -> None:
    held = carried_out(SECOND, PlaceHold(8, BO, "A lawsuit."), world=strict())
    duplicate, first = merged(duplicate=held)
    assert first.on_hold
    on_hold = strict(joined=Joined(on_hold=True))
    assert decide(replace(duplicate, on_hold=False), EraseIdentity(8, ANA), on_hold) == OnHold()
    assert decide(duplicate, RetentionEnded("row", 8), on_hold) == ()


def test_a_duplicate_is_worked_elsewhere_but_its_reporter_can_be_asked() -> None:
    duplicate, _ = merged()
    assert decide(duplicate, PlaceHold(8, BO, "x"), BOTH) == Merged(7)
    assert decide(duplicate, ChangeSeverity(8, BO, Severity.LOW, "x"), BOTH) == Merged(7)
    assert isinstance(decide(duplicate, AskReporter("k", 8, BO, "When?"), BOTH), tuple)


STAFF = [BO, CAI, DEE, HAL, GIL, ANA, EMI]
PEOPLE = st.sets(st.sampled_from(STAFF), max_size=4)


@given(PEOPLE, PEOPLE, PEOPLE, st.sampled_from([None, BO, CAI, DEE]))
def test_whoever_is_kept_out_of_one_never_keeps_the_other(
    reporters: set[str], subjects: set[str], recused: set[str], owner: str | None
) -> None:
    """After any merge nobody who reported, is named in or recused from either case has the one that goes on."""
    joined = Joined(frozenset(reporters), frozenset(subjects), frozenset(recused))
    world = strict(joined=joined)
    into = FIRST if owner is None else carried_out(FIRST, AcknowledgeCase(7, owner), world=strict())
    found = merge(SECOND, into, MergeDuplicate(8, DEE, 7), world)
    if not isinstance(found, Merge):
        assert DEE in reporters | subjects | recused
        return
    first = after(into, found.into)
    out = reporters | subjects | recused | {ANA}
    assert not out & {first.owner, first.accountable, *first.paged}
    assert all(kept_out(first, person, world) is not None for person in out)
    assert isinstance(found.into[0], DuplicateJoined)
    relieved = {event.who for event in found.into if isinstance(event, CaseReleased)}
    assert relieved <= out


@given(st.lists(st.integers(0, 5), min_size=1, max_size=8), st.lists(st.integers(0, 5), min_size=1, max_size=8))
def test_no_reporter_is_ever_lost(froms: list[int], intos: list[int]) -> None:
    """Whatever is merged into whatever: every case leads to one that is open, and that one tells all of them."""
    cases = {number: replace(FIRST, number=number) for number in range(1, 7)}
    for one, other in zip(froms, intos, strict=False):
        duplicate, into = cases[one + 1], cases[other + 1]
        found = merge(duplicate, into, MergeDuplicate(duplicate.number, BO, into.number), BOTH)
        if isinstance(found, Merge):
            cases[duplicate.number] = after(duplicate, found.duplicate)
            cases[into.number] = after(into, found.into)
    for case in cases.values():
        root = case
        while root.merged_into is not None:
            root = cases[root.merged_into]
        assert root.decision is None
        assert case is root or case.number in root.duplicates

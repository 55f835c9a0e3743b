"""Four eyes: a proposer never approves, in no order of events; an approval binds to what was seen."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.cases.authority import may_approve, may_review
from domain.cases.casework import FourEyes
from domain.cases.clocks import Start, Stop, clocks
from domain.cases.commands import (
    AcknowledgeCase,
    ApproveDecision,
    CaseCommand,
    ChangeSeverity,
    NameSubjects,
    ProposeDecision,
    Recuse,
    ReturnDecision,
    TakeOverCase,
)
from domain.cases.decide import decide
from domain.cases.events import CaseDecided, DecisionProposed, ProposalLapsed, SeverityChanged
from domain.cases.folding import evolve
from domain.cases.inquiry import CorrectWhen
from domain.cases.notices import NoticeKind, notices
from domain.cases.refusals import (
    AlreadyDecided,
    BadField,
    NobodyToApprove,
    NotApprover,
    NotAuthorised,
    NotEntitled,
    NothingProposed,
    OwnProposal,
    ProposalChanged,
    SameSeverity,
)
from domain.cases.words import ClockName, Finding, Intent, Lapse, Severity, Status, Step
from tests.domain.cases.people import (
    ANA,
    BO,
    CAI,
    DEE,
    FEN,
    HAL,
    HOUR,
    NOON,
    STAFF,
    STRICT,
    carried_out,
    filed,
    strict,
)

PROPOSAL = ProposeDecision(7, BO, Finding.VIOLATION, ("data-1",), Intent.NEGLIGENT, "The log held names.")
PROPOSED = carried_out(filed(world=strict()), AcknowledgeCase(7, BO), PROPOSAL, world=strict())


def test_a_heavy_finding_waits_for_a_second_person() -> None:
    assert PROPOSED.status is Status.PROPOSED
    assert PROPOSED.decision is None
    assert PROPOSED.proposal is not None
    assert PROPOSED.proposal.asked == (CAI, DEE)
    told = notices(PROPOSED.proposal, PROPOSED)
    assert {one.to for one in told if one.kind is NoticeKind.APPROVAL} == {f"person:{CAI}", f"person:{DEE}"}


def test_a_finding_that_needs_nobody_is_decided_at_once() -> None:
    light = replace(PROPOSAL, finding=Finding.NO_VIOLATION, clauses=())
    decided = carried_out(filed(world=strict()), light, world=strict())
    assert decided.decision is not None
    assert decided.decision.approved_by is None


def test_the_approver_decides_what_was_proposed() -> None:
    decided = carried_out(PROPOSED, ApproveDecision(7, DEE, "d1"), world=strict())
    assert decided.decision is not None
    assert (decided.decision.by, decided.decision.approved_by, decided.decision.digest) == (BO, DEE, "d1")
    assert decide(decided, ApproveDecision(7, CAI, "d1"), strict()) == AlreadyDecided(BO, NOON, Finding.VIOLATION)


@pytest.mark.parametrize(
    ("command", "no"),
    [
        (ApproveDecision(7, BO, "d1"), OwnProposal()),
        (ReturnDecision(7, BO, "d1", "no"), OwnProposal()),
        (ApproveDecision(7, "U0EMI", "d1"), NotApprover()),
        (ApproveDecision(7, DEE, "another"), ProposalChanged()),
        (ReturnDecision(7, DEE, "d1", " "), BadField("reason", "blank")),
    ],
)
def test_who_may_not_and_what_does_not_fit_is_refused(command: CaseCommand, no: object) -> None:
    assert decide(PROPOSED, command, strict()) == no


def test_an_approver_of_one_proposal_who_takes_over_and_proposes_cannot_approve_their_own() -> None:
    world = strict(digest="d2")
    mine = carried_out(PROPOSED, TakeOverCase(7, DEE), replace(PROPOSAL, by=DEE), world=world)
    assert decide(mine, ApproveDecision(7, DEE, "d2"), world) == OwnProposal()
    assert decide(mine, ApproveDecision(7, CAI, "d1"), world) == ProposalChanged()
    assert carried_out(mine, ApproveDecision(7, CAI, "d2"), world=world).decision is not None


def test_a_returned_proposal_goes_back_to_its_proposer() -> None:
    returned = carried_out(PROPOSED, ReturnDecision(7, DEE, "d1", "Which log?"), world=strict())
    assert (returned.status, returned.proposal, returned.returned) == (Status.IN_REVIEW, None, "return-1")
    assert decide(returned, ApproveDecision(7, CAI, "d1"), strict()) == NothingProposed()


@pytest.mark.parametrize(
    ("command", "why"),
    [
        (ChangeSeverity(7, BO, Severity.CRITICAL, "A second log."), Lapse.SEVERITY),
        (CorrectWhen(7, BO, NOON - HOUR, "The log says so."), Lapse.HAPPENED),
        (NameSubjects(7, BO, ("U0EMI",)), Lapse.EXCLUSION),
        (Recuse(7, CAI), Lapse.EXCLUSION),
        (replace(PROPOSAL, finding=Finding.UNCLEAR), Lapse.REPLACED),
    ],
)
def test_what_changes_the_matter_lapses_the_proposal(command: CaseCommand, why: Lapse) -> None:
    events = decide(PROPOSED, command, strict())
    assert isinstance(events, tuple)
    assert ProposalLapsed(1, why, NOON) in events


def test_severity_plans_the_clocks_anew() -> None:
    (changed,) = decide(
        filed(world=strict()), ChangeSeverity(7, BO, Severity.LOW, "Only a draft."), strict(NOON + HOUR)
    )  # type: ignore[misc]
    assert isinstance(changed, SeverityChanged)
    case = evolve(filed(world=strict()), changed)
    steps = clocks(changed, case, STRICT)
    assert [one for one in steps if isinstance(one, Stop)] == [Stop("case-7/acknowledge/"), Stop("case-7/decide/")]
    goals = {one.clock: one.goal for one in steps if isinstance(one, Start)}
    assert goals == {ClockName.ACKNOWLEDGE: changed.acknowledge_by, ClockName.DECIDE: changed.decide_by}
    assert decide(case, ChangeSeverity(7, BO, Severity.LOW, "again"), strict()) == SameSeverity()


def test_a_goal_that_has_passed_already_plans_no_nudge_and_climbs_at_once() -> None:
    later = strict(NOON + 100 * HOUR)
    (changed,) = decide(filed(world=strict()), ChangeSeverity(7, BO, Severity.LOW, "Only a draft."), later)  # type: ignore[misc]
    case = evolve(filed(world=strict()), changed)
    steps = [one for one in clocks(changed, case, STRICT) if isinstance(one, Start)]
    assert {one.step for one in steps} == {Step.ESCALATE, Step.REPEAT}


def test_a_severity_may_be_kept_for_some_roles() -> None:
    house = replace(STRICT, deciders={Severity.HIGH: frozenset({"adjudicator"})})
    world = strict(casework=house)
    assert decide(filed(world=world), PROPOSAL, world) == NotAuthorised(Severity.HIGH)
    assert carried_out(filed(world=world), replace(PROPOSAL, by=CAI), world=world).proposal is not None


def test_where_no_approver_is_free_the_outsider_is_asked_or_it_is_said() -> None:
    alone = replace(STAFF, roles={BO: frozenset({"reviewer"})})
    asked = carried_out(filed(world=strict()), PROPOSAL, world=strict(roster=alone))
    assert asked.proposal is not None
    assert asked.proposal.asked == (HAL,)
    nobody = strict(roster=alone, casework=replace(STRICT, outsider=""))
    assert decide(filed(world=strict()), PROPOSAL, nobody) == NobodyToApprove()


PEOPLE = st.sampled_from([ANA, BO, CAI, DEE, HAL])
DIGESTS = st.sampled_from(["d1", "d2", "d3"])
STEPS = st.one_of(
    st.builds(AcknowledgeCase, st.just(7), PEOPLE),
    st.builds(TakeOverCase, st.just(7), PEOPLE),
    st.builds(lambda by, finding: replace(PROPOSAL, by=by, finding=finding), PEOPLE, st.sampled_from(Finding)),
    st.builds(ApproveDecision, st.just(7), PEOPLE, DIGESTS),
    st.builds(ReturnDecision, st.just(7), PEOPLE, DIGESTS, st.just("Which log?")),
    st.builds(ChangeSeverity, st.just(7), PEOPLE, st.sampled_from(Severity), st.just("New facts.")),
    st.builds(CorrectWhen, st.just(7), PEOPLE, st.just(NOON - HOUR), st.just("New facts.")),
    st.builds(NameSubjects, st.just(7), PEOPLE, st.just(("U0EMI",))),
    st.builds(Recuse, st.just(7), PEOPLE),
)


@given(st.lists(st.tuples(STEPS, DIGESTS), max_size=25))
def test_in_no_interleaving_does_a_proposer_approve_or_an_unseen_proposal_stand(
    steps: list[tuple[CaseCommand, str]],
) -> None:
    case, gone = filed(world=strict()), set[str]()
    for command, digest in steps:
        standing = case.proposal
        verdict = decide(case, command, strict(digest=digest))
        for event in verdict if isinstance(verdict, tuple) else ():
            case = evolve(case, event)
            gone |= set(case.recused)
            if isinstance(event, DecisionProposed):
                assert event.by not in event.asked
            if isinstance(event, CaseDecided) and STRICT.needs_second(case.severity, event.finding):
                assert standing is not None
                assert isinstance(command, ApproveDecision)
                assert event.approved_by == command.by != event.by
                assert event.digest == standing.digest == command.digest
                assert not {event.by, command.by} & (gone | {ANA})
        if isinstance(verdict, tuple) and verdict:
            assert command.by != ANA  # type: ignore[union-attr]
    assert case.decision or case.owner not in gone


def test_whoever_approves_by_another_role_answers_the_proposal_and_does_not_read_the_case() -> None:
    council = replace(
        STRICT, four_eyes={Severity.HIGH: FourEyes(frozenset({Finding.VIOLATION}), frozenset({"council"}))}
    )
    world = strict(casework=council)
    waiting = carried_out(filed(world=world), AcknowledgeCase(7, BO), PROPOSAL, world=world)
    assert may_approve(waiting, FEN, world) is None
    assert may_review(waiting, FEN, world) == NotEntitled()

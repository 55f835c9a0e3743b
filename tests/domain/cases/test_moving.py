"""A case moves to another queue or kind: who answers for it there is asked, and nothing decided hangs over."""

from dataclasses import replace

import pytest

from domain.cases.authority import may_review
from domain.cases.casework import Queue
from domain.cases.clocks import Start, clocks
from domain.cases.commands import AcknowledgeCase, ProposeDecision
from domain.cases.decide import decide
from domain.cases.events import CasePaged, CaseReleased, ProposalLapsed
from domain.cases.folding import evolve
from domain.cases.inquiry import CaseMoved, MoveCase
from domain.cases.notices import NoticeKind, notices
from domain.cases.refusals import AlreadyDecided, BadField, Excluded, NothingMoves
from domain.cases.roster import Rung
from domain.cases.words import ClockName, Finding, Intent, Kind, Lapse, Status
from tests.domain.cases.people import ANA, BO, CAI, DEE, FEN, HOUR, NOON, ROTATION, STAFF, STRICT, carried_out, filed
from tests.domain.cases.people import strict as world_of

LAB = replace(ROTATION, name="lab", people={Rung.PRIMARY: (FEN,), Rung.SECONDARY: (DEE,)})
HOUSE = replace(STRICT, queues={**STRICT.queues, "lab": Queue("lab", "G0LAB", "lab")})
ROSTER = replace(STAFF, rotations={"desk": ROTATION, "lab": LAB}, roles={**STAFF.roles, FEN: frozenset()})
WORLD = world_of(casework=HOUSE, roster=ROSTER)
PROPOSAL = ProposeDecision(7, BO, Finding.VIOLATION, ("data-1",), Intent.NEGLIGENT, "The log held names.")


def moved(case: object, command: MoveCase) -> tuple[object, ...]:
    verdict = decide(case, command, WORLD)  # type: ignore[arg-type]
    assert isinstance(verdict, tuple), verdict
    return verdict


def test_a_proposal_lapses_and_other_people_are_asked() -> None:
    case = carried_out(filed(world=WORLD), AcknowledgeCase(7, BO), PROPOSAL, world=WORLD)
    events = moved(case, MoveCase(7, BO, "lab", None, "It is about a lab."))
    assert [type(event) for event in events] == [ProposalLapsed, CaseMoved, CaseReleased, CasePaged]
    assert events[0] == ProposalLapsed(1, Lapse.MOVED, NOON)
    assert events[3] == CasePaged(1, FEN, NOON)
    after = carried_out(case, MoveCase(7, BO, "lab", None, "It is about a lab."), world=WORLD)
    assert (after.queue, after.owner, after.status, after.paged) == ("lab", None, Status.OPEN, (FEN,))
    assert after.severity is case.severity
    assert may_review(after, FEN, WORLD) is None
    released = events[2]
    assert isinstance(released, CaseReleased)
    planned = [step for step in clocks(released, after, HOUSE) if isinstance(step, Start)]
    assert {step.clock for step in planned} == {ClockName.ACKNOWLEDGE}
    assert released.acknowledge_by == NOON + 4 * HOUR


def test_within_one_rotation_whoever_has_it_keeps_it() -> None:
    case = carried_out(filed(world=WORLD), AcknowledgeCase(7, BO), world=WORLD)
    (event,) = moved(case, MoveCase(7, BO, "urgent", None, "It cannot wait."))
    after = evolve(case, event)  # type: ignore[arg-type]
    assert (after.queue, after.owner) == ("urgent", BO)


def test_the_card_that_is_left_behind_and_the_new_one_are_drawn() -> None:
    case = filed(world=WORLD)
    event = moved(case, MoveCase(7, BO, "urgent", None, "It cannot wait."))[0]
    cards = [one.to for one in notices(event, evolve(case, event)) if one.kind is NoticeKind.CARD]  # type: ignore[arg-type]
    assert cards == ["queue:urgent", "queue:desk"]


def test_another_kind_brings_its_usual_queue_and_another_checklist() -> None:
    house = replace(HOUSE, routes={**HOUSE.routes, Kind.AMBIGUITY: replace(HOUSE.routes[Kind.ABUSE], queue="lab")})
    world = replace(WORLD, casework=house)
    after = carried_out(filed(world=world), MoveCase(7, BO, None, Kind.AMBIGUITY, "A question."), world=world)
    assert (after.kind, after.queue, after.paged) == (Kind.AMBIGUITY, "lab", (FEN,))


@pytest.mark.parametrize(
    ("command", "no"),
    [
        (MoveCase(7, BO, "desk", None, "x"), NothingMoves()),
        (MoveCase(7, BO, None, Kind.NEAR_MISS, "x"), NothingMoves()),
        (MoveCase(7, BO, "nowhere", None, "x"), BadField("queue", "unknown_queue", "nowhere")),
        (MoveCase(7, BO, "urgent", None, " "), BadField("reason", "blank")),
    ],
)
def test_what_moves_nothing_or_nowhere_is_refused(command: MoveCase, no: object) -> None:
    assert decide(filed(world=WORLD), command, WORLD) == no


def test_a_decided_case_stays_and_those_kept_out_move_nothing() -> None:
    done = ProposeDecision(7, BO, Finding.NO_VIOLATION, (), None, "Nothing there.")
    case = carried_out(filed(world=WORLD), done, world=WORLD)
    assert isinstance(decide(case, MoveCase(7, BO, "lab", None, "x"), WORLD), AlreadyDecided)
    about_cai = replace(WORLD, subjects=frozenset({CAI}))
    assert decide(filed(world=WORLD), MoveCase(7, CAI, "lab", None, "x"), about_cai) == Excluded()
    assert ANA in WORLD.reporters

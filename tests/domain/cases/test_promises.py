"""A promise is counted when it ends: kept or broken, once, whatever ended it."""

from dataclasses import replace

from domain.cases.commands import AcknowledgeCase
from domain.cases.promises import Settled, settled
from domain.cases.waiting import concerned, next_due, queues_of, waits_for
from domain.cases.words import ClockName, Severity
from tests.domain.cases.people import ANA, BO, CAI, CASEWORK, DEE, HOUR, NOON, ROSTER, carried_out, filed

CASE = filed()


def test_an_acknowledgement_in_time_keeps_its_promise() -> None:
    after = carried_out(CASE, AcknowledgeCase(7, BO))
    goal = NOON + 4 * HOUR
    assert settled(CASE, after, goal) == (Settled(ClockName.ACKNOWLEDGE, Severity.MEDIUM, goal, goal, kept=True),)
    assert [one.kept for one in settled(CASE, after, goal + HOUR)] == [False]


def test_a_promise_that_is_replaced_counts_only_where_it_was_broken() -> None:
    after = replace(CASE, severity=Severity.LOW, acknowledge_by=NOON + 8 * HOUR)
    assert settled(CASE, after, NOON + HOUR) == ()
    assert [one.clock for one in settled(CASE, after, NOON + 5 * HOUR)] == [ClockName.ACKNOWLEDGE]


def test_a_case_waits_for_whoever_was_asked_until_somebody_has_it() -> None:
    asked = replace(CASE, paged=(BO, CAI))
    assert waits_for(asked) == (BO, CAI)
    assert waits_for(carried_out(asked, AcknowledgeCase(7, CAI))) == (CAI,)
    assert next_due(asked) == NOON + 4 * HOUR
    assert next_due(carried_out(asked, AcknowledgeCase(7, CAI))) == NOON + 48 * HOUR


def test_queues_are_for_reviewers_and_for_those_who_take_turns() -> None:
    assert queues_of(BO, ROSTER, CASEWORK) == {"desk", "urgent"}
    assert queues_of(CAI, replace(ROSTER, roles={}), CASEWORK) == {"desk", "urgent"}
    assert queues_of(ANA, ROSTER, CASEWORK) == frozenset()
    assert {BO, CAI, DEE} <= concerned(CASE, ROSTER, CASEWORK)

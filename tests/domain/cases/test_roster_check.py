"""A roster that can be read and is wrong all the same says so before anybody is paged."""

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.cases.roster import Override, Roster, Rotation, Rung
from domain.cases.roster_check import check_roster
from tests.domain.cases.people import ANA, BO, CAI, CASEWORK, DEE, NOON, ROTATION, STAFF

P, S, L = Rung.PRIMARY, Rung.SECONDARY, Rung.LEAD
HOUSE = replace(STAFF, rotations={"desk": ROTATION})


def found(roster: Roster) -> list[str]:
    return list(check_roster(roster, CASEWORK, NOON))


def rota(**people: tuple[str | None, ...]) -> Roster:
    turns = {Rung(name): taken for name, taken in people.items()}
    return replace(HOUSE, rotations={"desk": replace(ROTATION, people=turns)})


def test_a_roster_in_order_is_not_found_fault_with() -> None:
    assert found(HOUSE) == []
    assert found(rota(primary=(BO, CAI), secondary=(CAI, BO), lead=(DEE,))) == []
    assert found(rota(primary=(BO,))) == []  # a rung that is not named is not used


@pytest.mark.parametrize(
    ("roster", "says"),
    [
        (replace(HOUSE, rotations={}), "queue desk: roster.yml has no rotation desk"),
        (replace(HOUSE, rotations={"desk": ROTATION, "night": ROTATION}), "rotation night answers for no queue"),
        (rota(secondary=(CAI,)), "rotation desk has no primary"),
        (rota(primary=(BO, CAI), secondary=(BO, CAI)), "rotation desk: secondary is never reached"),
        (rota(primary=(BO,), secondary=(CAI,), lead=(CAI, BO)), "rotation desk: lead is never reached"),
        (rota(primary=("bo",)), "'bo' is no Slack user id"),
        (rota(primary=(BO, None)), "nobody is primary from 2026-03-09 09:00 until 2026-03-16 09:00"),
        (rota(primary=(BO,), lead=()), "nobody is lead from 2026-03-02 13:00"),
        (
            replace(HOUSE, overrides=(Override("desk", P, ANA, NOON, NOON + timedelta(days=1)),)),
            "overrides: U0ANA stands in and is no reviewer",
        ),
    ],
)
def test_what_is_wrong_is_said(roster: Roster, says: str) -> None:
    said = found(roster)
    assert any(says in one for one in said), said


def test_turns_of_different_lengths_are_all_looked_at() -> None:
    """In one of six turns the secondary is somebody else."""
    people = {P: (BO, CAI), S: (BO, CAI, DEE)}
    assert found(replace(HOUSE, rotations={"desk": Rotation("desk", ROTATION.zone, ROTATION.first, people)})) == []

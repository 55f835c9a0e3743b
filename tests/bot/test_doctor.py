"""What `ombud doctor` says of a house that nobody could trust."""

from dataclasses import replace

from bot.commands.doctor import _trust
from domain.spoken import spoken
from tests.domain.cases.people import BO, DEE, FEN, GIL, ROSTER, STAFF, STRICT


def test_a_house_in_order_is_not_found_fault_with() -> None:
    assert list(_trust(STRICT, STAFF)) == []


def test_too_few_people_for_four_eyes_names_and_gaps_are_said() -> None:
    found = list(_trust(replace(STRICT, outsider="", emergency=spoken("")), ROSTER))
    assert [one.split(":")[0] for one in found] == [
        "casework.yml", "casework.yml", "roster.yml", "four_eyes.high", "four_eyes.critical", "name_openers",
    ]  # fmt: skip
    assert {BO, DEE, FEN, GIL} <= set(STAFF.roles)

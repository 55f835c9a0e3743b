"""From when to when somebody is on call: an answer at every instant, across hand-overs, overrides, changed clocks."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.cases.roster import Override, Roster, Rotation, Rung
from domain.cases.shifts import HORIZON, duty_at, everybody_at, gaps, replaced, shifts
from tests.domain.cases.people import BO, CAI, DEE, ROTATION

TURNS = replace(ROTATION, people={Rung.PRIMARY: (BO, CAI, DEE)})
ROSTER = Roster({"desk": TURNS})
MONDAY = datetime(2026, 3, 2, 8, tzinfo=UTC)  # 09:00 in Stockholm: a hand-over
DAY = timedelta(days=1)
P = Rung.PRIMARY


def spans(roster: Roster, start: datetime, end: datetime) -> list[tuple[str | None, str]]:
    return [(one.person, f"{one.start:%d.%m. %H:%M}") for one in shifts(roster, "desk", P, start, end)]


def test_shifts_follow_the_hour_on_the_wall() -> None:
    assert spans(ROSTER, MONDAY, MONDAY + 31 * DAY) == [
        (DEE, "02.03. 08:00"), (BO, "09.03. 08:00"), (CAI, "16.03. 08:00"), (DEE, "23.03. 08:00"), (BO, "30.03. 07:00"),
    ]  # fmt: skip


def test_an_override_cuts_a_shift_and_the_plan_goes_on_after_it() -> None:
    stands_in = Override("desk", P, CAI, MONDAY + DAY, MONDAY + 2 * DAY)
    roster = replace(ROSTER, overrides=(stands_in,))
    assert spans(roster, MONDAY, MONDAY + 3 * DAY) == [
        (DEE, "02.03. 08:00"), (CAI, "03.03. 08:00"), (DEE, "04.03. 08:00"),
    ]  # fmt: skip
    during = duty_at(roster, "desk", P, MONDAY + 1.5 * DAY)
    assert (during.now.person, during.now.instead_of, during.now.end) == (CAI, DEE, stands_in.end)
    assert during.next is not None
    assert during.next.person == DEE


def test_whoever_is_alone_is_followed_by_nobody() -> None:
    duty = duty_at(Roster({"desk": ROTATION}), "desk", P, MONDAY)
    assert (duty.now.person, duty.now.end, duty.next) == (BO, MONDAY + HORIZON, None)


def test_who_is_replaced_by_a_long_override() -> None:
    assert replaced(ROSTER, "desk", P, MONDAY + DAY, MONDAY + 8 * DAY) == (DEE, BO)


def test_gaps_are_those_to_come_one_a_turn() -> None:
    """A turn that nobody has taken, and a rung that is named and empty; one that is not named is not used."""
    people: dict[Rung, tuple[str | None, ...]] = {P: (BO, None, CAI), Rung.SECONDARY: ()}
    roster = Roster({"desk": replace(ROTATION, people=people)})
    start = MONDAY - 7 * DAY + timedelta(hours=5)
    found = [(one.rung.value, f"{one.start:%d.%m. %H:%M}", f"{one.end:%d.%m. %H:%M}") for one in gaps(roster, start)]
    assert found == [
        ("primary", "23.02. 13:00", "02.03. 08:00"),
        ("secondary", "23.02. 13:00", "02.03. 08:00"),
        ("secondary", "02.03. 08:00", "09.03. 08:00"),
        ("secondary", "09.03. 08:00", "09.03. 13:00"),
    ]
    filled = Override("desk", P, DEE, MONDAY - 8 * DAY, MONDAY)
    assert [one.rung for one in gaps(replace(roster, overrides=(filled,)), start)] == [Rung.SECONDARY] * 3


def test_every_used_rung_is_listed() -> None:
    roster = Roster({"desk": ROTATION, "other": replace(TURNS, name="other")})
    assert [(duty.now.rotation, duty.now.person) for duty in everybody_at(roster, MONDAY)] == [
        ("desk", BO), ("desk", CAI), ("desk", DEE), ("other", DEE),
    ]  # fmt: skip


@pytest.mark.parametrize("every", [1, 7, 14])
@pytest.mark.parametrize("zone", ["Europe/Stockholm", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata"])
@pytest.mark.parametrize("hour", [0, 2, 9])
def test_hand_overs_keep_their_hour_and_come_once(zone: str, every: int, hour: int) -> None:
    """Two years of hand-overs, at hours too that a changed clock skips or shows twice."""
    first = datetime(2026, 1, 5, hour, 30)  # noqa: DTZ001 -- wall time in the rotation's zone
    plan = Rotation("desk", ZoneInfo(zone), first, {P: (BO, CAI)}, timedelta(days=every))
    at = datetime(2026, 1, 1, tzinfo=UTC)
    seen = []
    while at < datetime(2028, 1, 1, tzinfo=UTC):
        turn, after = plan.turn(at), plan.handover_after(at)
        assert plan.turn(after) == turn + 1
        assert plan.turn(after - timedelta(microseconds=1)) == turn
        seen.append(after)
        at = after
    days = [one.astimezone(plan.zone).date() for one in seen]
    assert {b - a for a, b in pairwise(days)} == {timedelta(days=every)}
    off = [one for one in seen if one.astimezone(plan.zone).strftime("%H:%M") != f"{hour:02}:30"]
    assert len(off) <= (2 if hour == 2 else 0)  # the hour that does not come, once a year


INSTANTS = st.datetimes(min_value=datetime(2020, 1, 1), max_value=datetime(2035, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
SPANS = st.lists(st.tuples(st.sampled_from([BO, CAI, DEE]), st.integers(-20, 20), st.integers(1, 200)), max_size=5)


@given(INSTANTS, SPANS, st.sampled_from([1, 7, 14]), st.integers(0, 29 * 24))
def test_shifts_and_the_resolver_agree_at_every_instant(
    now: datetime, written: list[tuple[str, int, int]], every: int, later: int
) -> None:
    overrides = tuple(
        Override("desk", P, person, now + begins * DAY, now + begins * DAY + timedelta(hours=hours))
        for person, begins, hours in written
    )
    roster = Roster({"desk": replace(TURNS, every=timedelta(days=every))}, overrides)
    found = shifts(roster, "desk", P, now, now + 30 * DAY)
    assert (found[0].start, found[-1].end) == (now, now + 30 * DAY)
    assert all(a.end == b.start for a, b in pairwise(found))
    at = now + timedelta(hours=later)
    (holder,) = [one for one in found if one.start <= at < one.end]
    assert holder.person == roster.on_call_at("desk", P, at)

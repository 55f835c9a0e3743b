"""Who is on call, across hand-overs, overrides and daylight saving."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from domain.cases.roster import Override, Roster, Rung
from tests.domain.cases.people import BO, CAI, DEE, ROTATION

TURNS = replace(ROTATION, people={Rung.PRIMARY: (BO, CAI, DEE)})
ROSTER = Roster({"desk": TURNS})
INSTANTS = st.datetimes(min_value=datetime(2020, 1, 1), max_value=datetime(2035, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


def on_call(now: datetime, roster: Roster = ROSTER) -> str | None:
    return roster.on_call_at("desk", Rung.PRIMARY, now)


def test_the_hour_of_handover_stays_when_clocks_change() -> None:
    before = datetime(2026, 3, 30, 6, 59, tzinfo=UTC)  # 08:59 in Stockholm, the day after the change
    assert on_call(before) != on_call(before + timedelta(minutes=1))
    winter = datetime(2026, 3, 23, 7, 59, tzinfo=UTC)  # 08:59 before the change
    assert on_call(winter) != on_call(winter + timedelta(minutes=1))


@given(INSTANTS)
def test_somebody_is_on_call_at_every_instant_and_nobody_skips_a_turn(now: datetime) -> None:
    after = TURNS.handover_after(now)
    assert after > now
    people = TURNS.people[Rung.PRIMARY]
    assert people.index(on_call(after) or "") == (people.index(on_call(now) or "") + 1) % len(people)
    assert on_call(after - timedelta(seconds=1)) == on_call(now)


def test_the_override_written_last_wins_and_ends_before_its_end() -> None:
    start = datetime(2026, 3, 2, tzinfo=UTC)
    end = start + timedelta(days=1)
    roster = replace(
        ROSTER,
        overrides=(
            Override("desk", Rung.PRIMARY, CAI, start, end),
            Override("desk", Rung.PRIMARY, DEE, start, end),
        ),
    )
    assert on_call(start, roster) == DEE
    assert on_call(end, roster) == on_call(end)


def test_an_unknown_rotation_or_empty_rung_has_nobody() -> None:
    assert ROSTER.on_call_at("other", Rung.PRIMARY, datetime(2026, 1, 6, tzinfo=UTC)) is None
    assert ROSTER.on_call_at("desk", Rung.LEAD, datetime(2026, 1, 6, tzinfo=UTC)) is None

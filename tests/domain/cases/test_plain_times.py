"""Times as people type them: read in their own zone, and said to be unreadable where they are."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.cases.plain_times import Unread, read_span, read_when

STOCKHOLM = ZoneInfo("Europe/Stockholm")
NOW = datetime(2026, 3, 4, 14, 30, tzinfo=UTC)  # a Wednesday, 15:30 in Stockholm


def wall(instant: datetime | Unread, zone: ZoneInfo = STOCKHOLM) -> str:
    assert isinstance(instant, datetime), instant
    return instant.astimezone(zone).strftime("%a %Y-%m-%d %H:%M")


@pytest.mark.parametrize(
    ("typed", "means"),
    [
        ("now", "Wed 2026-03-04 15:30"),
        ("2026-12-24 09:00", "Thu 2026-12-24 09:00"),
        ("2026-12-24T09:00", "Thu 2026-12-24 09:00"),
        ("2026-12-24T09:00+00:00", "Thu 2026-12-24 10:00"),
        ("2026-12-24T09:00Z", "Thu 2026-12-24 10:00"),
        ("2026-12-24", "Thu 2026-12-24 00:00"),
        ("24.12.2026 9:00", "Thu 2026-12-24 09:00"),
        ("1.2. 9:00", "Mon 2027-02-01 09:00"),
        ("today 17:00", "Wed 2026-03-04 17:00"),
        ("tomorrow 9:00", "Thu 2026-03-05 09:00"),
        ("tomorrow at 9am", "Thu 2026-03-05 09:00"),
        ("Morgen um 9:00 Uhr", "Thu 2026-03-05 09:00"),
        ("friday 17:00", "Fri 2026-03-06 17:00"),
        ("on Fri, 5pm", "Fri 2026-03-06 17:00"),
        ("wednesday 16:00", "Wed 2026-03-04 16:00"),
        ("wednesday 15:00", "Wed 2026-03-11 15:00"),
        ("17:00", "Wed 2026-03-04 17:00"),
        ("9:00", "Thu 2026-03-05 09:00"),
        ("12am", "Thu 2026-03-05 00:00"),
        ("+2h", "Wed 2026-03-04 17:30"),
        ("2026-03-29 02:30", "Sun 2026-03-29 03:30"),  # the hour that does not come
        ("2026-10-25 02:30", "Sun 2026-10-25 02:30"),  # the first of two
    ],
)
def test_plain_times(typed: str, means: str) -> None:
    assert wall(read_when(typed.split(), NOW, STOCKHOLM)) == means


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        ("", ""), ("at", ""), ("soon", "soon"), ("9", "9"), ("25:00", "25:00"), ("13pm", "13pm"),
        ("2026-02-30 9:00", "2026-02-30"), ("31.2.", "31.2."), ("friday 17:00 or so", "or"), ("fort", "fort"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_named(typed: str, word: str) -> None:
    assert read_when(typed.split(), NOW, STOCKHOLM) == Unread(word)


@pytest.mark.parametrize(
    ("typed", "start", "end"),
    [
        ("2026-12-24 09:00 2026-12-27 09:00", "Thu 2026-12-24 09:00", "Sun 2026-12-27 09:00"),
        ("from friday 17:00 to monday 9:00", "Fri 2026-03-06 17:00", "Mon 2026-03-09 09:00"),
        ("now until 18:00", "Wed 2026-03-04 15:30", "Wed 2026-03-04 18:00"),
        ("tomorrow friday", "Thu 2026-03-05 00:00", "Sat 2026-03-07 00:00"),  # a whole day is meant with its end
        ("friday friday", "Fri 2026-03-06 00:00", "Sat 2026-03-07 00:00"),
        ("friday 22:00 6:00", "Fri 2026-03-06 22:00", "Sat 2026-03-07 06:00"),
        ("2026-03-28 12:00 +1d", "Sat 2026-03-28 12:00", "Sun 2026-03-29 12:00"),  # a day of 23 hours
        ("von morgen 9:00 bis Freitag 9:00", "Thu 2026-03-05 09:00", "Fri 2026-03-06 09:00"),
        ("desde mañana a las 9:00 hasta el viernes a las 9:00", "Thu 2026-03-05 09:00", "Fri 2026-03-06 09:00"),
        ("de demain à 9:00 jusqu'à vendredi à 9:00", "Thu 2026-03-05 09:00", "Fri 2026-03-06 09:00"),
        ("明日 の 9:00 から 金曜日 9:00 まで", "Thu 2026-03-05 09:00", "Fri 2026-03-06 09:00"),
    ],
)
def test_plain_spans(typed: str, start: str, end: str) -> None:
    span = read_span(typed.split(), NOW, STOCKHOLM)
    assert not isinstance(span, Unread)
    assert (wall(span[0]), wall(span[1])) == (start, end)


def test_a_span_without_its_end_says_so() -> None:
    assert read_span(["tomorrow", "9:00"], NOW, STOCKHOLM) == Unread("")


INSTANTS = st.datetimes(min_value=datetime(2020, 1, 1), max_value=datetime(2035, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
ZONES = st.sampled_from(
    [ZoneInfo(name) for name in ("Europe/Stockholm", "America/New_York", "Asia/Tokyo", "Australia/Lord_Howe")]
)


@given(INSTANTS, ZONES, st.sampled_from(["monday", "fri", "sonntag"]), st.integers(0, 23))
def test_a_weekday_is_within_a_week_and_a_changed_clock(now: datetime, zone: ZoneInfo, day: str, hour: int) -> None:
    found = read_when([day, f"{hour}:00"], now, zone)
    assert isinstance(found, datetime)
    assert now < found <= now + timedelta(days=7, hours=2)


@given(INSTANTS, ZONES)
def test_what_is_written_exactly_is_read_exactly(now: datetime, zone: ZoneInfo) -> None:
    whole = now.replace(second=0, microsecond=0)
    assert read_when([whole.isoformat()], now, zone) == whole

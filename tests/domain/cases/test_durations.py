"""Durations are read strictly and said plainly."""

from datetime import timedelta

import pytest

from domain.cases.durations import parse_duration, parts


@pytest.mark.parametrize(
    ("written", "seconds"), [("90s", 90), ("15m", 900), ("4h", 14400), ("1d 12h", 129600), ("1w", 604800), (3, 3)]
)
def test_durations_are_read(written: object, seconds: int) -> None:
    assert parse_duration(written) == timedelta(seconds=seconds)


@pytest.mark.parametrize("written", ["", "soon", "4", "-1h", "0s", None, True, "4h or so"])
def test_what_is_no_duration_is_refused(written: object) -> None:
    with pytest.raises(ValueError, match="is not a duration"):
        parse_duration(written)


@pytest.mark.parametrize(
    ("seconds", "units"),
    [(0, []), (1, [("seconds", 1)]), (7500, [("hours", 2), ("minutes", 5)]), (90061, [("days", 1), ("hours", 1)])],
)
def test_spans_are_told_in_two_units(seconds: int, units: list[tuple[str, int]]) -> None:
    assert parts(seconds) == units

"""Durations as people write them in files, and in the units in which they speak of them."""

import re
from datetime import timedelta

_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400, "w": 604800}
_NAMES = (("days", 86400), ("hours", 3600), ("minutes", 60), ("seconds", 1))


def parse_duration(written: object) -> timedelta:
    """`"90s"`, `"15m"`, `"4h"`, `"2d"`, `"1w"`, `"1d 12h"`, or a number of seconds. Raises ValueError."""
    if isinstance(written, int | float) and not isinstance(written, bool) and written > 0:
        return timedelta(seconds=written)
    parts = re.findall(r"(\d+(?:\.\d+)?)\s*([smhdw])", str(written))
    rest = re.sub(r"(\d+(?:\.\d+)?)\s*([smhdw])", "", str(written)).strip()
    seconds = sum(float(amount) * _UNITS[unit] for amount, unit in parts)
    if rest or seconds <= 0:
        raise ValueError(f"{written!r} is not a duration; write for instance 90s, 15m, 4h or 2d")
    return timedelta(seconds=seconds)


def parts(seconds: float) -> list[tuple[str, int]]:
    """The two largest units of a span with their amounts: `[("hours", 2), ("minutes", 5)]`; none for no time."""
    left = max(0, round(seconds))
    for span, grain in ((2 * 86400, 3600), (3600, 60)):  # nobody counts the seconds of hours, nor the minutes of days
        if left >= span:
            left = round(left / grain) * grain
            break
    found: list[tuple[str, int]] = []
    for name, size in _NAMES:
        amount, left = divmod(left, size)
        if amount:
            found.append((name, amount))
    return found[:2]

"""Times as people type them, in their own zone: `2026-12-24 09:00`, `tomorrow 9:00`, `friday 17:00`, `+3d`, ISO."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from domain.cases.durations import parse_duration

DAY, WEEK_DAYS = timedelta(days=1), 7
# English, German, Spanish, French and Japanese, as they stand between spaces; a word of one is nothing else in another.
_FILLERS = (
    frozenset(("from", "at", "on", "until", "till", "to", "by", "-", "–", "—", "→"))
    | {"um", "am", "von", "ab", "bis", "auf", "uhr"}
    | {"de", "desde", "el", "a", "al", "las", "la", "hasta"}
    | {"du", "le", "à", "au", "dès", "jusqu'à", "jusqu'au"}
    | {"から", "まで", "の", "に"}
)
_NOW = frozenset({"now", "jetzt", "ahora", "maintenant", "今"})
_TODAY = frozenset({"today", "heute", "hoy", "aujourd'hui", "aujourd’hui", "今日"})
_TOMORROW = frozenset({"tomorrow", "morgen", "mañana", "demain", "明日"})
_WEEKDAYS = (
    ("monday", "mon", "montag", "mo", "lunes", "lundi", "月曜", "月曜日"),
    ("tuesday", "tue", "dienstag", "di", "martes", "mardi", "火曜", "火曜日"),
    ("wednesday", "wed", "mittwoch", "mi", "miércoles", "miercoles", "mercredi", "水曜", "水曜日"),
    ("thursday", "thu", "donnerstag", "do", "jueves", "jeudi", "木曜", "木曜日"),
    ("friday", "fri", "freitag", "fr", "viernes", "vendredi", "金曜", "金曜日"),
    ("saturday", "sat", "samstag", "sa", "sábado", "sabado", "samedi", "土曜", "土曜日"),
    ("sunday", "sun", "sonntag", "so", "domingo", "dimanche", "日曜", "日曜日"),
)
_CLOCK = re.compile(r"(\d{1,2})(?::(\d{2}))?(am|pm)?")
_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})?")
_LATER = re.compile(r"\+(\d+[mhdw])")


@dataclass(frozen=True, slots=True)
class Unread:
    """`word` could not be read as a time; it is empty where one is missing."""

    word: str


@dataclass(frozen=True, slots=True)
class _Day:
    """A day. One that is named by its weekday comes again every week."""

    date: date
    weekly: bool = False


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads one time after `after` (aware). `ends`: a day without a time of day means its end, not its beginning."""

    zone: ZoneInfo
    now: datetime
    after: datetime
    ends: bool = False

    def read(self, words: Sequence[str]) -> tuple[datetime, int] | Unread:
        """The instant (UTC) and how many words it took."""
        at = _skip(words, 0)
        if at == len(words):
            return Unread("")
        word = words[at].lower().rstrip(",")
        if word in _NOW:
            return self.now, at + 1
        if (later := _LATER.fullmatch(word)) is not None:
            return self._later(later[1]), at + 1
        if (whole := _iso(word, self.zone)) is not None:
            return whole, at + 1
        day = self._day(word)
        if day is None:
            clock = _clock(word)
            return Unread(words[at]) if clock is None else (self._next(clock), at + 1)
        return self._on(day, words, at + 1)

    def _on(self, day: _Day, words: Sequence[str], at: int) -> tuple[datetime, int]:
        after = _skip(words, at)
        clock = _clock(words[after].lower().rstrip(",")) if after < len(words) else None
        used = at if clock is None else after + 1
        whole = DAY if clock is None and self.ends else timedelta()
        found = _instant(datetime.combine(day.date + whole, clock or time()), self.zone)
        if found <= self.after and day.weekly:
            found = _instant(datetime.combine(day.date + whole + DAY * WEEK_DAYS, clock or time()), self.zone)
        return found, used

    def _day(self, word: str) -> _Day | None:
        today, base = self.now.astimezone(self.zone).date(), self.after.astimezone(self.zone).date()
        if word in _TODAY | _TOMORROW:
            return _Day(today + DAY * (word in _TOMORROW))
        for weekday, names in enumerate(_WEEKDAYS):
            if word in names:
                return _Day(base + DAY * ((weekday - base.weekday()) % WEEK_DAYS), weekly=True)
        if (written := _DATE.fullmatch(word)) is not None:
            return _dated(int(written[1]), int(written[2]), int(written[3]))
        if (dotted := _DOTTED.fullmatch(word)) is not None:
            year = int(dotted[3]) if dotted[3] else base.year
            found = _dated(year, int(dotted[2]), int(dotted[1]))
            past = found is not None and not dotted[3] and found.date < base
            return _dated(year + 1, int(dotted[2]), int(dotted[1])) if past else found
        return None

    def _next(self, clock: time) -> datetime:
        day = self.after.astimezone(self.zone).date()
        found = _instant(datetime.combine(day, clock), self.zone)
        return found if found > self.after else _instant(datetime.combine(day + DAY, clock), self.zone)

    def _later(self, span: str) -> datetime:
        if span[-1] in "mh":
            return self.after + parse_duration(span)
        return _instant(self.after.astimezone(self.zone).replace(tzinfo=None) + parse_duration(span), self.zone)


def read_when(words: Sequence[str], now: datetime, zone: ZoneInfo) -> datetime | Unread:
    """The one time that all of `words` say, UTC."""
    found = _Reader(zone, now, now).read(words)
    if isinstance(found, Unread):
        return found
    rest = _skip(words, found[1])
    return found[0] if rest == len(words) else Unread(words[rest])


def read_span(words: Sequence[str], now: datetime, zone: ZoneInfo) -> tuple[datetime, datetime] | Unread:
    """The two times that all of `words` say, UTC: from, and until before which. The second is read after the first."""
    start = _Reader(zone, now, now).read(words)
    if isinstance(start, Unread):
        return start
    rest = words[start[1] :]
    end = _Reader(zone, now, start[0], ends=True).read(rest)
    if isinstance(end, Unread):
        return end
    left = _skip(rest, end[1])
    return (start[0], end[0]) if left == len(rest) else Unread(rest[left])


def _skip(words: Sequence[str], at: int) -> int:
    while at < len(words) and words[at].lower().rstrip(",") in _FILLERS:
        at += 1
    return at


def _instant(wall: datetime, zone: ZoneInfo) -> datetime:
    """A wall time that comes twice is the first of them; one that does not come counts with the offset before it."""
    return wall.replace(tzinfo=zone).astimezone(UTC)


def _iso(word: str, zone: ZoneInfo) -> datetime | None:
    if "t" not in word:
        return None
    try:
        found = datetime.fromisoformat(word.upper())
    except ValueError:
        return None
    return found.astimezone(UTC) if found.tzinfo else _instant(found, zone)


def _clock(word: str) -> time | None:
    found = _CLOCK.fullmatch(word)
    if found is None or (found[2] is None and found[3] is None):
        return None
    hour, minute = int(found[1]), int(found[2] or 0)
    if found[3]:
        hour = hour % 12 + (12 if found[3] == "pm" else 0) if 1 <= hour <= 12 else 99  # noqa: PLR2004 -- hours of a dial
    try:
        return time(hour, minute)
    except ValueError:
        return None


def _dated(year: int, month: int, day: int) -> _Day | None:
    try:
        return _Day(date(year, month, day))
    except ValueError:
        return None

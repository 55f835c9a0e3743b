"""Text on its way into Slack: escaped, never cut, dated in the reader's own zone."""

import re
from datetime import UTC, datetime

from domain.cases.durations import parts
from handlers.locale.catalogue import Words

SECTION = 3000
_BOLD = re.compile(r"(?<!\*)\*\*(?!\s)(.+?)(?<!\s)\*\*(?!\*)", re.DOTALL)
_HEADING = re.compile(r"^#{1,6}\s+(.+?)\s*#*$", re.MULTILINE)
_LINK = re.compile(r"\[([^\]\n]+)\]\((https?://[^)\s]+)\)")
_ITEM = re.compile(r"^(\s*)[-*+]\s+", re.MULTILINE)


def escape(words: str) -> str:
    """People's words for mrkdwn: `&`, `<` and `>` lose their meaning, and mentions and links with them."""
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def literal(words: str) -> str:
    """People's words as they typed them: a no-break mark keeps `*`, `_`, `~` and backticks from styling."""
    return re.sub(r"([*_~`])", "\u200b\\1\u200b", escape(words))


def mrkdwn(markdown: str) -> str:
    """A clause's Markdown as Slack writes it."""
    text = _LINK.sub(r"<\2|\1>", escape(markdown))
    text = _HEADING.sub(r"*\1*", _ITEM.sub(r"\1• ", text))
    return _BOLD.sub(r"*\1*", text)


def when(say: Words, instant: datetime) -> str:
    """An instant that every reader sees in their own zone; UTC where it cannot be shown so."""
    return _dated(instant, say("time.when"), "%Y-%m-%d %H:%M UTC")


def clock_time(say: Words, instant: datetime) -> str:
    """The time of day of an instant, in the reader's zone."""
    return _dated(instant, say("time.clock"), "%H:%M UTC")


def _dated(instant: datetime, shown: str, plain: str) -> str:
    """https://docs.slack.dev/messaging/formatting-message-text#date-formatting"""
    return f"<!date^{int(instant.timestamp())}^{shown}|{instant.astimezone(UTC).strftime(plain)}>"


def span(say: Words, seconds: float) -> str:
    """How long something lasts, in its two largest units: `2 hours 5 minutes`."""
    return " ".join(say.some(f"time.{unit}", amount) for unit, amount in parts(seconds)) or say("time.none")


def capital(words: str) -> str:
    """Words of the house as they begin a line."""
    return words[:1].upper() + words[1:]


def person(user: str) -> str:
    """A mention of somebody in role."""
    return f"<@{user}>"


def anyone(say: Words, user: str | None) -> str:
    """A mention of somebody, where there may be nobody yet."""
    return person(user) if user else say("kit.nobody_yet")


def pieces(text: str, limit: int = SECTION) -> list[str]:
    """A long text in parts of at most `limit`, broken at paragraphs, lines or words: nothing is cut off."""
    made: list[str] = []
    left = text.strip()
    while len(left) > limit:
        places = (left.rfind(mark, 1, limit) for mark in ("\n\n", "\n", " "))
        cut = next((place for place in places if place > limit // 2), limit)
        made.append(left[:cut].rstrip())
        left = left[cut:].lstrip()
    return [*made, left] if left else made

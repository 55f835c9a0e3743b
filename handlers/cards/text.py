"""Text on its way into Slack: escaped, never cut, dated in the reader's own zone."""

import re
from datetime import UTC, datetime

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


def when(instant: datetime) -> str:
    """An instant that every reader sees in their own zone; UTC where it cannot be shown so."""
    plain = instant.astimezone(UTC).strftime("%Y-%m-%d %H:%M UTC")
    return f"<!date^{int(instant.timestamp())}^{{date_short_pretty}} at {{time}}|{plain}>"


def clock_time(instant: datetime) -> str:
    """The time of day of an instant, in the reader's zone."""
    return f"<!date^{int(instant.timestamp())}^{{time}}|{instant.astimezone(UTC).strftime('%H:%M UTC')}>"


def person(user: str | None) -> str:
    """A mention of somebody in role."""
    return f"<@{user}>" if user else "nobody yet"


def pieces(text: str, limit: int = SECTION) -> list[str]:
    """A long text in parts of at most `limit`, broken at paragraphs, lines or words: nothing is cut off."""
    parts: list[str] = []
    left = text.strip()
    while len(left) > limit:
        places = (left.rfind(mark, 1, limit) for mark in ("\n\n", "\n", " "))
        cut = next((place for place in places if place > limit // 2), limit)
        parts.append(left[:cut].rstrip())
        left = left[cut:].lstrip()
    return [*parts, left] if left else parts

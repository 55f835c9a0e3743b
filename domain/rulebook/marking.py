"""A clause as it is quoted, with the sentence that decides marked in bold. Nothing is added but the mark."""

import re
from dataclasses import dataclass
from enum import StrEnum

from domain.rulebook.clauses import Clause, joined
from domain.rulebook.segments import parts

WHOLE = 1200  # characters of a text that is quoted whole; of a longer one the rule and the paragraph that decides
_LINES = re.compile(r"\n(?=\s*(?:[-*+•]|\d+[.)])\s)")
_BULLET = re.compile(r"\A(?:[-*+•]|\d+[.)])\s+")
_BOLD = re.compile(r"\*\*|__")


class Example(StrEnum):
    """Which list an example stands in."""

    ALLOWED = "allowed"
    PROHIBITED = "prohibited"


@dataclass(frozen=True, slots=True)
class Marked:
    """`text` is the clause's own Markdown. `example` is set where one of its examples decides, marked as well."""

    text: str
    example: str = ""
    kind: Example | None = None


def marked(clause: Clause, part: int | None) -> Marked:
    """A clause to be quoted; `part` is which of its `parts` decides, None where nothing says so."""
    written = parts(clause)
    sentence = joined(written[part]) if part is not None and part < len(written) else ""
    told = _told(clause)
    at = next((number for number, one in enumerate(told) if sentence and sentence in one), None)
    if at is not None:
        told[at] = _marked_in(told[at], sentence)
    if sum(map(len, told)) > WHOLE:
        told = [clause.rule, f"… {told[at]}"] if at else [told[0] if at == 0 else clause.rule]
    text = "\n\n".join(told)
    if at is None and sentence:
        for kind, examples in ((Example.PROHIBITED, clause.prohibited), (Example.ALLOWED, clause.allowed)):
            found = next((one for one in examples if sentence in one), None)
            if found is not None:
                return Marked(text, _bold(found), kind)
    return Marked(text)


def _told(clause: Clause) -> list[str]:
    """Its paragraphs without headings and lists of examples, each line whole; at least its title."""
    examples = {*clause.allowed, *clause.prohibited}
    found = []
    for raw in re.split(r"\n\s*\n", clause.body):
        lines = [joined(line) for line in re.split(_LINES, raw.strip())]
        if lines[0] and not lines[0].startswith("#") and not examples.issuperset(map(_item, lines)):
            found.append("\n".join(lines))
    return found or [clause.title]


def _item(line: str) -> str:
    return _BULLET.sub("", line)


def _marked_in(text: str, sentence: str) -> str:
    """Slack draws a mark only where space stands around it, which some languages do not write."""
    before, _, after = text.partition(sentence)
    lead = " " if before and not before[-1].isspace() else ""
    trail = " " if after and not after[0].isspace() else ""
    return f"{before}{lead}{_bold(sentence)}{trail}{after}"


def _bold(sentence: str) -> str:
    return f"**{_BOLD.sub('', sentence)}**"

"""A clause as it is quoted, with the sentence that decides marked in bold. Nothing is added but the mark."""

import re
from dataclasses import dataclass
from enum import StrEnum

from domain.rulebook.clauses import Clause
from domain.rulebook.segments import parts, without_examples

WHOLE = 1200  # characters of a text that is quoted whole; of a longer one the rule and the paragraph that decides
_WRAP = re.compile(r"\n(?!\s*(?:[-*+•]|\d+[.)])\s)")
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
    sentence = _on_one_line(written[part]) if part is not None and part < len(written) else ""
    paragraphs = [_unwrapped(one) for one in re.split(r"\n\s*\n", without_examples(clause))]
    told = [one for one in paragraphs if one and not one.startswith("#")] or [clause.title]
    at = next((number for number, one in enumerate(told) if sentence and sentence in one), None)
    if at is not None:
        told[at] = told[at].replace(sentence, _bold(sentence), 1)
    if sum(map(len, told)) > WHOLE:
        told = [clause.rule, f"… {told[at]}"] if at else [told[0] if at == 0 else clause.rule]
    text = "\n\n".join(told)
    if at is None and sentence:
        for kind, examples in ((Example.PROHIBITED, clause.prohibited), (Example.ALLOWED, clause.allowed)):
            found = next((one for one in examples if sentence in one), None)
            if found is not None:
                return Marked(text, _bold(found), kind)
    return Marked(text)


def _on_one_line(text: str) -> str:
    return " ".join(text.split())


def _unwrapped(paragraph: str) -> str:
    return "\n".join(map(_on_one_line, _WRAP.sub(" ", paragraph.strip()).splitlines()))


def _bold(sentence: str) -> str:
    return f"**{_BOLD.sub('', sentence)}**"

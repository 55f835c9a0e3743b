"""A clause cut into the texts whose meaning is compared with a question's."""

import re

from domain.rulebook.clauses import Clause

_MARKUP = re.compile(r"[*_`#>\[\]|]|\]\([^)]*\)")
_HEADS = "allowed|prohibited|erlaubt|verboten|permitido|prohibido|autorisé|interdit|認められる例|禁止される例"
_EXAMPLES = re.compile(rf"^###\s+(?:{_HEADS})\b.*", re.IGNORECASE | re.MULTILINE | re.DOTALL)
_PARTS = re.compile(
    r"\n\s*(?:[-*+•]|\d+[.)])\s+|\n\s*\n|\n#+\s+|(?<=[.!?;])\s+(?=[^\W\d_a-z]|[\"“(])|(?<=。)|(?<=[.!?])\s*\n"
)
LONGEST = 1200  # characters of a whole clause; what stands behind is heard through its sentences
SENTENCE = 320
SHORT = 10
MOST = 24


def whole(clause: Clause) -> str:
    """Title and text without its examples."""
    text = _EXAMPLES.sub("", clause.body)
    return f"{clause.title}. {_plain(text)}"[:LONGEST]


def sentences(clause: Clause) -> tuple[str, ...]:
    """Each sentence and list item behind its title, for a sentence alone forgets what it is about; at least one."""
    fields = " ".join(part for part in (clause.action, clause.threshold, clause.scope) if part)
    parts = [_plain(part) for part in (*_PARTS.split(clause.body), fields, ", ".join(clause.keywords))]
    kept = [f"{clause.title}: {part[:SENTENCE]}" for part in parts if len(part) > SHORT]
    return tuple(dict.fromkeys(kept))[:MOST] or (clause.title,)


def _plain(text: str) -> str:
    return " ".join(_MARKUP.sub(" ", text).split())

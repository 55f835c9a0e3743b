"""A clause cut into the texts whose meaning is compared with a question's."""

import re

from domain.rulebook.clauses import Clause

_MARKUP = re.compile(r"[*_`#>\[\]|]|\]\([^)]*\)")
_HEADS = "allowed|prohibited|erlaubt|verboten|permitido|prohibido|autorisé|interdit|認められる例|禁止される例"
_EXAMPLES = re.compile(rf"^###\s+(?:{_HEADS})\b.*", re.IGNORECASE | re.MULTILINE | re.DOTALL)
_PARTS = re.compile(
    r"\n\s*(?:[-*+•]|\d+[.)])\s+|\n\s*\n|\n#+\s+|(?<=[.!?;])\s+(?=[^\W\d_a-z]|[\"“(])|(?<=。)|(?<=[.!?])\s*\n"
)
_ITEM = re.compile(r":\s+([^\W\d_a-z].*)")
LONGEST = 1200  # characters of a whole clause; what stands behind is heard through its sentences
SENTENCE = 320
SHORT = 10
MOST = 24


def whole(clause: Clause) -> str:
    """Title and text without its examples."""
    text = _EXAMPLES.sub("", clause.body)
    return f"{clause.title}. {_plain(text)}"[:LONGEST]


def sentences(clause: Clause) -> tuple[str, ...]:
    """Each of the `parts` behind its title, for a sentence alone forgets what it is about; what its fields say; items
    without what leads to them, for that is the same in their whole list; at least one text.
    """
    fields = " ".join(part for part in (clause.action, clause.threshold, clause.scope) if part)
    written = [_plain(part) for part in parts(clause)]
    items = [found[1] for part in written if (found := _ITEM.search(part))]
    told = [*written, _plain(fields), _plain(", ".join(clause.keywords)), *items]
    kept = [_behind(clause.title, part) for part in told if len(part) > SHORT]
    return tuple(dict.fromkeys(kept))[:MOST] or (clause.title,)


def parts(clause: Clause) -> tuple[str, ...]:
    """The sentences and list items of its text as they are written, each once; the same ones stand first among its
    `sentences`, in this order.
    """
    found: dict[str, str] = {}
    for raw in _PARTS.split(clause.body):
        if len(part := _plain(raw)) > SHORT:
            found.setdefault(_behind(clause.title, part), raw.strip())
    return tuple(found.values())[:MOST]


def split(text: str) -> tuple[str, ...]:
    """The sentences of a text, each on one line."""
    return tuple(" ".join(part.split()) for part in _PARTS.split(text) if part.strip())


def _behind(title: str, part: str) -> str:
    return f"{title}: {part[:SENTENCE]}"


def _plain(text: str) -> str:
    return " ".join(_MARKUP.sub(" ", text).split())

"""A question that no clause answers, as far as it is kept: enough to tell who means the same, and what they share."""

import json
from base64 import b64decode, b64encode
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace

import numpy as np

from domain.rulebook.lexical import plain
from domain.rulebook.ranking import Ranker

KEPT = 500  # characters of a question
SAME_MEANING = 0.54  # cosine of two vectors, and the next: see docs/decisions/0030-gaps.md
SAME_WORDS = 0.5  # twice the stems in common, as a share of both
COMMON = 2  # askers by whom a word must be used before anybody reads it
LEFT_OUT = "…"
_PRIVATE = ("@", "://")  # an address stays out whoever uses it


@dataclass(frozen=True, slots=True)
class Chunk:
    """What stands between two spaces: its text and stems, and whether the rulebook's own words make it up."""

    text: str
    stems: tuple[str, ...]
    known: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """`nearest` is the id of the clause that came nearest, empty where none did; `vector` is the question's direction
    as sixteen-bit floats, empty where words alone decide.
    """

    chunks: tuple[Chunk, ...]
    nearest: str = ""
    vector: bytes = b""

    @property
    def stems(self) -> frozenset[str]:
        """The stems of all its words that carry meaning."""
        return frozenset(stem for chunk in self.chunks for stem in chunk.stems)


def asked(ranker: Ranker, question: str, nearest: str) -> Asked:
    """A question as it is kept, its first `KEPT` characters. Understanding it takes a processor some 10 ms."""
    said = plain(question)[:KEPT]
    direction = ranker.direction(said)
    vector = b"" if direction is None else direction.astype(np.float16).tobytes()
    return Asked(tuple(_chunk(ranker, text) for text in said.split()), nearest, vector)


def _chunk(ranker: Ranker, text: str) -> Chunk:
    stems = tuple(dict.fromkeys(ranker.words(text)))
    counts = any(map(str.isdigit, text))
    return Chunk(text, stems, known=not counts and all(map(ranker.knows, stems)))


def likeness(one: Asked, other: Asked) -> float:
    """How much two questions mean the same; from 1 on they count as one."""
    if one.vector and len(one.vector) == len(other.vector):
        a, b = (np.frombuffer(each.vector, dtype=np.float16).astype(np.float32) for each in (one, other))
        lengths = float(np.linalg.norm(a) * np.linalg.norm(b))
        return float(a @ b) / lengths / SAME_MEANING if lengths else 0.0
    mine, theirs = one.stems, other.stems
    if not mine or not theirs:
        return 0.0
    return 2 * len(mine & theirs) / (len(mine) + len(theirs)) / SAME_WORDS


def shared(questions: Sequence[Asked]) -> Asked:
    """The most central of these wordings with what only one person said left out: a word stays where the rulebook uses
    it or `COMMON` of the askers do; addresses never stay. `nearest` is the clause that most of them came near to.
    """
    users = Counter(stem for question in questions for stem in question.stems)
    common = {stem for stem, count in users.items() if count >= COMMON}
    ranked = sorted(questions, key=lambda one: (-_central(one, questions), [chunk.text for chunk in one.chunks]))
    kept = [_shown(chunk, common) for chunk in ranked[0].chunks]
    chunks = tuple(one for n, one in enumerate(kept) if one.text != LEFT_OUT or n == 0 or kept[n - 1].text != LEFT_OUT)
    nearest = Counter(one.nearest for one in questions if one.nearest).most_common(1)
    return replace(ranked[0], chunks=chunks, nearest=nearest[0][0] if nearest else "")


def _central(one: Asked, questions: Sequence[Asked]) -> float:
    return round(sum(likeness(one, other) for other in questions), 6)


def _shown(chunk: Chunk, common: set[str]) -> Chunk:
    private = any(mark in chunk.text for mark in _PRIVATE)
    shown = not private and (chunk.known or (bool(chunk.stems) and common.issuperset(chunk.stems)))
    return chunk if shown else Chunk(LEFT_OUT, (), known=False)


def wording(question: Asked) -> str:
    """Its words, one space between two."""
    return " ".join(chunk.text for chunk in question.chunks)


def packed(question: Asked) -> str:
    """As text that `unpacked` reads."""
    return json.dumps({**asdict(question), "vector": b64encode(question.vector).decode()}, ensure_ascii=False)


def unpacked(text: str) -> Asked:
    """What `packed` made."""
    found = json.loads(text)
    chunks = tuple(Chunk(one["text"], tuple(one["stems"]), known=one["known"]) for one in found["chunks"])
    return Asked(chunks, found["nearest"], b64decode(found["vector"]))

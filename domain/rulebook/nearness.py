"""How near a question is to each clause in meaning, from vectors that somebody else computed."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

import numpy as np

from domain.rulebook.clauses import Rulebook
from domain.rulebook.lexical import Floats
from domain.rulebook.segments import sentences, whole

HUB = 0.2  # share of a clause's nearness to usual questions that is taken off: some clauses are near to everything
NEAREST = 0.1  # of the usual questions, those nearest to a clause
LEVELS = 127
AT_ONCE = 256  # vectors


@dataclass(frozen=True, slots=True)
class Kind:
    """One way of looking: which encoder compares which texts."""

    encoder: str
    segment: str

    def texts(self, rulebook: Rulebook) -> list[tuple[str, ...]]:
        """The texts of each clause, in the rulebook's order; none is without."""
        clauses = rulebook.clauses.values()
        if self.segment == "whole":
            return [(whole(clause),) for clause in clauses]
        return [sentences(clause) for clause in clauses]


# The quick one first: it is ready while the others are still being computed.
USE_WHOLE, MINI_WHOLE = Kind("use", "whole"), Kind("mini", "whole")
E5_SENTENCES, E5_TOKENS = Kind("e5", "sentences"), Kind("e5-tokens", "whole")
QUICK = (USE_WHOLE,)
FULL = (USE_WHOLE, MINI_WHOLE, E5_SENTENCES, E5_TOKENS)
FOREIGN = (USE_WHOLE, E5_SENTENCES, E5_TOKENS)  # for a question or a rulebook that isn't in English
ALIKE = "alike"  # the encoder by which questions are compared with each other
IN_TRANSLATION = (USE_WHOLE,)  # how a translation is read; the slow encoder would take minutes for each language


@dataclass(frozen=True, slots=True)
class Near:
    """For every clause, how near its nearest text is: `raw` as a cosine, `fair` without what is near to everything."""

    raw: Floats
    fair: Floats


class Space:
    """The vectors of one kind, kept in eight bits. `vectors` holds rows, clause after clause; `counts` how many each
    clause has. `usual` holds the vectors of some questions that people ask of any rules, or none.

    A question has one vector, or one for each of its tokens: then it is as near to a clause as these are on average,
    each to what is nearest to it (Khattab and Zaharia, ColBERT, 2020). What is taken off follows Conneau et al., Word
    translation without parallel data (2018), in one direction: a clause of many sentences, or of general ones, is
    nearer to any question than others are.
    """

    def __init__(self, vectors: Floats, counts: list[int], usual: Floats) -> None:
        self._step = np.float32(np.abs(vectors).max(initial=0.0) / LEVELS or 1.0)
        self._vectors = np.round(vectors / self._step).astype(np.int8)
        self._ends = np.cumsum(counts).astype(np.intp)
        self._starts = np.concatenate([[0], self._ends[:-1]]).astype(np.intp)
        self._hub = np.zeros(len(counts), dtype=np.float32)
        if len(usual):
            most = np.sort(self._nearest(usual), axis=1)
            self._hub = HUB * most[:, -max(1, round(NEAREST * len(usual))) :].mean(axis=1)

    def near(self, question: Floats) -> Near:
        """How near a question's vector is to each clause, or those of its tokens on average."""
        found: Floats = self._nearest(np.atleast_2d(question)).mean(axis=1)
        return Near(found, found - self._hub)

    def _nearest(self, asked: Floats) -> Floats:
        """For each clause, how near each of these vectors is to what is nearest to it."""
        found: Floats = np.maximum.reduceat(self._times(slice(None), asked), self._starts)
        return found

    def texts_near(self, question: Floats, number: int) -> Floats:
        """How near a question's vector is to each text of the clause with this number, from 0."""
        return self._times(slice(self._starts[number], self._ends[number]), np.atleast_2d(question))[:, 0]

    def _times(self, rows: slice, asked: Floats) -> Floats:
        """Some of the vectors times others. A few at a time become full numbers, for these stay near the processor."""
        some, turned = self._vectors[rows], np.ascontiguousarray(asked.T, dtype=np.float32) * self._step
        found, full = np.empty((len(some), len(asked)), np.float32), np.empty((AT_ONCE, some.shape[1]), np.float32)
        for start in range(0, len(some), AT_ONCE):
            piece = some[start : start + AT_ONCE]
            np.copyto(full[: len(piece)], piece)
            np.matmul(full[: len(piece)], turned, out=found[start : start + AT_ONCE])
        return found


@dataclass(frozen=True, slots=True)
class Meaning:
    """The spaces of a rulebook, and how a question gets its vector in each encoder's. `translated` holds spaces of its
    translations, by language.
    """

    spaces: Mapping[Kind, Space]
    encoders: Mapping[str, Callable[[str], Floats]]
    translated: Mapping[str, Mapping[Kind, Space]] = field(default_factory=dict)

    @property
    def full(self) -> bool:
        """Whether every kind is there."""
        return all(kind in self.spaces for kind in FULL)

    def near(self, question: str, *, english: bool, spoken: Sequence[str] = ()) -> dict[Kind, Near]:
        """How near a question is, by kind. Encoders that know English only are asked only then. Translations into the
        languages that are `spoken` are heard beside the source: of each clause the nearest text counts.
        """
        names = {kind.encoder for kind in self.spaces if english or kind.encoder != "mini"}
        vectors = {name: self.encoders[name](question) for name in sorted(names)}
        found = {
            kind: space.near(vectors[kind.encoder]) for kind, space in self.spaces.items() if kind.encoder in names
        }
        for language in spoken:
            for kind, space in self.translated.get(language, {}).items():
                found[kind] = nearer(found[kind], space.near(vectors[kind.encoder]))
        return found

    def sentences_near(self, question: str, clauses: Sequence[int]) -> list[Floats]:
        """How near a question is to each sentence of some clauses, by the encoder that knows every language. Needs its
        space.
        """
        vector = self.encoders[E5_SENTENCES.encoder](question)
        return [self.spaces[E5_SENTENCES].texts_near(vector, number) for number in clauses]


def nearer(one: Near, other: Near) -> Near:
    """The better of two, clause by clause."""
    return Near(np.maximum(one.raw, other.raw), np.maximum(one.fair, other.fair))


def flat(texts: list[tuple[str, ...]]) -> list[str]:
    """All texts, clause after clause."""
    return list(chain.from_iterable(texts))

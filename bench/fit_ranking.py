"""`python -m bench.fit_ranking`: fit the ranking's constants on the development questions, and write them down.

First some rulebooks are left out in turn, and their questions, of each alone and of all of these as one, are asked with
what the others teach: those are the figures that it prints. (The questions in general are taken from all.) What is
written is then fitted on all of them. None of these questions taught the encoders (`bench.learn`), but for the
starter's, which is there for questions in the clauses' own words. Test questions are never read. `--dry` writes
nothing.
"""

import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from bench.fitting import Fitted, Row, enough, logistic, softmax_weights
from bench.questions_in import EASY, MODELLED, TOGETHER, Asked, questions, rulebook, union
from domain.rulebook.clauses import Rulebook
from domain.rulebook.evaluation import (
    Judged,
    auroc,
    hit_at_1,
    hit_at_3,
    made_up,
    precision_when_sure,
    withheld,
)
from domain.rulebook.everyday import in_policy_words
from domain.rulebook.fusion import rankings, signs
from domain.rulebook.languages import language_of
from domain.rulebook.lexical import Floats, Lexicon
from domain.rulebook.nearness import E5_TOKENS, FOREIGN, FULL, QUICK, Kind, Meaning, Near
from storage.encoders import Encoders
from storage.meanings import USUAL, meaning_of
from storage.vectors import Vectors

BOOKS = [name for names in TOGETHER for name in names]
USED = 96  # questions in general
RULES = Path(__file__).resolve().parent.parent / "domain" / "rulebook"
CACHE = Path("var/fitting.db")
WORDS_COUNT = 2.0  # times what the fit gives: most of its questions avoid the clauses' words, and people seldom do
SHOWN = (hit_at_1, hit_at_3, auroc, precision_when_sure, made_up, withheld)


@dataclass(slots=True)
class Heard:
    """What was seen of one question."""

    near: dict[Kind, Near]
    shares: Floats
    right: list[int]


@dataclass(slots=True)
class Session:
    """The encoders, and vectors that were computed already."""

    encoders: Encoders
    vectors: Vectors

    def usual(self, asked: Sequence[str]) -> dict[str, Floats]:
        """The vectors of some questions in general, by encoder; English ones, for one is English. Tokens need none."""
        known = [in_policy_words(one) for one in asked if language_of(one) == "en"]
        some = [known[n * len(known) // USED] for n in range(USED)]
        names = sorted({kind.encoder for kind in FULL if kind != E5_TOKENS})
        return {name: np.concatenate(self._of(name, some)).astype("<f2") for name in names}

    def _of(self, name: str, asked: Sequence[str]) -> list[Floats]:
        encode = self.encoders.asking(name)
        model = f"question {self.encoders.version(name)}"
        return self.vectors.of(model, asked, self.encoders.width(name), lambda some: [encode(one) for one in some])

    def asked(self, made: Meaning) -> Meaning:
        """A meaning whose questions are computed once."""
        known = {name: lambda text, name=name: self._of(name, [text])[0] for name in made.encoders}
        return Meaning(made.spaces, known, made.translated)

    def hear(self, book: Rulebook, asked: Sequence[Asked], usual: dict[str, Floats]) -> list[Heard]:
        """Every question's nearness to every clause."""
        meaning = self.asked(meaning_of(replace(book, translations={}), self.encoders, self.vectors, usual=usual))
        lexicon, index = Lexicon(book), {one: n for n, one in enumerate(book.clauses)}
        found = []
        for one in asked:
            words = in_policy_words(one.question)
            near = meaning.near(words, english=language_of(one.question) == "en")
            found.append(Heard(near, lexicon.shares(words), [index[name] for name in one.clauses]))
        return found


Sets = dict[str, list[Heard]]


@dataclass(frozen=True, slots=True)
class Way:
    """Rankings, and the constants that go with them."""

    kinds: tuple[Kind, ...]
    fitted: Fitted


def fit(sets: Sets, singles: Sequence[str], kinds: tuple[Kind, ...]) -> Way:
    """Order from single rulebooks, certainty from these and their unions, the threshold from those that are nearest to
    real ones; all from questions that have all `kinds`.
    """
    seen = {name: [one for one in heard if all(kind in one.near for kind in kinds)] for name, heard in sets.items()}
    order = softmax_weights(
        [[(rankings(one.near, one.shares, kinds), one.right) for one in seen[name] if one.right] for name in singles]
    )
    order[-1] *= WORDS_COUNT
    rows = {name: [_row(one, kinds, order) for one in heard] for name, heard in seen.items()}
    choosing = [rows[name] for names in MODELLED for name in (*names, together(names)) if name in rows]
    both = [some for some in rows.values() if len({known for _, known, _ in some}) > 1]
    fitted = logistic(order, both)
    return Way(kinds, replace(fitted, enough=enough(fitted, choosing)))


def together(names: Sequence[str]) -> str:
    """What several rulebooks as one are called."""
    return f"{names[0]}, …"


def _row(one: Heard, kinds: tuple[Kind, ...], order: Floats) -> Row:
    scores = rankings(one.near, one.shares, kinds) @ order
    return signs(one.near, one.shares, scores, kinds), bool(one.right), int(scores.argmax()) in one.right


def fit_all(sets: Sets, singles: Sequence[str]) -> tuple[Way, ...]:
    """For English, for every language, and for the quick encoder alone. A ranker has a single threshold for the first
    two.
    """
    full, foreign, quick = (fit(sets, singles, kinds) for kinds in (FULL, FOREIGN, QUICK))
    return full, replace(foreign, fitted=foreign.fitted.moved(full.fitted.enough)), quick


def write(usual: dict[str, Floats], ways: Sequence[Way]) -> None:
    """The two modules of constants."""
    names = ("FULL", "FOREIGN", "QUICK")
    text = '"""Fitted constants. Written by bench/fit_ranking.py: run it again instead of editing."""\n\n'
    text += "from domain.rulebook.fusion import Weights\n"
    text += f"from domain.rulebook.nearness import {', '.join(sorted(names))}\n\n"
    text += "BY_WORDS = 0.30  # of the question's weight; see docs/decisions/0002-ranking.md\n"
    for name, one in zip(names, (way.fitted for way in ways), strict=True):
        text += f"{name}_WEIGHTS = Weights(\n    {name},\n"
        for values in (one.order, one.means, one.spreads, one.certainty):
            text += f"    ({', '.join(f'{value:.4f}' for value in values)}),\n"
        text += f"    {one.intercept:.4f},\n    {one.enough:.4f},\n)\n"
    (RULES / "weights.py").write_text(text, encoding="utf-8")
    np.savez_compressed(USUAL, **usual)


def told(name: str, heard: list[Heard], ways: Sequence[Way]) -> None:
    """Print how well questions are answered with constants that don't know their rulebooks, each in the first way that
    it has the rankings for.
    """
    seen = []
    for one in heard:
        way = next(way for way in ways if all(kind in one.near for kind in way.kinds))
        scores = rankings(one.near, one.shares, way.kinds) @ way.fitted.order
        ranked = list(np.argsort(-scores, kind="stable"))
        place = 1 + min((ranked.index(n) for n in one.right), default=-1)
        certain = way.fitted.certain(signs(one.near, one.shares, scores, way.kinds))
        seen.append(Judged(bool(one.right), certain >= way.fitted.enough, place, certain))
    print(f"{name:34}" + " ".join(f"{measure(seen) or 0.0:.3f}" for measure in SHOWN), flush=True)


def as_one(names: Sequence[str]) -> tuple[Rulebook, list[Asked]]:
    """Several rulebooks with all their questions."""
    book, ids = union(list(names))
    return book, [
        Asked(one.question, tuple(ids[name][id_] for id_ in one.clauses))
        for name in names
        for one in questions("development", name)
    ]


def main() -> None:
    """Print the figures; write the constants unless told `--dry`."""
    session = Session(Encoders(), Vectors(CACHE))
    asked = {name: questions("development", name) for name in (*BOOKS, EASY)}
    usual = session.usual([one.question for some in asked.values() for one in some])
    sets = {name: session.hear(rulebook(name), some, usual) for name, some in asked.items()}
    unions = {together(names): session.hear(*as_one(names), usual) for names in TOGETHER}
    print(f"{'left out':34}hit@1 hit@3 AUROC p@30% made up, withheld; below with the quick encoder alone")
    for left, (said, union_of_left) in zip(TOGETHER, unions.items(), strict=True):
        singles = {name: some for name, some in sets.items() if name not in left}
        others = {name: some for name, some in unions.items() if name != said}
        ways = fit_all(singles | others, list(singles))
        alone = [one for name in left for one in sets[name]]
        for name, heard in ((said, alone), (f"{said} as one", union_of_left)):
            told(name, heard, ways)
            told("", heard, ways[-1:])
    if "--dry" not in sys.argv:
        write(usual, fit_all(sets | unions, list(sets)))


if __name__ == "__main__":
    main()

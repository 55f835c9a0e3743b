"""`python -m bench.fit_ranking`: fit the ranking's constants on the development questions, and write them down.

First each rulebook is left out in turn, and its questions are asked with what the others teach: those are the figures
that it prints. What is written is then fitted on all of them. None of these questions taught the encoders
(`bench.learn`), but for the starter's, which is there for questions in the clauses' own words. Test questions are never
read. `--dry` writes nothing.
"""

import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from bench.fitting import Fitted, logistic, softmax_weights
from bench.questions_in import EASY, PARAPHRASED, PLAIN, Asked, questions, rulebook, union
from domain.rulebook.clauses import Rulebook
from domain.rulebook.everyday import in_policy_words
from domain.rulebook.fusion import Stand, rankings, signs, stood_in
from domain.rulebook.languages import language_of
from domain.rulebook.lexical import Floats, Lexicon
from domain.rulebook.nearness import FULL, QUICK, Kind, Meaning, Near
from storage.encoders import Encoders
from storage.learned import digest
from storage.meanings import USUAL, meaning_of
from storage.vectors import Vectors

BOOKS = [*PARAPHRASED, *PLAIN]
USED = 96  # questions in general
RULES = Path(__file__).resolve().parent.parent / "domain" / "rulebook"
CACHE = Path("var/fitting.db")
UNION = "all"
LAXER = 0.06  # below the threshold that the fit gives, whose unanswerable questions are nearer than most: decision 38
WORDS_COUNT = 2.0  # times what the fit gives: most of its questions avoid the clauses' words, and people seldom do


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
        """The vectors of some questions in general, by encoder: English ones, for one encoder knows no more."""
        known = [in_policy_words(one) for one in asked if language_of(one) == "en"]
        some = [known[n * len(known) // USED] for n in range(USED)]
        return {name: self._of(name, some).astype("<f2") for name in sorted({kind.encoder for kind in FULL})}

    def _of(self, name: str, asked: Sequence[str]) -> Floats:
        encode = self.encoders.asking(name)
        model = f"question {self.encoders.version(name)} {digest()}"
        width = self.encoders.width(name)
        return self.vectors.of(model, asked, width, lambda some: np.array([encode(one) for one in some]))

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


def standing(sets: Sets) -> dict[Kind, Stand]:
    """Mean and spread of each kind over English questions."""
    english = [one for heard in sets.values() for one in heard if FULL[1] in one.near]
    found = {}
    for kind in FULL:
        raw = np.concatenate([one.near[kind].raw for one in english])
        fair = np.concatenate([one.near[kind].fair - one.near[kind].fair.mean() for one in english])
        found[kind] = Stand(float(raw.mean()), float(fair.std()))
    return found


def fit(sets: Sets, singles: Sequence[str], kinds: Sequence[Kind], stands: dict[Kind, Stand]) -> Fitted:
    """Order from single rulebooks, certainty from these and their unions."""
    seen = {
        name: [(stood_in(one.near, stands), one.shares, one.right) for one in heard] for name, heard in sets.items()
    }
    order = softmax_weights(
        [[(rankings(near, shares, kinds), right) for near, shares, right in seen[name] if right] for name in singles]
    )
    order[-1] *= WORDS_COUNT
    rows = {name: [] for name in seen}
    for name, heard in seen.items():
        for near, shares, right in heard:
            scores = rankings(near, shares, kinds) @ order
            rows[name].append((signs(near, shares, scores, kinds), bool(right), int(scores.argmax()) in right))
    fitted = logistic(order, list(rows.values()))
    return replace(fitted, enough=fitted.enough - LAXER) if kinds == FULL else fitted


def write(usual: dict[str, Floats], stands: dict[Kind, Stand], full: Fitted, quick: Fitted) -> None:
    """The two modules of constants."""
    names = {FULL[0]: "USE_WHOLE", FULL[1]: "MINI_WHOLE", FULL[2]: "MINI_SENTENCES", FULL[3]: "E5_SENTENCES"}
    lines = [f"    {names[kind]}: Stand({one.mean:.4f}, {one.spread:.4f})," for kind, one in stands.items()]
    said = '"""Fitted constants. Written by bench/fit_ranking.py: run it again instead of editing."""\n\n'
    text = said + "from domain.rulebook.fusion import Stand, Weights\nfrom domain.rulebook.nearness import "
    text += ", ".join(sorted({*names.values(), "FULL", "QUICK"})) + "\n\n"
    text += "BY_WORDS = 0.30  # of the question's weight; see docs/decisions/0002-ranking.md\n"
    text += "STANDS = {\n" + "\n".join(lines) + "\n}\n"
    for name, kinds, one in (("FULL_WEIGHTS", "FULL", full), ("QUICK_WEIGHTS", "QUICK", quick)):
        text += f"{name} = Weights(\n    {kinds},\n"
        for values in (one.order, one.means, one.spreads, one.certainty):
            text += f"    ({', '.join(f'{value:.4f}' for value in values)}),\n"
        text += f"    {one.intercept:.4f},\n    {one.enough:.4f},\n)\n"
    (RULES / "weights.py").write_text(text, encoding="utf-8")
    np.savez_compressed(USUAL, **usual)


def told(name: str, heard: list[Heard], kinds: Sequence[Kind], one: Fitted, stands: dict[Kind, Stand]) -> list[float]:
    """Print how well a rulebook's questions are answered with constants that don't know it."""
    first, third, sure, right, answerable = [], [], [], [], []
    for question in heard:
        near = stood_in(question.near, stands)
        scores = rankings(near, question.shares, kinds) @ one.order
        ranked = list(np.argsort(-scores, kind="stable"))
        place = min((ranked.index(n) for n in question.right), default=-1)
        sure.append(one.certain(signs(near, question.shares, scores, kinds)))
        right.append(place == 0)
        answerable.append(bool(question.right))
        if question.right:
            first.append(place == 0)
            third.append(place < 3)  # noqa: PLR2004 -- hit@3
    certain, known = np.array(sure), np.array(answerable)
    above = (certain[known][:, None] > certain[~known][None]).mean() + (
        certain[known][:, None] == certain[~known][None]
    ).mean() / 2
    most = np.argsort(-certain)[: int(0.3 * len(certain))]
    figures = [float(np.mean(first)), float(np.mean(third)), float(above), float(np.array(right)[most].mean())]
    figures += [float((certain[~known] >= one.enough).mean()), float((certain[known] < one.enough).mean())]
    print(f"{name:12}" + " ".join(f"{value:.3f}" for value in figures))
    return figures


def asked_of(names: Sequence[str]) -> dict[str, list[Asked]]:
    """The questions of single rulebooks, and of all together."""
    ids = union(list(names))[1]
    found = {name: questions("development", name) for name in names}
    every = [Asked(one.question, tuple(ids[name][id_] for id_ in one.clauses)) for name in names for one in found[name]]
    return found | {UNION: every}


def heard(session: Session, names: Sequence[str], more: Sequence[str] = ()) -> tuple[Sets, dict[str, Floats]]:
    """What is seen of the questions of rulebooks and of their union, and of `more` rulebooks; the questions in general
    are taken from the former alone.
    """
    asked = asked_of(names)
    usual = session.usual([one.question for name in names for one in asked[name]])
    sets = {name: session.hear(rulebook(name), asked[name], usual) for name in names}
    sets[UNION] = session.hear(union(list(names))[0], asked[UNION], usual)
    return sets | {name: session.hear(rulebook(name), questions("development", name), usual) for name in more}, usual


def main() -> None:
    """Print the figures; write the constants unless told `--dry`."""
    session = Session(Encoders(), Vectors(CACHE))
    print(f"{'left out':12}hit@1 hit@3 AUROC p@30% made up, withheld")
    figures = {QUICK: [], FULL: []}
    for left in BOOKS:
        names = [one for one in (*BOOKS, EASY) if one != left]
        sets, _ = heard(session, names, [left])
        unseen = sets.pop(left)
        stands = standing(sets)
        for kinds, rows in figures.items():
            rows.append(told(left, unseen, kinds, fit(sets, names, kinds, stands), stands))
    for kinds, rows in figures.items():
        print(f"{'mean':12}" + " ".join(f"{one:.3f}" for one in np.mean(rows, axis=0)) + f"  ({len(kinds)} rankings)")
    names = [*BOOKS, EASY]
    sets, usual = heard(session, names)
    stands = standing(sets)
    full, quick = (fit(sets, names, kinds, stands) for kinds in (FULL, QUICK))
    told("in sight", sets[UNION], FULL, full, stands)
    if "--dry" not in sys.argv:
        write(usual, stands, full, quick)


if __name__ == "__main__":
    main()

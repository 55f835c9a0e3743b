"""`python -m bench.fit_translated`: fit the certainty of answers to questions for which a translation is heard, and
write it down. The order of clauses is the source's, from `bench.fit_ranking`.

First each language is left out in turn, and its questions are asked with what the others teach: those are the figures
that it prints. Test questions are never read. `--dry` writes nothing.
"""

import sys
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from bench.fit_ranking import CACHE, RULES, Session
from bench.fitting import Fitted, Row, logistic, threshold
from bench.questions_in import questions, rulebook
from domain.rulebook.clauses import Rulebook
from domain.rulebook.fusion import Weights, ordering, signs
from domain.rulebook.languages import language_of
from domain.rulebook.nearness import FOREIGN, QUICK, Meaning
from domain.rulebook.ranking import Ranker
from domain.rulebook.weights import FOREIGN_WEIGHTS, QUICK_WEIGHTS
from storage.encoders import Encoders
from storage.meanings import meaning_of
from storage.vectors import Vectors

NAMES = "translated", "reworded"
FILE = RULES / "weights_told.py"
Flags = NDArray[np.bool_]
Sets = dict[tuple[str, str], list[Row]]


def rows_of(book: Rulebook, meaning: Meaning, weights: Weights) -> Sets:
    """What tells whether a question is answered, by language and file."""
    ranker, index = Ranker(book, meaning), {one: n for n, one in enumerate(book.clauses)}
    found: Sets = {}
    for name in NAMES:
        for one in questions("development", name):
            heard = ranker.hear(one.question, meaning)
            if not heard.told:
                continue
            order = ordering(heard.near, heard.shares, weights)
            seen = signs(heard.near, heard.shares, order, weights.kinds)
            right = int(order.argmax()) in [index[clause] for clause in one.clauses]
            found.setdefault((language_of(one.question), name), []).append((seen, bool(one.clauses), right))
    return found


def fit(sets: Sets, weights: Weights) -> Fitted:
    """A certainty fitted on all. Its threshold is found where each language is judged by what the others teach, and
    then moved to the source's, for a ranker has a single one.
    """
    order = np.array(weights.order)
    certain, known = [], []
    for (language, _), rows in sets.items():
        others = logistic(order, [some for (other, _), some in sets.items() if other != language])
        certain.append(np.array([others.certain(row) for row, _, _ in rows]))
        known.append(np.array([answerable for _, answerable, _ in rows]))
    enough = threshold(certain, known)
    for key, sure, can, rows in zip(sets, certain, known, sets.values(), strict=True):
        told(" ".join(key), sure >= enough, can, np.array([right for _, _, right in rows]))
    return replace(logistic(order, list(sets.values())), enough=enough).moved(weights.enough)


def told(name: str, quoted: Flags, known: Flags, right: Flags) -> None:
    """Print how one set is answered."""
    print(
        f"{name:16}{len(known):4} hit@1 {right[known].mean():.2f} made up {quoted[~known].mean():.2f} "
        f"withheld {1 - quoted[known].mean():.2f} wrong {(quoted & known & ~right).mean():.2f}"
    )


def write(found: dict[str, tuple[str, Fitted]]) -> None:
    """The module of constants."""
    text = '"""Fitted constants. Written by bench/fit_translated.py: run it again instead of editing."""\n\n'
    text += "from domain.rulebook.fusion import Weights\nfrom domain.rulebook.nearness import FOREIGN, QUICK\n"
    text += "from domain.rulebook.weights import FOREIGN_WEIGHTS, QUICK_WEIGHTS\n\n"
    for name, (kinds, one) in found.items():
        text += f"{name} = Weights(\n    {kinds},\n    {kinds}_WEIGHTS.order,\n"
        for values in (one.means, one.spreads, one.certainty):
            text += f"    ({', '.join(f'{value:.4f}' for value in values)}),\n"
        text += f"    {one.intercept:.4f},\n    {kinds}_WEIGHTS.enough,\n)\n"
    FILE.write_text(text, encoding="utf-8")


def main() -> None:
    """Print the figures; write the constants unless told `--dry`."""
    session = Session(Encoders(), Vectors(CACHE))
    book, found = rulebook("starter"), {}
    for kinds, said, weights in ((QUICK, "QUICK", QUICK_WEIGHTS), (FOREIGN, "FOREIGN", FOREIGN_WEIGHTS)):
        print(said)
        meaning = session.asked(meaning_of(book, session.encoders, session.vectors, kinds))
        found[f"{said}_TOLD"] = said, fit(rows_of(book, meaning, weights), weights)
    if "--dry" not in sys.argv:
        write(found)


if __name__ == "__main__":
    main()

"""`python -m bench.ranking`: start, memory and milliseconds of an answer, by words and by meaning, each in a process of
its own: 17, 500 and 20,000 clauses. Vectors are made up, for reading that many clauses takes long; the arithmetic of an
answer is the same.
"""

import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from bench.answers import QUESTIONS
from bot.places import STARTER
from bot.ranking import kinds_for
from domain.rulebook.answers import answer
from domain.rulebook.clauses import Rulebook
from domain.rulebook.nearness import E5_TOKENS, Kind, Meaning, Space
from domain.rulebook.ranking import Ranker
from storage.encoders import Encoders
from storage.files import read_rulebook
from storage.meanings import NONE, usual_questions

SIZES = (17, 500, 20_000)
LETTERS = 4  # of a token, at least on average
ASKED = (*QUESTIONS, "Darf ich mit Kundengesprächen ein Modell trainieren?", "my boss wants my login, is that ok?")


def rulebook_of(size: int) -> Rulebook:
    """The starter's clauses with other ids, in the source's language alone."""
    rules = read_rulebook(STARTER)
    kinds = list(rules.clauses.values())
    clauses = {f"c{n}": replace(kinds[n % len(kinds)], id=f"c{n}") for n in range(size)}
    return replace(rules, clauses=clauses, translations={})


def made_up(rules: Rulebook, encoders: Encoders) -> Meaning:
    """Spaces of the right size."""
    chance, spaces = np.random.default_rng(1), {}
    for kind in kinds_for(rules):
        counts, width = [rows_of(kind, some) for some in kind.texts(rules)], encoders.width(kind.encoder)
        rows = chance.standard_normal((sum(counts), width), dtype=np.float32)
        rows /= np.linalg.norm(rows, axis=1, keepdims=True)
        spaces[kind] = Space(rows, counts, usual_questions().get(kind.encoder, NONE))
    return Meaning(spaces, {kind.encoder: encoders.asking(kind.encoder) for kind in spaces})


def rows_of(kind: Kind, texts: Sequence[str]) -> int:
    """How many vectors a clause has."""
    return sum(map(len, texts)) // LETTERS if kind == E5_TOKENS else len(texts)


def measure(size: int, ranking: str) -> str:
    """One line."""
    rules = rulebook_of(size)
    started = time.perf_counter()
    ranker = Ranker(rules)
    built = time.perf_counter() - started
    if ranking == "meaning":
        ranker = Ranker(rules, made_up(rules, Encoders()))
    for question in ASKED:
        answer(rules, ranker, question)
    taken, begun = [], time.process_time()
    for n in range(200):
        question = f"{ASKED[n % len(ASKED)]} ({n})"  # a new one each time, for the last few are remembered
        started = time.perf_counter()
        answer(rules, ranker, question)
        taken.append((time.perf_counter() - started) * 1000)
    worked = (time.process_time() - begun) * 1000 / len(taken)
    resident = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    late = statistics.quantiles(taken, n=20)[-1]
    return (
        f"{ranking:8}{size:>7} clauses: index of words {built:5.2f} s   p95 {late:6.1f} ms   "
        f"processor {worked:5.1f} ms   resident {resident:4.0f} MiB"
    )


def main() -> None:
    """Each in its own process, for memory is not given back."""
    if len(sys.argv) > 1:
        print(measure(int(sys.argv[1]), sys.argv[2]))
        return
    for ranking in ("lexical", "meaning"):
        for size in SIZES:
            subprocess.run([sys.executable, "-m", "bench.ranking", str(size), ranking], check=True)


if __name__ == "__main__":
    main()

"""`python -m bench.ranking`: start-up, memory and milliseconds of an answer, from 110 to 20,000 clauses."""

import resource
import statistics
import time
from dataclasses import replace

from bench.answers import QUESTIONS
from bot.places import STARTER
from domain.rulebook.answers import answer
from domain.rulebook.ranking import Ranker
from storage.files import read_rulebook

RULES = read_rulebook(STARTER)


def measure(size: int) -> str:
    """One line for a rulebook of `size` clauses, made of the starter's with other ids."""
    kinds = list(RULES.clauses.values())
    clauses = {f"c{n}": replace(kinds[n % len(kinds)], id=f"c{n}") for n in range(size)}
    rules = replace(RULES, clauses=clauses)
    started = time.perf_counter()
    ranker = Ranker(rules)
    built = time.perf_counter() - started
    taken = []
    for n in range(200):
        started = time.perf_counter()
        answer(rules, ranker, QUESTIONS[n % len(QUESTIONS)])
        taken.append((time.perf_counter() - started) * 1000)
    resident = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    late = statistics.quantiles(taken, n=20)[-1]
    return f"{size:>6} clauses: index {built:6.2f} s   p95 {late:6.2f} ms   resident {resident:5.0f} MiB so far"


for many in (110, 500, 20_000):
    print(measure(many))

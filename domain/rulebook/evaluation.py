"""How well questions are answered: figures from answers whose truth is known, with confidence intervals."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass

ROUNDS = 1000
SEED = 2026
SURE = 0.30  # of the questions, the most certain
TOP = 3


@dataclass(frozen=True, slots=True)
class Judged:
    """One question's answer. `place` is that of the first right clause, from 1; 0 where it is not among those listed.
    `answerable` says whether there is one; `score` is that of the first clause.
    """

    answerable: bool
    answered: bool
    place: int
    score: float
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure and its 95 % interval, by bootstrap over questions."""

    value: float
    low: float
    high: float


Measure = Callable[[Sequence[Judged]], float | None]


def _mean(values: list[float]) -> float | None:
    return sum(values) / len(values) if values else None


def hit_at_1(seen: Sequence[Judged]) -> float | None:
    """Share of answerable questions whose first clause is right."""
    return _mean([float(one.place == 1) for one in seen if one.answerable])


def hit_at_3(seen: Sequence[Judged]) -> float | None:
    """Share of answerable questions with a right clause among the first three."""
    return _mean([float(1 <= one.place <= TOP) for one in seen if one.answerable])


def mean_reciprocal_rank(seen: Sequence[Judged]) -> float | None:
    """Mean of one over the place of the first right clause; nothing for those not listed."""
    return _mean([1 / one.place if one.place else 0.0 for one in seen if one.answerable])


def auroc(seen: Sequence[Judged]) -> float | None:
    """Chance that an answerable question has a higher first score than one that isn't; ties count half."""
    ranked = sorted(one.score for one in seen)
    ranks: dict[float, float] = {}
    start = 0
    while start < len(ranked):
        end = start
        while end < len(ranked) and ranked[end] == ranked[start]:
            end += 1
        ranks[ranked[start]] = (start + 1 + end) / 2
        start = end
    can = [ranks[one.score] for one in seen if one.answerable]
    cannot = len(seen) - len(can)
    return (sum(can) - len(can) * (len(can) + 1) / 2) / (len(can) * cannot) if can and cannot else None


def precision_when_sure(seen: Sequence[Judged]) -> float | None:
    """Share of right first clauses among the 30 % of all questions with the highest scores."""
    most = sorted(seen, key=lambda one: -one.score)[: max(1, round(SURE * len(seen)))]
    return _mean([float(one.place == 1) for one in most])


def made_up(seen: Sequence[Judged]) -> float | None:
    """Share of unanswerable questions that were answered."""
    return _mean([float(one.answered) for one in seen if not one.answerable])


def withheld(seen: Sequence[Judged]) -> float | None:
    """Share of answerable questions that were not answered."""
    return _mean([float(not one.answered) for one in seen if one.answerable])


MEASURES: dict[str, Measure] = {
    "hit@1": hit_at_1,
    "hit@3": hit_at_3,
    "mrr": mean_reciprocal_rank,
    "auroc": auroc,
    "precision@30%": precision_when_sure,
    "made_up": made_up,
    "withheld": withheld,
}


def figures(seen: Sequence[Judged], rounds: int = ROUNDS) -> dict[str, Figure | None]:
    """Every measure with its interval; None where there is nothing to measure. The same questions give the same
    intervals, for the bootstrap is seeded.
    """
    chance = random.Random(SEED)  # noqa: S311 -- a bootstrap, not a secret
    samples = [chance.choices(seen, k=len(seen)) for _ in range(rounds)] if seen else []
    found: dict[str, Figure | None] = {}
    for name, measure in MEASURES.items():
        value = measure(seen) if seen else None
        drawn = sorted(one for sample in samples if (one := measure(sample)) is not None)
        found[name] = None if value is None or not drawn else Figure(value, _at(drawn, 0.025), _at(drawn, 0.975))
    return found


def _at(drawn: list[float], share: float) -> float:
    return drawn[min(len(drawn) - 1, int(share * len(drawn)))]

"""One order and one certainty from several rankings. The constants in weights.py are fitted by bench/fit_ranking.py."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from domain.rulebook.lexical import Floats
from domain.rulebook.nearness import Kind, Near

SHARED = 0.2  # of a question's weight: words in common count from here on, below it they are chance
NEXT = 5  # clauses that the best is compared with


@dataclass(frozen=True, slots=True)
class Weights:
    """`order` weighs the rankings (the last is that of words); `certainty` is a logistic regression over `signs`, which
    are scaled by `means` and `spreads`; `enough` is the certainty from which a clause is quoted.
    """

    kinds: tuple[Kind, ...]
    order: tuple[float, ...]
    means: tuple[float, ...]
    spreads: tuple[float, ...]
    certainty: tuple[float, ...]
    intercept: float
    enough: float


def ordering(near: Mapping[Kind, Near], shares: Floats, weights: Weights) -> Floats:
    """A score of each clause within this question; only differences count."""
    found: Floats = rankings(near, shares, weights.kinds) @ np.array(weights.order)
    return found


def rankings(near: Mapping[Kind, Near], shares: Floats, kinds: Sequence[Kind]) -> Floats:
    """What is weighed: a row for each clause, a column for each ranking, that of words last."""
    parts = [near[kind].fair - near[kind].fair.mean() for kind in kinds]
    return np.stack([*parts, np.maximum(shares - SHARED, 0.0)], axis=-1)


def signs(near: Mapping[Kind, Near], shares: Floats, order: Floats, kinds: Sequence[Kind]) -> Floats:
    """What tells whether the best clause answers: its lead over the next, and over all, which is long by chance where
    clauses are many; how many rankings agree on it, and how near it is in each meaning and how near any is. How many
    words they share tells little: near misses share them, too.
    """
    ranked = np.argsort(-order, kind="stable")
    best, scores = ranked[0], order[ranked]
    others = scores[1:] if len(scores) > 1 else scores - 1.0
    follow = others[: NEXT - 1]
    every = [near[kind].raw for kind in kinds]
    agreeing = sum(float(one.argmax() == best) for one in (*every, shares))
    found = [scores[0] - follow[0], scores[0] - follow.mean(), scores[0] - others.mean(), agreeing]
    for one in every:
        found += [one[best], one.max()]
    return np.array(found)


def certainty(found: Floats, weights: Weights) -> float:
    """How likely it is that the best clause answers, 0 to 1."""
    scaled = (found - np.array(weights.means)) / np.array(weights.spreads)
    return float(1 / (1 + np.exp(-(scaled @ np.array(weights.certainty) + weights.intercept))))

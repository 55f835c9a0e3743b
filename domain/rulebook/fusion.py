"""One order and one certainty from several rankings. The constants in weights.py are fitted by bench/fit_ranking.py."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from domain.rulebook.lexical import Floats
from domain.rulebook.nearness import E5_SENTENCES, MINI_SENTENCES, MINI_WHOLE, USE_WHOLE, Kind, Near

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


@dataclass(frozen=True, slots=True)
class Stand:
    """Mean and spread of English questions' nearness, so that one encoder can stand in for another."""

    mean: float
    spread: float


def stood_in(near: Mapping[Kind, Near], stands: Mapping[Kind, Stand]) -> dict[Kind, Near]:
    """Where the question isn't English, the English encoder's place is taken by what the others say, in its scale."""
    found = dict(near)
    if E5_SENTENCES not in near or MINI_WHOLE in near:
        return found
    others = [(near[kind], stands[kind]) for kind in (E5_SENTENCES, USE_WHOLE)]
    for kind in (MINI_WHOLE, MINI_SENTENCES):
        own = stands[kind]
        raw = np.mean([(one.raw - stand.mean) / stand.spread for one, stand in others], axis=0)
        fair = np.mean([(one.fair - one.fair.mean()) / stand.spread for one, stand in others], axis=0)
        found[kind] = Near(own.mean + own.spread * raw, own.spread * fair)
    return found


def ordering(near: Mapping[Kind, Near], shares: Floats, weights: Weights) -> Floats:
    """A score of each clause within this question; only differences count."""
    found: Floats = rankings(near, shares, weights.kinds) @ np.array(weights.order)
    return found


def rankings(near: Mapping[Kind, Near], shares: Floats, kinds: Sequence[Kind]) -> Floats:
    """What is weighed: a row for each clause, a column for each ranking, that of words last."""
    parts = [near[kind].fair - near[kind].fair.mean() for kind in kinds]
    return np.stack([*parts, np.maximum(shares - SHARED, 0.0)], axis=-1)


def signs(near: Mapping[Kind, Near], shares: Floats, order: Floats, kinds: Sequence[Kind]) -> Floats:
    """What tells whether the best clause answers: its lead, how near it is by each ranking and how near any is, and
    how many rankings agree on it.
    """
    ranked = np.argsort(-order, kind="stable")
    best, scores = ranked[0], order[ranked]
    follow = scores[1:NEXT] if len(scores) > 1 else scores - 1.0
    every = [near[kind].raw for kind in kinds] + [shares]
    agreeing = sum(float(one.argmax() == best) for one in every)
    found = [scores[0] - follow[0], scores[0] - follow.mean(), agreeing]
    for one in every:
        found += [one[best], one.max()]
    return np.array(found)


def certainty(found: Floats, weights: Weights) -> float:
    """How likely it is that the best clause answers, 0 to 1."""
    scaled = (found - np.array(weights.means)) / np.array(weights.spreads)
    return float(1 / (1 + np.exp(-(scaled @ np.array(weights.certainty) + weights.intercept))))

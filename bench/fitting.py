"""Two small regressions in numpy, so that fitting needs no library that Ombud doesn't run on."""

import math
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from domain.rulebook.lexical import Floats

RIDGE = 0.003
CALM = 3.0  # ridge of the certainty
STEPS = 2000
MADE_UP, WITHHELD = 0.15, 0.25  # at most, of the unanswerable and the answerable questions
HALF = 0.25  # how much an answerable question counts as a good one whose best clause is a wrong one
Row = tuple[Floats, bool, bool]


@dataclass(slots=True)
class Fitted:
    """What `Weights` is made of."""

    order: Floats
    means: Floats
    spreads: Floats
    certainty: Floats
    intercept: float
    enough: float = 0.5

    def certain(self, found: Floats) -> float:
        """How certain the best clause is."""
        return float(1 / (1 + np.exp(-(((found - self.means) / self.spreads) @ self.certainty + self.intercept))))

    def moved(self, enough: float) -> "Fitted":
        """The same with another threshold, so that the same is answered."""
        by = math.log(enough / (1 - enough)) - math.log(self.enough / (1 - self.enough))
        return replace(self, intercept=self.intercept + by, enough=enough)


def softmax_weights(sets: list[list[tuple[Floats, list[int]]]]) -> Floats:
    """Weights of rankings, none below zero, that give the right clauses the largest share of a softmax. Each set of
    questions counts the same, whatever its size.
    """
    spread = np.concatenate([rows for one in sets for rows, _ in one]).std(axis=0) + 1e-9
    weights = np.ones(len(spread))
    speed, size = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, STEPS + 1):
        slope = 2 * RIDGE * len(sets) * weights
        for one in sets:
            for rows, right in one:
                scaled = rows / spread
                scores = scaled @ weights
                shares = np.exp(scores - scores.max())
                shares /= shares.sum()
                wanted = np.zeros_like(shares)
                wanted[right] = shares[right] / shares[right].sum()
                slope += (shares - wanted) @ scaled / len(one)
        speed, size = 0.9 * speed + 0.1 * slope, 0.99 * size + 0.01 * slope**2
        weights -= 0.05 * (speed / (1 - 0.9**step)) / (np.sqrt(size / (1 - 0.99**step)) + 1e-9)
        weights = np.maximum(weights, 0.0)
        if step > 100 and float(np.abs(slope[weights > 0]).max(initial=0.0)) < 1e-3:  # noqa: PLR2004 -- it has settled
            break
    return weights / spread


def logistic(order: Floats, sets: list[list[Row]]) -> Fitted:
    """A logistic regression (Newton's steps): is the question answerable, and is the best clause right? An
    answerable question with a wrong best clause counts `HALF`. The threshold is left to others.
    """
    signs = np.array([row for one in sets for row, _, _ in one])
    means, spreads = signs.mean(axis=0), signs.std(axis=0) + 1e-9
    inputs = np.column_stack([(signs - means) / spreads, np.ones(len(signs))])
    wanted = np.array([1.0 if right else HALF if known else 0.0 for one in sets for _, known, right in one])
    counted = np.concatenate([_balance(one) for one in sets])
    found, ridge = np.zeros(inputs.shape[1]), np.full(inputs.shape[1], CALM)
    ridge[-1] = 0.0
    for _ in range(50):
        chance = 1 / (1 + np.exp(-(inputs @ found)))
        slope = inputs.T @ (counted * (chance - wanted)) + ridge * found
        bend = (inputs * (counted * chance * (1 - chance) + 1e-9)[:, None]).T @ inputs + np.diag(ridge)
        found -= np.linalg.solve(bend, slope)
    return Fitted(order, means, spreads, found[:-1], float(found[-1]))


def enough(fitted: Fitted, sets: list[list[Row]]) -> float:
    """The `threshold` for some sets."""
    certain = [np.array([fitted.certain(row) for row, _, _ in one]) for one in sets]
    return threshold(certain, [np.array([answerable for _, answerable, _ in one]) for one in sets])


def threshold(certain: list[Floats], known: list[NDArray[np.bool_]]) -> float:
    """Where made-up and withheld answers come nearest to their bars, on average over the sets."""

    def worst(limit: float) -> float:
        made_up = np.mean([(sure[~can] >= limit).mean() for sure, can in zip(certain, known, strict=True)])
        withheld = np.mean([(sure[can] < limit).mean() for sure, can in zip(certain, known, strict=True)])
        return max(made_up / MADE_UP, withheld / WITHHELD)

    return float(min(np.arange(0.02, 0.98, 0.005), key=worst))


def _balance(one: list[Row]) -> Floats:
    """Answerable and other questions of a set count the same, and every set a hundred."""
    known = np.array([answerable for _, answerable, _ in one])
    return np.where(known, 50 / max(1, known.sum()), 50 / max(1, (~known).sum()))

"""Fitted constants. Written by bench/fit_translated.py: run it again instead of editing."""

from domain.rulebook.fusion import Weights
from domain.rulebook.nearness import FOREIGN, QUICK
from domain.rulebook.weights import FOREIGN_WEIGHTS, QUICK_WEIGHTS

QUICK_TOLD = Weights(
    QUICK,
    QUICK_WEIGHTS.order,
    (9.5175, 11.7754, 18.5636, 1.3696, 0.3224, 0.3453),
    (9.3088, 9.7625, 11.1873, 0.5656, 0.1265, 0.1160),
    (0.4632, 0.7885, 0.3424, 0.4056, 0.0886, 1.6340),
    1.2751,
    QUICK_WEIGHTS.enough,
)
FOREIGN_TOLD = Weights(
    FOREIGN,
    FOREIGN_WEIGHTS.order,
    (7.5276, 9.4148, 17.9645, 2.5181, 0.3123, 0.3453, 0.8336, 0.8426, 0.7605, 0.7707),
    (6.3826, 6.7089, 7.8626, 1.2202, 0.1397, 0.1160, 0.0538, 0.0449, 0.0767, 0.0699),
    (0.2375, 0.9680, 0.1826, 0.6106, -0.0309, 0.2739, 0.3380, 1.9262, -0.7993, 2.0282),
    1.5496,
    FOREIGN_WEIGHTS.enough,
)

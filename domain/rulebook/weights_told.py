"""Fitted constants. Written by bench/fit_translated.py: run it again instead of editing."""

from domain.rulebook.fusion import Weights
from domain.rulebook.nearness import FULL, QUICK
from domain.rulebook.weights import FULL_WEIGHTS, QUICK_WEIGHTS

QUICK_TOLD = Weights(
    QUICK,
    QUICK_WEIGHTS.order,
    (8.6773, 10.6645, 1.3152, 0.2940, 0.3191, 0.3675, 0.3967),
    (8.5169, 8.8529, 0.5697, 0.1166, 0.1077, 0.2335, 0.2000),
    (-0.1440, 0.9983, 0.2595, 0.4615, 0.1877, 0.9092, 0.3155),
    0.7792,
    QUICK_WEIGHTS.enough,
)
FULL_TOLD = Weights(
    FULL,
    FULL_WEIGHTS.order,
    (5.8376, 7.3253, 3.3514, 0.2921, 0.3191, 0.4564, 0.4669, 0.4943, 0.5044, 0.7402, 0.7465, 0.3619, 0.3967),
    (5.2846, 5.4221, 1.4632, 0.1179, 0.1077, 0.1473, 0.1469, 0.1407, 0.1404, 0.0385, 0.0342, 0.2356, 0.2000),
    (-0.0881, 1.4501, 0.2190, -0.0418, -0.5113, 0.1151, 0.1699, 0.1151, 0.1699, 0.2731, 1.2151, 0.9587, -0.4565),
    1.0387,
    FULL_WEIGHTS.enough,
)

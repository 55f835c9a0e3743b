"""Fitted constants. Written by bench/fit_translated.py: run it again instead of editing."""

from domain.rulebook.fusion import Weights
from domain.rulebook.nearness import FOREIGN, QUICK
from domain.rulebook.weights import FOREIGN_WEIGHTS, QUICK_WEIGHTS

QUICK_TOLD = Weights(
    QUICK,
    QUICK_WEIGHTS.order,
    (8.7409, 10.7414, 16.5207, 1.3406, 0.2939, 0.3191),
    (8.5932, 8.9320, 10.2448, 0.5383, 0.1173, 0.1077),
    (-0.0318, 1.1274, 1.1098, 0.2688, -0.1238, 0.5771),
    1.0660,
    QUICK_WEIGHTS.enough,
)
FOREIGN_TOLD = Weights(
    FOREIGN,
    FOREIGN_WEIGHTS.order,
    (7.3982, 9.2566, 16.4502, 2.4384, 0.2768, 0.3191, 0.8316, 0.8406, 0.7690, 0.7777),
    (6.9099, 7.0435, 8.0280, 1.1886, 0.1302, 0.1077, 0.0539, 0.0463, 0.0591, 0.0539),
    (0.2650, 0.6707, 0.2774, 0.3586, 0.4102, -0.4780, 0.0235, 1.7838, -0.5049, 1.6220),
    1.3135,
    FOREIGN_WEIGHTS.enough,
)

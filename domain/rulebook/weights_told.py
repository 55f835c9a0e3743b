"""Fitted constants. Written by bench/fit_translated.py: run it again instead of editing."""

from domain.rulebook.fusion import Weights
from domain.rulebook.nearness import FOREIGN, QUICK
from domain.rulebook.weights import FOREIGN_WEIGHTS, QUICK_WEIGHTS

QUICK_TOLD = Weights(
    QUICK,
    QUICK_WEIGHTS.order,
    (8.7417, 10.7421, 1.3370, 0.2939, 0.3191),
    (8.5963, 8.9347, 0.5372, 0.1173, 0.1077),
    (0.0645, 2.0091, 0.2442, -0.1983, 0.8097),
    0.8531,
    QUICK_WEIGHTS.enough,
)
FOREIGN_TOLD = Weights(
    FOREIGN,
    FOREIGN_WEIGHTS.order,
    (7.4481, 9.3001, 2.4493, 0.2778, 0.3191, 0.8379, 0.8454, 0.7979, 0.8078),
    (6.8689, 7.0641, 1.1952, 0.1300, 0.1077, 0.0490, 0.0434, 0.0557, 0.0497),
    (0.2428, 0.8732, 0.3858, 0.6167, -0.5448, 0.1546, 1.8169, -0.8618, 1.7865),
    1.2450,
    FOREIGN_WEIGHTS.enough,
)

"""Fitted constants. Written by bench/fit_translated.py: run it again instead of editing."""

from domain.rulebook.fusion import Weights
from domain.rulebook.nearness import FULL, QUICK
from domain.rulebook.weights import FULL_WEIGHTS, QUICK_WEIGHTS

QUICK_TOLD = Weights(
    QUICK,
    QUICK_WEIGHTS.order,
    (8.6546, 10.6255, 1.3152, 0.2921, 0.3191, 0.3707, 0.3967),
    (8.5333, 8.8498, 0.5697, 0.1169, 0.1077, 0.2313, 0.2000),
    (0.0268, 0.9070, 0.1653, 0.5851, 0.1158, 1.1230, -0.0582),
    0.8279,
    QUICK_WEIGHTS.enough,
)
FULL_TOLD = Weights(
    FULL,
    FULL_WEIGHTS.order,
    (6.2706, 7.7174, 3.1993, 0.2913, 0.3191, 0.3349, 0.3489, 0.3791, 0.3927, 0.8237, 0.8298, 0.3655, 0.3967),
    (6.0143, 6.1623, 1.5511, 0.1191, 0.1077, 0.1350, 0.1317, 0.1302, 0.1269, 0.0268, 0.0233, 0.2341, 0.2000),
    (0.1750, 1.7138, 0.2049, 0.0391, -0.0696, 0.1426, 0.0186, 0.1426, 0.0186, 0.2118, 0.7307, 0.5896, -0.4472),
    1.3890,
    FULL_WEIGHTS.enough,
)

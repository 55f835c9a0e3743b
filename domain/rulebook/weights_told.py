"""Fitted constants. Written by bench/fit_translated.py: run it again instead of editing."""

from domain.rulebook.fusion import Weights
from domain.rulebook.nearness import FOREIGN, QUICK
from domain.rulebook.weights import FOREIGN_WEIGHTS, QUICK_WEIGHTS

QUICK_TOLD = Weights(
    QUICK,
    QUICK_WEIGHTS.order,
    (8.7417, 10.7421, 16.5219, 1.3370, 0.2939, 0.3191),
    (8.5963, 8.9347, 10.2474, 0.5372, 0.1173, 0.1077),
    (-0.0334, 1.1292, 1.1119, 0.2652, -0.1224, 0.5766),
    1.0425,
    QUICK_WEIGHTS.enough,
)
FOREIGN_TOLD = Weights(
    FOREIGN,
    FOREIGN_WEIGHTS.order,
    (7.4380, 9.3057, 16.5051, 2.4384, 0.2768, 0.3191, 0.8316, 0.8405, 0.7685, 0.7773),
    (6.9609, 7.0897, 8.0806, 1.1764, 0.1302, 0.1077, 0.0539, 0.0463, 0.0590, 0.0538),
    (0.2597, 0.6706, 0.2771, 0.3516, 0.4150, -0.4772, 0.0220, 1.8010, -0.5018, 1.6003),
    1.3088,
    FOREIGN_WEIGHTS.enough,
)

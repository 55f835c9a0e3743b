"""Fitted constants. Written by bench/fit_translated.py: run it again instead of editing."""

from domain.rulebook.fusion import Weights
from domain.rulebook.nearness import FOREIGN, QUICK
from domain.rulebook.weights import FOREIGN_WEIGHTS, QUICK_WEIGHTS

QUICK_TOLD = Weights(
    QUICK,
    QUICK_WEIGHTS.order,
    (10.1949, 12.5076, 18.9409, 1.3406, 0.2922, 0.3191),
    (10.0365, 10.4441, 11.9824, 0.5383, 0.1173, 0.1077),
    (0.1373, 1.0728, 0.9649, 0.2672, 0.0285, 0.4723),
    0.9800,
    QUICK_WEIGHTS.enough,
)
FOREIGN_TOLD = Weights(
    FOREIGN,
    FOREIGN_WEIGHTS.order,
    (8.4762, 10.5537, 18.5508, 2.4529, 0.2743, 0.3191, 0.8352, 0.8452, 0.7701, 0.7784),
    (7.8030, 8.0337, 9.1392, 1.1395, 0.1308, 0.1077, 0.0530, 0.0444, 0.0650, 0.0597),
    (0.3463, 0.6098, 0.2516, 0.7044, 0.4909, -0.2275, -0.0801, 1.9141, -0.6268, 1.7588),
    1.6339,
    FOREIGN_WEIGHTS.enough,
)

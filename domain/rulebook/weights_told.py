"""Fitted constants. Written by bench/fit_translated.py: run it again instead of editing."""

from domain.rulebook.fusion import Weights
from domain.rulebook.nearness import FULL, QUICK
from domain.rulebook.weights import FULL_WEIGHTS, QUICK_WEIGHTS

FULL_TOLD = Weights(
    FULL,
    FULL_WEIGHTS.order,
    (6.1512, 7.5992, 3.0870, 0.2928, 0.3189, 0.3373, 0.3542, 0.3791, 0.3952, 0.8232, 0.8298, 0.3504, 0.3840),
    (6.1015, 6.3041, 1.7382, 0.1142, 0.1024, 0.1382, 0.1310, 0.1319, 0.1250, 0.0273, 0.0233, 0.2355, 0.2005),
    (-0.0577, 1.1685, 0.2737, 0.0109, 0.4651, 0.1409, -0.1027, 0.1409, -0.1027, 0.2313, 0.6930, 0.9253, -0.6326),
    0.7669,
    FULL_WEIGHTS.enough,
)
QUICK_TOLD = Weights(
    QUICK,
    QUICK_WEIGHTS.order,
    (8.2995, 10.2023, 1.2899, 0.2961, 0.3189, 0.3586, 0.3840),
    (8.5118, 8.9456, 0.6561, 0.1104, 0.1024, 0.2292, 0.2005),
    (-0.1541, 1.0977, 0.3918, 0.2561, 0.8215, 0.9552, -0.3492),
    0.1785,
    QUICK_WEIGHTS.enough,
)

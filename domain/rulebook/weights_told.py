"""Fitted constants. Written by bench/fit_translated.py: run it again instead of editing."""

from domain.rulebook.fusion import Weights
from domain.rulebook.nearness import FOREIGN, QUICK
from domain.rulebook.weights import FOREIGN_WEIGHTS, QUICK_WEIGHTS

QUICK_TOLD = Weights(
    QUICK,
    QUICK_WEIGHTS.order,
    (10.1946, 12.5072, 18.9413, 1.3406, 0.2922, 0.3191),
    (10.0367, 10.4445, 11.9820, 0.5383, 0.1174, 0.1078),
    (0.1375, 1.0737, 0.9633, 0.2670, 0.0288, 0.4729),
    0.9797,
    QUICK_WEIGHTS.enough,
)
FOREIGN_TOLD = Weights(
    FOREIGN,
    FOREIGN_WEIGHTS.order,
    (8.4704, 10.5441, 18.5403, 2.4457, 0.2742, 0.3191, 0.8351, 0.8452, 0.7699, 0.7783),
    (7.8082, 8.0437, 9.1530, 1.1487, 0.1309, 0.1078, 0.0532, 0.0444, 0.0653, 0.0600),
    (0.3475, 0.6109, 0.2528, 0.7077, 0.4921, -0.2291, -0.0801, 1.9134, -0.6231, 1.7593),
    1.6249,
    FOREIGN_WEIGHTS.enough,
)

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
    (8.6360, 10.7381, 18.9532, 2.4601, 0.2764, 0.3191, 0.8330, 0.8433, 0.7646, 0.7738),
    (7.8935, 8.1915, 9.3452, 1.1461, 0.1291, 0.1078, 0.0525, 0.0443, 0.0651, 0.0611),
    (0.4517, 0.5881, 0.4064, 0.8011, 0.3566, -0.0716, 0.0738, 1.8697, -0.6838, 1.5507),
    1.7476,
    FOREIGN_WEIGHTS.enough,
)

"""Fitted constants. Written by bench/fit_translated.py: run it again instead of editing."""

from domain.rulebook.fusion import Weights
from domain.rulebook.nearness import FOREIGN, QUICK
from domain.rulebook.weights import FOREIGN_WEIGHTS, QUICK_WEIGHTS

QUICK_TOLD = Weights(
    QUICK,
    QUICK_WEIGHTS.order,
    (9.3607, 11.4916, 17.6447, 1.3370, 0.2933, 0.3190),
    (9.2037, 9.5744, 10.9867, 0.5439, 0.1172, 0.1078),
    (0.0417, 1.1234, 1.0315, 0.2891, -0.0940, 0.5514),
    0.9370,
    QUICK_WEIGHTS.enough,
)
FOREIGN_TOLD = Weights(
    FOREIGN,
    FOREIGN_WEIGHTS.order,
    (6.7556, 8.5389, 16.7226, 2.4819, 0.2739, 0.3190, 0.8274, 0.8360, 0.7608, 0.7700),
    (5.8884, 6.1053, 7.0051, 1.1748, 0.1318, 0.1078, 0.0553, 0.0485, 0.0681, 0.0640),
    (0.2635, 0.6503, 0.4683, 0.8618, 0.4303, -0.2629, 0.0595, 2.1327, -0.4649, 1.6560),
    1.0108,
    FOREIGN_WEIGHTS.enough,
)

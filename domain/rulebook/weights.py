"""Fitted constants. Written by bench/fit_ranking.py: run it again instead of editing."""

from domain.rulebook.fusion import Stand, Weights
from domain.rulebook.nearness import E5_SENTENCES, FULL, MINI_SENTENCES, MINI_WHOLE, QUICK, USE_WHOLE

BY_WORDS = 0.30  # of the question's weight; see docs/decisions/0002-ranking.md
STANDS = {
    USE_WHOLE: Stand(0.0357, 0.0685),
    MINI_WHOLE: Stand(0.0818, 0.0910),
    MINI_SENTENCES: Stand(0.1356, 0.0915),
    E5_SENTENCES: Stand(0.7952, 0.0166),
}
FULL_WEIGHTS = Weights(
    FULL,
    (10.6506, 7.0027, 6.0130, 19.7238, 34.5253),
    (4.8110, 6.2098, 2.9021, 0.2482, 0.2733, 0.3549, 0.3851, 0.4214, 0.4415, 0.8414, 0.8484, 0.2528, 0.2847),
    (6.2496, 6.8974, 1.5303, 0.1235, 0.1087, 0.1705, 0.1515, 0.1724, 0.1599, 0.0368, 0.0323, 0.2552, 0.2358),
    (0.2254, 1.7563, 0.1905, 0.2751, 0.5782, 0.1474, 0.1964, 0.7693, -0.0922, 0.3480, 0.8392, -0.6110, -1.1957),
    0.7140,
    0.3550,
)
QUICK_WEIGHTS = Weights(
    QUICK,
    (26.5821, 51.0279),
    (5.5641, 7.1566, 1.2591, 0.2567, 0.2733, 0.2510, 0.2847),
    (7.8394, 8.7677, 0.5746, 0.1179, 0.1087, 0.2579, 0.2358),
    (0.4092, 0.8126, 0.0945, 0.7850, 0.9028, 0.3511, -0.4460),
    0.4339,
    0.3600,
)

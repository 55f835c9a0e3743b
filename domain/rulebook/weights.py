"""Fitted constants. Written by bench/fit_ranking.py: run it again instead of editing."""

from domain.rulebook.fusion import Stand, Weights
from domain.rulebook.nearness import E5_SENTENCES, FULL, MINI_SENTENCES, MINI_WHOLE, QUICK, USE_WHOLE

BY_WORDS = 0.30  # of the question's weight; see docs/decisions/0002-ranking.md
STANDS = {
    USE_WHOLE: Stand(0.0380, 0.0708),
    MINI_WHOLE: Stand(0.0884, 0.0946),
    MINI_SENTENCES: Stand(0.1415, 0.0903),
    E5_SENTENCES: Stand(0.7966, 0.0160),
}
FULL_WEIGHTS = Weights(
    FULL,
    (9.1441, 4.8307, 9.6951, 24.7135, 31.7069),
    (4.2089, 5.5567, 2.6634, 0.2350, 0.2715, 0.3601, 0.3915, 0.4230, 0.4469, 0.8411, 0.8494, 0.2344, 0.2716),
    (5.6012, 6.1381, 1.6190, 0.1281, 0.1106, 0.1670, 0.1484, 0.1695, 0.1564, 0.0363, 0.0317, 0.2441, 0.2246),
    (0.5716, 0.9094, 0.2514, 0.6174, -0.0845, 0.1881, 0.3332, 0.3890, 0.1406, 0.4075, 0.4172, -0.2054, -0.9915),
    0.3457,
    0.3250,
)
QUICK_WEIGHTS = Weights(
    QUICK,
    (26.5241, 51.3513),
    (4.9488, 6.4412, 1.0933, 0.2488, 0.2715, 0.2359, 0.2716),
    (7.3477, 8.1997, 0.6817, 0.1193, 0.1106, 0.2458, 0.2246),
    (0.5500, 0.5032, 0.1799, 0.6326, 0.6281, 0.4706, -0.5295),
    0.0216,
    0.2750,
)

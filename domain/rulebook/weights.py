"""Fitted constants. Written by bench/fit_ranking.py: run it again instead of editing."""

from domain.rulebook.fusion import Stand, Weights
from domain.rulebook.nearness import E5_SENTENCES, FULL, MINI_SENTENCES, MINI_WHOLE, QUICK, USE_WHOLE

BY_WORDS = 0.30  # of the question's weight; see docs/decisions/0002-ranking.md
STANDS = {
    USE_WHOLE: Stand(0.0513, 0.0671),
    MINI_WHOLE: Stand(0.0779, 0.1058),
    MINI_SENTENCES: Stand(0.1326, 0.1011),
    E5_SENTENCES: Stand(0.6450, 0.0267),
}
FULL_WEIGHTS = Weights(
    FULL,
    (4.5110, 13.4203, 7.7766, 16.0314, 24.1948),
    (3.1970, 4.4518, 2.8023, 0.2583, 0.2987, 0.4478, 0.4591, 0.4933, 0.5064, 0.7304, 0.7405, 0.1766, 0.2184),
    (4.1371, 4.5611, 1.4580, 0.1218, 0.1034, 0.1312, 0.1230, 0.1361, 0.1288, 0.0444, 0.0389, 0.2129, 0.1984),
    (0.4224, 0.7048, 0.1110, -0.0464, -0.3621, 0.4539, 0.6695, 0.1136, -0.1610, 0.0551, 0.5087, 0.0854, -0.6628),
    -0.1248,
    0.3200,
)
QUICK_WEIGHTS = Weights(
    QUICK,
    (28.4195, 49.9991),
    (3.4621, 4.7071, 1.1267, 0.2844, 0.2987, 0.1824, 0.2184),
    (5.8306, 6.5813, 0.6118, 0.1104, 0.1034, 0.2154, 0.1984),
    (0.1979, 0.9507, 0.2199, 0.1783, 0.3797, 0.2310, -0.6176),
    -0.5064,
    0.3150,
)

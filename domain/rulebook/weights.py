"""Fitted constants. Written by bench/fit_ranking.py: run it again instead of editing."""

from domain.rulebook.fusion import Stand, Weights
from domain.rulebook.nearness import E5_SENTENCES, FULL, MINI_SENTENCES, MINI_WHOLE, QUICK, USE_WHOLE

BY_WORDS = 0.30  # of the question's weight; see docs/decisions/0002-ranking.md
STANDS = {
    USE_WHOLE: Stand(0.0380, 0.0686),
    MINI_WHOLE: Stand(0.0884, 0.0919),
    MINI_SENTENCES: Stand(0.1415, 0.0886),
    E5_SENTENCES: Stand(0.7966, 0.0162),
}
FULL_WEIGHTS = Weights(
    FULL,
    (8.9907, 5.0592, 9.2510, 25.4940, 30.6186),
    (4.1232, 5.4412, 2.7389, 0.2375, 0.2715, 0.3608, 0.3914, 0.4263, 0.4469, 0.8420, 0.8494, 0.2370, 0.2716),
    (5.4727, 6.0045, 1.5569, 0.1275, 0.1106, 0.1659, 0.1483, 0.1672, 0.1563, 0.0360, 0.0317, 0.2432, 0.2246),
    (0.6048, 1.0100, 0.2470, 0.4912, 0.0347, 0.2326, 0.3026, 0.3536, 0.1406, 0.2867, 0.4923, -0.2655, -1.0167),
    0.3435,
    0.3800,
)
QUICK_WEIGHTS = Weights(
    QUICK,
    (26.3393, 50.6986),
    (4.8912, 6.3790, 1.1714, 0.2523, 0.2715, 0.2359, 0.2716),
    (7.2747, 8.1143, 0.6150, 0.1178, 0.1106, 0.2461, 0.2246),
    (0.5134, 0.5216, 0.1561, 0.7127, 0.5699, 0.4653, -0.4775),
    0.0416,
    0.3300,
)

"""Fitted constants. Written by bench/fit_ranking.py; don't edit."""

from domain.rulebook.fusion import Stand, Weights
from domain.rulebook.meaning import E5_SENTENCES, FULL, MINI_SENTENCES, MINI_WHOLE, QUICK, USE_WHOLE

BY_WORDS = 0.30
STANDS = {USE_WHOLE: Stand(0.0, 1.0), MINI_WHOLE: Stand(0.0, 1.0), MINI_SENTENCES: Stand(0.0, 1.0), E5_SENTENCES: Stand(0.0, 1.0)}
FULL_WEIGHTS = Weights(FULL, (1,) * 5, (0,) * 13, (1,) * 13, (0,) * 13, 0.0, 0.5)
QUICK_WEIGHTS = Weights(QUICK, (1,) * 2, (0,) * 7, (1,) * 7, (0,) * 7, 0.0, 0.5)

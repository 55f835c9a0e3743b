"""Figures mean what they say."""

import pytest

from domain.rulebook.evaluation import Judged, auroc, figures


def judged(place: int, score: float, *, answered: bool = True) -> Judged:
    """`place` below zero: not answerable."""
    return Judged(place >= 0, answered, max(place, 0), score)


SEEN = [
    judged(1, 0.9),
    judged(2, 0.8),
    judged(0, 0.4, answered=False),
    judged(-1, 0.5),
    judged(-1, 0.1, answered=False),
]


def test_each_figure_by_hand() -> None:
    found = figures(SEEN)
    values = {name: one and round(one.value, 4) for name, one in found.items()}
    assert values == {
        "hit@1": 0.3333,
        "hit@3": 0.6667,
        "mrr": 0.5,
        "auroc": 0.8333,
        "precision@30%": 0.5,
        "made_up": 0.5,
        "withheld": 0.3333,
    }


def test_intervals_hold_the_figure_and_repeat() -> None:
    found = figures(SEEN * 10)
    assert found == figures(SEEN * 10)
    assert all(one is not None and one.low <= one.value <= one.high for one in found.values())


def test_ties_count_half_and_what_cannot_be_measured_is_none() -> None:
    assert auroc([judged(1, 0.5), judged(-1, 0.5)]) == pytest.approx(0.5)
    assert figures([judged(1, 0.5)])["auroc"] is None
    assert set(figures([]).values()) == {None}

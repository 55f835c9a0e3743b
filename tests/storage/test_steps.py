"""Whoever waits hears how far long work is."""

from storage.steps import Steps


def test_every_five_hundredth_step_and_the_last_are_told() -> None:
    heard: list[tuple[int, int]] = []
    steps = Steps(1203, lambda done, total: heard.append((done, total)))
    assert list(steps.along(range(703))) + list(steps.along(range(500))) == [*range(703), *range(500)]
    assert heard == [(500, 1203), (1000, 1203), (1203, 1203)]

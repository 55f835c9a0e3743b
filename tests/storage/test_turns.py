"""Turns: one at a time, and a question before work."""

import threading

import pytest

from storage.turns import Turns


def test_a_question_goes_before_work_that_came_first() -> None:
    turns, order, begun = Turns(), [], threading.Event()

    def work() -> None:
        begun.set()
        with turns.work():
            order.append("work")

    def question() -> None:
        with turns.question():
            order.append("question")

    with turns.work():
        first = threading.Thread(target=work)
        first.start()
        begun.wait()
        second = threading.Thread(target=question)
        second.start()
        while not turns.waiting:  # it stands in line before the turn ends
            pass
    first.join()
    second.join()
    assert order == ["question", "work"]


def test_nobody_is_inside_with_another() -> None:
    turns, inside, most = Turns(), [], []

    def come(way: str) -> None:
        for _ in range(200):
            with getattr(turns, way)():
                inside.append(way)
                most.append(len(inside))
                inside.pop()

    threads = [threading.Thread(target=come, args=(way,)) for way in ("work", "question", "work")]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert max(most) == 1
    assert len(most) == 600


def test_a_failure_gives_the_turn_back() -> None:
    turns = Turns()
    with pytest.raises(ZeroDivisionError), turns.work():
        1 / 0  # noqa: B018 -- it fails
    with turns.question():
        pass
    assert turns.waiting == 0

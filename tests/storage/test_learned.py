"""What the encoders learned: it changes them, it is part of their version, and it helps questions that it never saw."""

import re

import numpy as np
import pytest

from bench.questions_in import EASY, FOLDER, books_of, questions
from bench.readers import LANGUAGES, READERS, judged, judged_quick, quick, taught
from domain.rulebook.evaluation import hit_at_1
from storage.encoders import Alike, Encoders, Use
from storage.learned import digest, learned, pair_of, turned, with_learned

LAYERS = {"mini": 6, "e5": 12}
ENCODERS = ("use", *LAYERS)


@pytest.mark.parametrize("name", READERS)
def test_what_was_learned_finds_more_clauses_for_questions_that_taught_nothing(name: str) -> None:
    books = [taught("test", one, READERS[name]().languages) for one in ("lakeside", "quarry", "tern")]
    before, after = (judged(READERS[name](), books, known) for known in ({}, learned()))
    assert [len(before), len(after)] == [1, 1 + (name == "e5")]  # E5 learned to compare tokens, too
    assert all(hit_at_1(way) > hit_at_1(before[0]) for way in after)


def test_the_quick_encoder_finds_more_clauses_with_what_it_learned() -> None:
    books = [quick(Alike(), taught("test", one, LANGUAGES)) for one in ("lakeside", "quarry", "tern")]
    before, after = (hit_at_1(judged_quick(books, known)) for known in ({}, learned()))
    assert (after or 0.0) > (before or 1.0)


def test_every_matrix_learned_and_nothing_else_is_kept() -> None:
    pairs = {f"{name}.{layer}.{part}" for name, many in LAYERS.items() for layer in range(many) for part in range(6)}
    pairs |= {"use.question", "use.passage"}
    assert set(learned()) == {f"{one}.{side}" for one in pairs for side in ("into", "out")} | {"e5.narrow"}
    assert learned()["e5.narrow"].shape[1] == Encoders().width("e5-tokens")
    assert all(one.dtype == np.float16 for one in learned().values())


@pytest.mark.parametrize("name", ENCODERS)
def test_a_vector_of_what_was_known_before_is_not_taken_for_one_of_now(name: str) -> None:
    assert Encoders().version(name).endswith(digest(name))
    assert digest(name) not in {digest(other) for other in ENCODERS if other != name}


def test_a_matrix_for_which_nothing_was_learned_is_as_it_is() -> None:
    layers = list(READERS["mini"]().weights.layers)
    into, out = np.ones((384, 1), np.float16), np.ones((1, 384), np.float16)
    found = list(with_learned(READERS["mini"]().weights, "mini", {"mini.0.1.into": into, "mini.0.1.out": out}).layers)
    assert np.array_equal(found[0].matrices[0], layers[0].matrices[0])
    assert np.array_equal(found[0].matrices[1], layers[0].matrices[1] + 1)
    assert np.array_equal(found[5].matrices[1], layers[5].matrices[1])


def test_vectors_are_turned_by_what_their_side_learned_and_by_nothing_else() -> None:
    rows, into, out = (
        np.eye(3, dtype=np.float32)[:2],
        np.eye(3, dtype=np.float16)[:, :1],
        np.array([[0, 1, 0]], np.float16),
    )
    known = {"use.question.into": into, "use.question.out": out}
    half = np.sqrt(np.float32(0.5))
    assert np.allclose(turned(rows, pair_of("use.question", known)), [[half, half, 0], [0, 1, 0]])
    assert np.array_equal(turned(rows, pair_of("use.passage", known)), rows)
    use = Use(Alike())
    assert not np.allclose(use.question("May I?"), use.passages(["May I?"])[0], atol=0.1)


def test_no_question_taught_the_encoders_that_fits_or_tests_what_rests_on_them() -> None:
    stages = [f"learning/{one.name}" for one in (FOLDER / "learning").iterdir()]
    taught = {bare(one.question) for stage in stages for name in books_of(stage) for one in questions(stage, name)}
    easy = {bare(one.question) for one in questions("development", EASY)}
    others = {
        bare(one.question)
        for kind in ("development", "test")
        for file in (FOLDER / kind).glob("*.jsonl")
        for one in questions(kind, file.stem)
        if (kind, file.stem) != ("development", EASY)
    }
    assert len(taught) > 30000
    assert not (taught | easy) & others
    assert bare("Do I own what I type?") == bare("do i own what i type")


def bare(question: str) -> str:
    """Its words alone."""
    return " ".join(re.findall(r"\w+", question.casefold()))

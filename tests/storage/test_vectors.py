"""Vectors are computed once, and the cache can be trusted or is begun anew."""

import sqlite3
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from domain.rulebook.lexical import Floats
from storage.vectors import CHUNK, Vectors, small, whole

TEXTS = [f"text {n}" for n in range(40)]


class Encoder:
    """Counts what it was asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def __call__(self, texts: Sequence[str]) -> Floats:
        self.asked += texts
        seeds = [sum(ord(letter) * (n + 1) for n, letter in enumerate(text)) for text in texts]
        return np.array([np.random.default_rng(seed).standard_normal(8) for seed in seeds], dtype=np.float32)


def test_a_warm_cache_gives_what_a_cold_one_gave_and_computes_nothing(tmp_path: Path) -> None:
    encoder, file = Encoder(), tmp_path / "deep" / "vectors.db"
    first = Vectors(file)
    cold = first.of("m", TEXTS, 8, encoder)
    first.close()
    second = Vectors(file)
    assert np.array_equal(np.stack(cold), np.stack(second.of("m", TEXTS, 8, encoder)))
    assert sorted(encoder.asked) == sorted(TEXTS)
    second.of("another model", TEXTS[:1], 8, encoder)
    assert encoder.asked[-1] == TEXTS[0]
    second.close()


def test_a_stop_in_the_middle_loses_no_finished_chunk(tmp_path: Path) -> None:
    encoder, vectors = Encoder(), Vectors(tmp_path / "vectors.db")

    def stop(done: int, _of: int) -> None:
        if done >= CHUNK:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        vectors.of("m", TEXTS, 8, encoder, stop)
    vectors.of("m", TEXTS, 8, encoder)
    assert len(encoder.asked) == len(TEXTS)
    vectors.close()


def test_a_file_that_is_no_cache_is_begun_anew(tmp_path: Path) -> None:
    file = tmp_path / "vectors.db"
    file.write_bytes(b"nonsense" * 1000)
    encoder, vectors = Encoder(), Vectors(file)
    vectors.of("m", TEXTS, 8, encoder)
    vectors.of("m", TEXTS, 8, encoder)
    assert len(encoder.asked) == len(TEXTS)
    vectors.close()


def test_a_row_of_the_wrong_length_is_computed_again(tmp_path: Path) -> None:
    file = tmp_path / "vectors.db"
    encoder, vectors = Encoder(), Vectors(file)
    vectors.of("m", TEXTS[:1], 8, encoder)
    vectors.close()
    damaged = sqlite3.connect(file)
    with damaged:
        damaged.execute("UPDATE vector SET bytes = x'00'")
    damaged.close()
    vectors = Vectors(file)
    assert [rows.shape for rows in vectors.of("m", TEXTS[:1], 8, encoder)] == [(1, 8)]
    assert encoder.asked == [TEXTS[0]] * 2
    vectors.close()


def test_where_nothing_can_be_written_vectors_are_computed_each_time(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    encoder, vectors = Encoder(), Vectors(blocked / "vectors.db")
    assert [rows.shape for rows in vectors.of("m", TEXTS, 8, encoder)] == [(1, 8)] * 40
    vectors.of("m", TEXTS, 8, encoder)
    assert len(encoder.asked) == 2 * len(TEXTS)


def test_eight_bits_keep_the_direction() -> None:
    row = np.random.default_rng(1).standard_normal(384).astype(np.float32)
    row /= np.linalg.norm(row)
    assert float(whole(*small(row), 384)[0] @ row) > 0.9999


def test_a_text_may_have_several_vectors(tmp_path: Path) -> None:
    chance, vectors = np.random.default_rng(1), Vectors(tmp_path / "vectors.db")
    read = [chance.standard_normal((count, 16)).astype(np.float32) for count in (3, 1, 5)]
    read = [rows / np.linalg.norm(rows, axis=1, keepdims=True) for rows in read]
    texts = [f"text of {len(rows)} tokens" for rows in read]
    for _ in ("cold", "warm"):
        found = vectors.of("m", texts, 16, lambda some: [read[texts.index(one)] for one in some])
        assert [rows.shape for rows in found] == [rows.shape for rows in read]
        assert all((kept * rows).sum(axis=1).min() > 0.999 for kept, rows in zip(found, read, strict=True))
    vectors.close()

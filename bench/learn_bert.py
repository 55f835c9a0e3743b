"""MiniLM in JAX, and how it learns: thin pairs of matrices are added to its own, which stay as they are.

Follows Hu et al., LoRA (2021). The loss is a softmax over the clauses of one rulebook (van den Oord et al.,
Representation learning with contrastive predictive coding, 2018), and beside it the nearest wrong clause should stand
below a bar and the right one above it: a question that nothing answers has only the former.
"""

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
import optax

from domain.rulebook.clauses import Clause
from domain.rulebook.everyday import in_policy_words
from domain.rulebook.lexical import Floats
from domain.rulebook.segments import sentences, whole
from storage.bert import Weights, full, matrices
from storage.wordpiece import WordPiece

RANK, SPEED, DECAY, EPOCHS = 16, 5e-4, 0.03, 3
SCALE = 20.0  # what a cosine is multiplied with
CLAUSES, QUESTIONS, UNANSWERED = 56, 28, 10  # at once; the last are among no rulebook's answers
BAR = 0.5  # how much the bar counts
SHORT, LONG, QUESTION = 48, 112, 40  # tokens
HEADS = 12
SENTENCE, RAW = 0.3, 0.4  # how often a short clause is shown as a sentence, and a question as it was typed
Pairs = list[list[tuple[jax.Array, jax.Array]]]  # of each layer's six matrices
Known = tuple[Pairs, jax.Array]  # and where the bar is
Question = tuple[str, list[int]]


@dataclass(frozen=True, slots=True)
class Taught:
    """A rulebook's clauses, its English questions with the numbers of the clauses that answer, and those without."""

    clauses: list[Clause]
    asked: list[Question]
    unanswered: list[Question]


class Pupil:
    """The encoder with its weights as they come."""

    def __init__(self, weights: Weights, tokens: WordPiece) -> None:
        self._tokens = tokens
        names = matrices(weights)
        self.parts = [[jnp.asarray(full(weights, name)) for name in row] for row in names]
        at = "inner.encoder.layer."
        own = ("attention.self.query", "attention.self.key", "attention.self.value", "attention.output.dense")
        biases = (*own, "intermediate.dense", "output.dense")
        self._bias = [[weights[f"{at}{n}.{name}.bias"] for name in biases] for n in range(len(names))]
        norms = ("attention.output.LayerNorm", "output.LayerNorm")
        self._norms = [[_norm(weights, f"{at}{n}.{name}") for name in norms] for n in range(len(names))]
        words = "inner.embeddings."
        self._words = jnp.asarray(full(weights, f"{words}word_embeddings.weight_q"))
        places = full(weights, f"{words}position_embeddings.weight_q")
        self._places = jnp.asarray(places + weights[f"{words}token_type_embeddings.weight"][0])
        self._first = _norm(weights, f"{words}LayerNorm")

    def begin(self, seed: int) -> Pairs:
        """Pairs that change nothing yet."""
        key, found = jax.random.PRNGKey(seed), []
        for row in self.parts:
            pairs = []
            for part in row:
                key, own = jax.random.split(key)
                into = jax.random.normal(own, (part.shape[0], RANK)) / np.sqrt(part.shape[0])
                pairs.append((into, jnp.zeros((RANK, part.shape[1]))))
            found.append(pairs)
        return found

    def numbers(self, texts: Sequence[str], length: int) -> tuple[Floats, Floats]:
        """Token numbers of texts, and which of them count."""
        found, counts = np.zeros((len(texts), length), np.int32), np.zeros((len(texts), length), bool)
        for row, text in enumerate(texts):
            tokens = self._tokens.numbers(text, length)
            found[row, : len(tokens)], counts[row, : len(tokens)] = tokens, True
        return found, counts

    def read(self, pairs: Pairs, numbers: jax.Array, counts: jax.Array) -> jax.Array:
        """The vectors of texts."""
        tokens = _normed(self._words[numbers] + self._places[: numbers.shape[1]], self._first)
        hidden = jnp.where(counts, 0, -1e9)[:, None, None, :]
        for parts, bias, norms, own in zip(self.parts, self._bias, self._norms, pairs, strict=True):

            def times(rows: jax.Array, n: int, parts: Any = parts, bias: Any = bias, own: Any = own) -> jax.Array:
                return rows @ parts[n] + bias[n] + (rows @ own[n][0]) @ own[n][1]

            many, length, width = tokens.shape
            shape = (many, length, HEADS, width // HEADS)
            query, key, value = (times(tokens, n).reshape(shape).transpose(0, 2, 1, 3) for n in range(3))
            looks = jax.nn.softmax(query @ key.transpose(0, 1, 3, 2) / np.sqrt(width // HEADS) + hidden, -1)
            seen = (looks @ value).transpose(0, 2, 1, 3).reshape(tokens.shape)
            tokens = _normed(tokens + times(seen, 3), norms[0])
            wide = jax.nn.gelu(times(tokens, 4), approximate=False)
            tokens = _normed(tokens + times(wide, 5), norms[1])
        means = (tokens * counts[..., None]).sum(1) / counts.sum(1, keepdims=True)
        return means / jnp.linalg.norm(means, axis=-1, keepdims=True)


def learn(pupil: Pupil, books: Sequence[Taught], told: Callable[[int, float, Pairs], None], seed: int = 0) -> Pairs:
    """What is learned from these rulebooks. `told` hears of each round over all of them: its number, the mean loss, and
    what was learned so far.
    """
    chance, pairs = random.Random(seed), pupil.begin(seed)  # noqa: S311 -- an order, not a secret
    steps = sum(_batches(one) for one in books) * EPOCHS
    schedule = optax.warmup_cosine_decay_schedule(0, SPEED, max(1, steps // 10), steps)
    optimizer = optax.adamw(schedule, weight_decay=DECAY)
    known = (pairs, jnp.asarray(SCALE / 2))
    state = optimizer.init(known)

    def loss(known: Known, asked: Any, short: Any, long: Any, right: jax.Array, there: jax.Array) -> jax.Array:
        pairs, bar = known
        clauses = jnp.concatenate([pupil.read(pairs, *short), pupil.read(pairs, *long)])
        return missed(SCALE * pupil.read(pairs, *asked) @ clauses.T, bar, right, there)

    @jax.jit
    def step(known: Known, state: Any, *seen: Any) -> tuple[Known, Any, jax.Array]:
        found, slope = jax.value_and_grad(loss)(known, *seen)
        change, state = optimizer.update(slope, state, known)
        return optax.apply_updates(known, change), state, found

    for epoch in range(EPOCHS):
        losses = []
        for book, asked in _shuffled(books, chance):
            known, state, found = step(known, state, *_seen(pupil, book, asked, chance))
            losses.append(float(found))
        told(epoch, float(np.mean(losses)), known[0])
    return known[0]


def missed(scores: jax.Array, bar: jax.Array, right: jax.Array, there: jax.Array) -> jax.Array:
    """The loss of questions, one a row: the right clauses' share of a softmax, and how much stands on the wrong side of
    the bar. `there` leaves out rows that are no question.
    """
    best = jax.nn.logsumexp(jnp.where(right, scores, -1e9), -1)
    wrong = jax.nn.logsumexp(jnp.where(right, -1e9, scores), -1)
    answered = right.any(-1)
    behind = (jax.nn.logsumexp(scores, -1) - best) * answered
    across = jax.nn.softplus(wrong - bar) * there + jax.nn.softplus(bar - best) * answered
    return behind.sum() / answered.sum() + BAR * across.sum() / there.sum()


def _batches(book: Taught) -> int:
    return max(1, round(len(book.asked) / QUESTIONS))


def _shuffled(books: Sequence[Taught], chance: random.Random) -> Iterator[tuple[Taught, list[Question]]]:
    found = []
    for book in books:
        asked, count = list(book.asked), _batches(book)
        chance.shuffle(asked)
        found += [(book, asked[n::count][:QUESTIONS]) for n in range(count)]
    chance.shuffle(found)
    return iter(found)


def _seen(pupil: Pupil, book: Taught, asked: Sequence[Question], chance: random.Random) -> tuple[Any, ...]:
    """Questions, the clauses that answer them and others of the same rulebook, half of them short; which answer, and
    which questions are there at all.
    """
    wanted = list(dict.fromkeys(n for _, right in asked for n in right))
    others = [n for n in range(len(book.clauses)) if n not in wanted]
    chance.shuffle(others)
    shown = [*wanted, *others][:CLAUSES]
    texts = [_text(book.clauses[n], chance) for n in shown]
    shown, texts = [*shown, *[-1] * (CLAUSES - len(shown))], [*texts, *[""] * (CLAUSES - len(texts))]
    order = sorted(range(CLAUSES), key=lambda n: len(texts[n]))
    short, long = order[: CLAUSES // 2], order[CLAUSES // 2 :]
    every = [*asked, *chance.sample(book.unanswered, min(UNANSWERED, len(book.unanswered)))]
    said = [text if chance.random() < RAW else in_policy_words(text) for text, _ in every]
    rows = QUESTIONS + UNANSWERED
    right = np.zeros((rows, CLAUSES), bool)
    for row, (_, clauses) in enumerate(every):
        right[row] = [shown[n] in clauses for n in order]
    return (
        pupil.numbers([*said, *[""] * (rows - len(said))], QUESTION),
        pupil.numbers([texts[n] for n in short], SHORT),
        pupil.numbers([texts[n] for n in long], LONG),
        right,
        np.arange(rows) < len(every),
    )


def _text(clause: Clause, chance: random.Random) -> str:
    told = sentences(clause)
    return chance.choice(told) if chance.random() < SENTENCE and len(told) <= 2 else whole(clause)  # noqa: PLR2004


def _norm(weights: Weights, name: str) -> tuple[Any, Any]:
    return weights[f"{name}.weight"], weights[f"{name}.bias"]


def _normed(rows: jax.Array, norm: tuple[Any, Any]) -> jax.Array:
    rows = rows - rows.mean(-1, keepdims=True)
    return rows / jnp.sqrt((rows * rows).mean(-1, keepdims=True) + 1e-12) * norm[0] + norm[1]

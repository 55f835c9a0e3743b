"""What the quick encoder learns: thin pairs of matrices for its vectors, one pair for questions and one for passages.

The encoder itself stays as it is, so its vectors are computed once, and it goes through all rulebooks many times within
a minute. The loss is that of `bench.learn_bert`; numbers of the vectors are left out by chance (Srivastava et al.,
Dropout, 2014).
"""

import random
from collections.abc import Sequence
from typing import Any, NamedTuple

import jax
import jax.numpy as jnp
import numpy as np
import optax
from numpy.typing import NDArray

from bench.learn_bert import Pair, missed
from bench.readers import Quick
from domain.rulebook.lexical import Floats
from storage.encoders import Use

CLAUSES, QUESTIONS = 96, 80  # of a rulebook that are shown
RANK, SCALE, BAR, DROPPED = 128, 20.0, 0.4, 0.3
ROUNDS, AT_ONCE, SPEED, DECAY = 12, 8, 1e-3, 0.03
Shown = tuple[NDArray[Any], ...]


class Known(NamedTuple):
    """What is learned: a pair for each side, and where the bar is."""

    question: Pair
    passage: Pair
    bar: jax.Array


def learned_from(books: Sequence[Quick], chance: random.Random) -> dict[str, Floats]:
    """What the encoder learns from some rulebooks, by name, in sixteen bits."""
    steps = ROUNDS * (len(books) // AT_ONCE)
    optimizer = optax.adamw(optax.warmup_cosine_decay_schedule(0, SPEED, steps // 10, steps), weight_decay=DECAY)
    keys = jax.random.split(jax.random.PRNGKey(0), steps + 2)
    width = books[0].clauses.shape[1]
    known = Known(_begin(keys[-1], width), _begin(keys[-2], width), jnp.asarray(SCALE * BAR))
    shown, state, step = [_shown(one, chance) for one in books], optimizer.init(known), _stepping(optimizer)
    order: list[int] = []
    for key in keys[:steps]:
        if len(order) < AT_ONCE:
            order = chance.sample(range(len(shown)), len(shown))
        some, order = order[:AT_ONCE], order[AT_ONCE:]
        known, state = step(known, state, key, *map(np.stack, zip(*(shown[n] for n in some), strict=True)))
    pairs = {"question": known.question, "passage": known.passage}
    return {
        f"{Use.name}.{name}.{side}": np.asarray(one, dtype=np.float16)
        for name, pair in pairs.items()
        for side, one in zip(("into", "out"), pair, strict=True)
    }


def _begin(key: jax.Array, width: int) -> Pair:
    return jax.random.normal(key, (width, RANK)) / np.sqrt(width), jnp.zeros((RANK, width))


def _shown(book: Quick, chance: random.Random) -> Shown:
    """Vectors of clauses and which are there, vectors of questions, which clauses answer which, and which are there."""
    some = chance.sample(range(len(book.right)), min(len(book.right), QUESTIONS))
    width, most = book.clauses.shape[1], min(len(book.clauses), CLAUSES)
    clauses, questions = np.zeros((CLAUSES, width), np.float32), np.zeros((QUESTIONS, width), np.float32)
    right = np.zeros((QUESTIONS, CLAUSES), bool)
    clauses[:most], questions[: len(some)] = book.clauses[:most], book.questions[some]
    for row, n in enumerate(some):
        right[row, [one for one in book.right[n] if one < CLAUSES]] = True
    return clauses, np.arange(CLAUSES) < most, questions, right, np.arange(QUESTIONS) < len(some)


def _stepping(optimizer: Any) -> Any:
    """From some rulebooks to what is known after them."""

    def loss(
        known: Known, key: jax.Array, clauses: Any, here: Any, questions: Any, right: Any, there: Any
    ) -> jax.Array:
        keys = jax.random.split(key)
        near = jnp.einsum(
            "bqw,bcw->bqc", _turned(questions, known.question, keys[0]), _turned(clauses, known.passage, keys[1])
        )
        scores = jnp.where(here[:, None], SCALE * near, -1e9)
        return jax.vmap(missed, (0, None, 0, 0))(scores, known.bar, right, there).mean()

    @jax.jit
    def step(known: Known, state: Any, key: jax.Array, *shown: jax.Array) -> tuple[Known, Any]:
        change, state = optimizer.update(jax.grad(loss)(known, key, *shown), state, known)
        return optax.apply_updates(known, change), state

    return step


def _turned(rows: jax.Array, pair: Pair, key: jax.Array) -> jax.Array:
    kept = rows * jax.random.bernoulli(key, 1 - DROPPED, rows.shape) / (1 - DROPPED)
    found = rows + kept @ pair[0] @ pair[1]
    return found / jnp.sqrt((found * found).sum(-1, keepdims=True) + 1e-6)

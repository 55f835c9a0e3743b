"""BERT in JAX, and how it learns: thin pairs of matrices are added to its own, which stay as they are.

Follows Hu et al., LoRA (2021). The loss is a softmax over the clauses of one rulebook (van den Oord et al.,
Representation learning with contrastive predictive coding, 2018), and beside it the nearest wrong clause should stand
below a bar and the right one above it: a question that nothing answers has only the former. Texts are compared as
wholes and, by what `narrow` leaves of their tokens, token by token (Khattab and Zaharia, ColBERT, 2020).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import jax
import jax.numpy as jnp
import numpy as np
from numpy.typing import NDArray

from domain.rulebook.lexical import Floats
from storage.bert import EPSILON, HEAD, Norm, Weights

RANK = 16
BAR = 0.5  # how much the bar counts
Pair = tuple[jax.Array, jax.Array]
Pairs = list[list[Pair]]  # of each layer's six matrices
Read = tuple[jax.Array, jax.Array]  # of each text its vector; of each of its tokens, all zero where there is none
Shown = tuple[jax.Array, NDArray[np.bool_]]  # vectors of words, and which of them count


class Known(NamedTuple):
    """What is learned: the pairs, what makes tokens narrow, and where the bars are for wholes and for tokens."""

    pairs: Pairs
    narrow: jax.Array
    bars: jax.Array


@dataclass(frozen=True, slots=True)
class _Layer:
    matrices: list[tuple[jax.Array, jax.Array]]  # each also turned, for the way back
    biases: list[Floats]
    norms: tuple[Norm, Norm]


class Pupil:
    """The encoder with its weights as they come."""

    def __init__(self, weights: Weights) -> None:
        self._layers = [
            _Layer([(_half(one), _half(one.T)) for one in layer.matrices], list(layer.biases), layer.norms)
            for layer in weights.layers
        ]
        self._words, self._places, self._norm = weights.words, jnp.asarray(weights.places), weights.norm

    def begin(self, seed: int) -> Pairs:
        """Pairs that change nothing yet."""
        key, found = jax.random.PRNGKey(seed), []
        for layer in self._layers:
            pairs = []
            for matrix, turned in layer.matrices:
                key, own = jax.random.split(key)
                into = jax.random.normal(own, (matrix.shape[0], RANK)) / np.sqrt(matrix.shape[0])
                pairs.append((into, jnp.zeros((RANK, turned.shape[0]))))
            found.append(pairs)
        return found

    def shown(self, texts: Sequence[Sequence[int]], length: int) -> Shown:
        """Texts of token numbers, none longer than `length`; one without tokens is there for its place alone."""
        numbers, counts = np.zeros((len(texts), length), np.intp), np.zeros((len(texts), length), bool)
        counts[:, 0] = True
        for row, text in enumerate(texts):
            numbers[row, : len(text)], counts[row, : len(text)] = text, True
        return jnp.asarray(self._words(numbers)), counts

    def read(self, known: Known, words: jax.Array, counts: jax.Array) -> Read:
        """The vectors of texts and of their tokens, all of length 1."""
        tokens = _normed(words + self._places[: words.shape[1]], self._norm)
        hidden = jnp.where(counts, 0, -1e9)[:, None, None, :]
        for layer, own in zip(self._layers, known.pairs, strict=True):
            tokens = _through(layer, own, tokens, hidden)
        means = (tokens * counts[..., None]).sum(1) / counts.sum(1, keepdims=True)
        return _of_length_1(means), _of_length_1(tokens @ known.narrow) * counts[..., None]


def near(asked: Read, clauses: Sequence[Read]) -> tuple[jax.Array, jax.Array]:
    """How near questions, one a row, are to clauses: as wholes, and as the mean over a question's tokens of how near
    the nearest token of a clause is.
    """
    wholes = asked[0] @ jnp.concatenate([one[0] for one in clauses]).T
    rows = asked[1].reshape(-1, asked[1].shape[-1])
    nearest = []
    for _, tokens in clauses:
        all_near = (rows @ tokens.reshape(-1, tokens.shape[-1]).T).reshape(-1, *tokens.shape[:2])
        nearest.append((all_near - 2 * ~tokens.any(-1)).max(-1))
    each = jnp.concatenate(nearest, -1).reshape(*asked[1].shape[:2], -1)
    there = asked[1].any(-1)[..., None]
    return wholes, (each * there).sum(1) / there.sum(1)


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


def _of_length_1(rows: jax.Array) -> jax.Array:
    return rows / jnp.linalg.norm(rows, axis=-1, keepdims=True)


def _through(layer: _Layer, own: list[Pair], tokens: jax.Array, hidden: jax.Array) -> jax.Array:
    many, length, width = tokens.shape
    shape = (many, length, width // HEAD, HEAD)

    def times(rows: jax.Array, n: int) -> jax.Array:
        flat = rows.reshape(-1, rows.shape[-1])
        found = _frozen(flat, *layer.matrices[n]) + layer.biases[n] + _added(flat, *own[n])
        return found.reshape(*rows.shape[:-1], -1)

    query, key, value = (times(tokens, n).reshape(shape).transpose(0, 2, 1, 3) for n in range(3))
    looks = jax.nn.softmax(query @ key.transpose(0, 1, 3, 2) / np.sqrt(HEAD) + hidden, -1)
    seen = (looks @ value).transpose(0, 2, 1, 3).reshape(tokens.shape)
    tokens = _normed(tokens + times(seen, 3), layer.norms[0])
    wide = jax.nn.gelu(times(tokens, 4))
    return _normed(tokens + times(wide, 5), layer.norms[1])


def _normed(rows: jax.Array, norm: Norm) -> jax.Array:
    rows = rows - rows.mean(-1, keepdims=True)
    return rows / jnp.sqrt((rows * rows).mean(-1, keepdims=True) + EPSILON) * norm[0] + norm[1]


def _half(matrix: Floats) -> jax.Array:
    return jnp.asarray(matrix, jnp.bfloat16)


def _dot(rows: jax.Array, matrix: jax.Array) -> jax.Array:
    return jax.lax.dot(rows.astype(jnp.bfloat16), matrix, preferred_element_type=jnp.float32)


# Both say what their derivatives are, for those that JAX finds take half as long again.
@jax.custom_vjp
def _frozen(rows: jax.Array, matrix: jax.Array, turned: jax.Array) -> jax.Array:  # noqa: ARG001 -- for the way back
    return _dot(rows, matrix)


def _frozen_forth(rows: jax.Array, matrix: jax.Array, turned: jax.Array) -> tuple[jax.Array, jax.Array]:
    return _dot(rows, matrix), turned


def _frozen_back(turned: jax.Array, slope: jax.Array) -> tuple[Any, ...]:
    return _dot(slope, turned), None, None


@jax.custom_vjp
def _added(rows: jax.Array, into: jax.Array, out: jax.Array) -> jax.Array:
    return (rows @ into) @ out


def _added_forth(rows: jax.Array, into: jax.Array, out: jax.Array) -> tuple[jax.Array, tuple[jax.Array, ...]]:
    thin = rows @ into
    return thin @ out, (rows, thin, into, out)


def _added_back(kept: tuple[jax.Array, ...], slope: jax.Array) -> tuple[jax.Array, ...]:
    rows, thin, into, out = kept
    back = slope @ out.T
    return back @ into.T, (back.T @ rows).T, thin.T @ slope


_frozen.defvjp(_frozen_forth, _frozen_back)
_added.defvjp(_added_forth, _added_back)

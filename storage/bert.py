"""A BERT encoder in numpy: from token numbers to the mean of the last layer.

Follows Devlin et al., BERT (2018), with the erf form of GELU (formula 7.1.26 of Abramowitz and Stegun, good to 2e-7).
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from domain.rulebook.lexical import Floats

EPSILON = 1e-12
HEAD = 32  # numbers of a token that one head of attention sees
PIECE = 384 * 128  # numbers of a matrix that are multiplied at once, for they stay near the processor
LEVELS = 127
PARTS = 6  # of a layer: query, key, value, attention's output, and the feed-forward's two
Norm = tuple[Floats, Floats]  # what a number is multiplied with, and what is added


@dataclass(frozen=True, slots=True)
class LayerWeights:
    """The six matrices in the order of `PARTS`, a row for each number that goes in, their biases, and the norms behind
    attention and behind the feed-forward.
    """

    matrices: Sequence[Floats]
    biases: Sequence[Floats]
    norms: tuple[Norm, Norm]


@dataclass(frozen=True, slots=True)
class Weights:
    """What an encoder is made of. `layers` can be gone through once, so that they need not all be in memory in full;
    `words` gives the vectors of token numbers; `places` has a row for each place.
    """

    layers: Iterable[LayerWeights]
    words: Callable[[NDArray[np.intp]], Floats]
    places: Floats
    norm: Norm


class Dense:
    """A matrix in eight bits with a scale a column, cut into stacks of columns, and its bias."""

    def __init__(self, matrices: Sequence[Floats], biases: Sequence[Floats]) -> None:
        matrix, self._bias = np.hstack(matrices), np.concatenate(biases)
        self._scale = np.abs(matrix).max(axis=0) / LEVELS + np.float32(EPSILON)
        inner, outer = matrix.shape
        wide = PIECE // inner
        cut = np.round(matrix / self._scale).reshape(inner, outer // wide, wide)
        self._pieces = np.ascontiguousarray(cut.transpose(1, 0, 2), dtype=np.int8)

    def times(self, rows: Floats) -> Floats:
        """Rows multiplied with it."""
        many, inner, wide = self._pieces.shape
        found, full = np.empty((many, len(rows), wide), np.float32), np.empty((inner, wide), np.float32)
        for piece, into in zip(self._pieces, found, strict=True):
            np.copyto(full, piece)
            np.matmul(rows, full, out=into)
        whole: Floats = found.transpose(1, 0, 2).reshape(len(rows), -1)
        whole *= self._scale
        whole += self._bias
        return whole


@dataclass(frozen=True, slots=True)
class Layer:
    """Query, key and value as one; then attention's output, the feed-forward's two, and their norms."""

    heard: Dense
    out: Dense
    wide: Dense
    narrow: Dense
    norms: tuple[Norm, Norm]


class Bert:
    """The encoder. It keeps a quarter of what its weights take in full."""

    def __init__(self, weights: Weights) -> None:
        self._layers = [_layer(one) for one in weights.layers]
        self._words, self._places, self._norm = weights.words, weights.places, weights.norm

    def mean(self, texts: Sequence[Sequence[int]]) -> Floats:
        """A row for each text of token numbers: the mean of its tokens, of length 1."""
        return np.stack([mean(rows) for rows in self.tokens(texts)])

    def tokens(self, texts: Sequence[Sequence[int]]) -> list[Floats]:
        """For each text of token numbers, a row for each token. Texts don't see each other."""
        numbers = np.concatenate([np.asarray(text, dtype=np.intp) for text in texts])
        places = np.concatenate([np.arange(len(text)) for text in texts])
        ends = np.cumsum([len(text) for text in texts])
        starts = np.concatenate([[0], ends[:-1]])
        tokens = _normed(self._words(numbers) + self._places[places], self._norm)
        for layer in self._layers:
            heard = layer.heard.times(tokens)
            seen = np.concatenate([_attention(heard[start:end]) for start, end in zip(starts, ends, strict=True)])
            tokens = _normed(tokens + layer.out.times(seen), layer.norms[0])
            tokens = _normed(tokens + layer.narrow.times(_gelu(layer.wide.times(tokens))), layer.norms[1])
        return [tokens[start:end] for start, end in zip(starts, ends, strict=True)]


def mean(rows: Floats) -> Floats:
    """The mean of a text's tokens, of length 1."""
    return of_length_1(rows.mean(axis=0))


def of_length_1(rows: Floats) -> Floats:
    """Rows as long as the unit."""
    found: Floats = rows / np.linalg.norm(rows, axis=-1, keepdims=True)
    return found


def _layer(weights: LayerWeights) -> Layer:
    own, biases = weights.matrices, weights.biases
    out, wide, narrow = (Dense([matrix], [bias]) for matrix, bias in zip(own[3:], biases[3:], strict=True))
    return Layer(Dense(own[:3], biases[:3]), out, wide, narrow, weights.norms)


def _normed(rows: Floats, norm: Norm) -> Floats:
    rows = rows - rows.mean(axis=1, keepdims=True)
    spread = np.sqrt(np.einsum("ij,ij->i", rows, rows) / rows.shape[1] + EPSILON)
    rows /= spread[:, None].astype(rows.dtype)
    found: Floats = rows * norm[0] + norm[1]
    return found


def _attention(heard: Floats) -> Floats:
    """Of one text: each token looks at all of it."""
    count, width = len(heard), heard.shape[1] // 3
    query, key, value = heard.reshape(count, 3, width // HEAD, HEAD).transpose(1, 2, 0, 3)
    looks = query @ key.transpose(0, 2, 1) / np.float32(np.sqrt(HEAD))
    looks = np.exp(looks - looks.max(axis=2, keepdims=True))
    looks /= looks.sum(axis=2, keepdims=True)
    found: Floats = (looks @ value).transpose(1, 0, 2).reshape(count, width)
    return found


def _gelu(rows: Floats) -> Floats:
    size = np.abs(rows) * np.float32(0.7071067811865476)
    near = 1 / (1 + np.float32(0.3275911) * size)
    curve = np.zeros_like(near)
    for factor in (1.061405429, -1.453152027, 1.421413741, -0.284496736, 0.254829592):
        curve = near * (curve + np.float32(factor))
    tail = curve * np.exp(-size * size) * np.float32(0.5)
    found: Floats = rows * np.where(rows >= 0, 1 - tail, tail).astype(rows.dtype)
    return found

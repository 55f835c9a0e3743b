"""A BERT encoder in numpy: from token numbers to the mean of the last layer.

Follows Devlin et al., BERT (2018), with the erf form of GELU (formula 7.1.26 of Abramowitz and Stegun, good to 2e-7).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from domain.rulebook.lexical import Floats
from storage.learned import Learned, changed

EPSILON = 1e-12
HEAD = 32  # numbers of a token that one head of attention sees
PIECE = 384 * 128  # numbers of a matrix that are multiplied at once: OpenBLAS would copy larger ones first
MATRICES = 6  # of a layer: query, key, value, what comes out of attention, and the two of the feed-forward
Weights = Mapping[str, NDArray[Any]]


@dataclass(frozen=True, slots=True)
class Layer:
    """Query, key and value as one matrix; then attention's output, the feed-forward's two, and their norms."""

    into: tuple[Floats, Floats]
    out: tuple[Floats, Floats]
    wide: tuple[Floats, Floats]
    narrow: tuple[Floats, Floats]
    norms: tuple[tuple[Floats, Floats], tuple[Floats, Floats]]


class Bert:
    """Weights as an exporter of sentence-transformers names them, matrices in eight bits with a scale a column; and
    what was `learned` since.
    """

    def __init__(self, weights: Weights, learned: Learned | None = None) -> None:
        more = learned or {}
        self._layers = [
            self._layer(weights, n, [changed(full(weights, name), f"mini.{n}.{part}", more) for part, name in parts])
            for n, parts in enumerate(map(enumerate, matrices(weights)))
        ]
        # Words stay in eight bits: a text needs a few of thirty thousand.
        embeddings = "inner.embeddings."
        self._words = (
            weights[f"{embeddings}word_embeddings.weight_q"],
            weights[f"{embeddings}word_embeddings.weight_scale"],
        )
        places = full(weights, f"{embeddings}position_embeddings.weight_q")
        self._places = places + weights[f"{embeddings}token_type_embeddings.weight"][0]
        self._norm = (weights[f"{embeddings}LayerNorm.weight"], weights[f"{embeddings}LayerNorm.bias"])

    @staticmethod
    def _layer(weights: Weights, n: int, parts: Sequence[Floats]) -> Layer:
        at = f"inner.encoder.layer.{n}."
        query, key, value, out, wide, narrow = parts
        own = [weights[f"{at}attention.self.{name}.bias"] for name in ("query", "key", "value")]
        norms = [f"{at}{name}.LayerNorm." for name in ("attention.output", "output")]
        return Layer(
            (_cut(np.hstack([query, key, value])), np.concatenate(own)),
            (_cut(out), weights[f"{at}attention.output.dense.bias"]),
            (_cut(wide), weights[f"{at}intermediate.dense.bias"]),
            (_cut(narrow), weights[f"{at}output.dense.bias"]),
            (
                (weights[f"{norms[0]}weight"], weights[f"{norms[0]}bias"]),
                (weights[f"{norms[1]}weight"], weights[f"{norms[1]}bias"]),
            ),
        )

    def mean(self, texts: Sequence[Sequence[int]]) -> Floats:
        """A row for each text of token numbers: the mean of its tokens, of length 1. Texts don't see each other."""
        numbers = np.concatenate([np.asarray(text, dtype=np.intp) for text in texts])
        places = np.concatenate([np.arange(len(text)) for text in texts])
        ends = np.cumsum([len(text) for text in texts])
        starts = np.concatenate([[0], ends[:-1]])
        words, scales = self._words
        tokens = _normed(words[numbers] * scales[numbers] + self._places[places], self._norm)
        for layer in self._layers:
            heard = _times(tokens, layer.into)
            seen = np.concatenate([_attention(heard[start:end]) for start, end in zip(starts, ends, strict=True)])
            tokens = _normed(tokens + _times(seen, layer.out), layer.norms[0])
            tokens = _normed(tokens + _times(_gelu(_times(tokens, layer.wide)), layer.narrow), layer.norms[1])
        means = np.add.reduceat(tokens, starts, axis=0) / np.diff(ends, prepend=0)[:, None]
        found: Floats = means / np.linalg.norm(means, axis=1, keepdims=True)
        return found


def matrices(weights: Weights) -> list[list[str]]:
    """The names of each layer's six matrices: query, key, value, attention's output, and the feed-forward's two."""
    names = [name for name in weights if name.endswith("_q") and "embeddings" not in name]
    if not names or len(names) % MATRICES:
        raise ValueError("these are not the weights of a BERT in eight bits")
    return [names[n : n + MATRICES] for n in range(0, len(names), MATRICES)]


def full(weights: Weights, name: str) -> Floats:
    """A matrix of numbers, from eight bits."""
    found: Floats = weights[name].astype(np.float32) * weights[name.removesuffix("_q") + "_scale"]
    return found


def _cut(matrix: Floats) -> Floats:
    """A matrix as a stack of its columns, a few at a time."""
    inner, outer = matrix.shape
    wide = PIECE // inner
    return np.ascontiguousarray(matrix.reshape(inner, outer // wide, wide).transpose(1, 0, 2))


def _times(rows: Floats, dense: tuple[Floats, Floats]) -> Floats:
    found: Floats = np.matmul(rows, dense[0]).transpose(1, 0, 2).reshape(len(rows), -1)
    found += dense[1]
    return found


def _normed(rows: Floats, norm: tuple[Floats, Floats]) -> Floats:
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

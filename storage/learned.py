"""What the encoders learned from questions and the clauses that answer them. Written by `bench/learn.py`.

A matrix of an encoder becomes `matrix + into @ out`, where the two are thin (Hu et al., LoRA, 2021); so do the vectors
of an encoder that is taught no deeper.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from domain.rulebook.lexical import Floats
from storage.bert import LayerWeights, Weights, of_length_1

FILE = Path(__file__).parent / "models" / "learned.npz"
Learned = Mapping[str, NDArray[Any]]
Pair = tuple[Floats, Floats]


@cache
def learned() -> Learned:
    """Pairs of matrices in sixteen bits: `ENCODER.LAYER.PART.into` and `.out`, PART as in `storage.bert`; for vectors
    `ENCODER.question.into` and so on, and `ENCODER.passage.into`.
    """
    with np.load(FILE) as kept:
        return {name: kept[name] for name in kept.files}


@cache
def digest(encoder: str) -> str:
    """Eight characters that change when an encoder learned something else."""
    found = hashlib.sha256()
    for name, values in sorted(learned().items()):
        if name.startswith(f"{encoder}."):
            found.update(name.encode() + values.tobytes())
    return found.hexdigest()[:8]


def with_learned(weights: Weights, encoder: str, among: Learned) -> Weights:
    """An encoder's weights with what was learned for them; a matrix for which nothing was is as it is."""
    return replace(weights, layers=(_layer(one, f"{encoder}.{n}", among) for n, one in enumerate(weights.layers)))


def pair_of(name: str, among: Learned) -> Pair | None:
    """The pair of matrices of this name; None where nothing was learned."""
    if f"{name}.into" not in among:
        return None
    return among[f"{name}.into"].astype(np.float32), among[f"{name}.out"].astype(np.float32)


def turned(rows: Floats, pair: Pair | None) -> Floats:
    """Vectors as an encoder learned to see them; as they are where it learned nothing."""
    return rows if pair is None else of_length_1(rows + rows @ pair[0] @ pair[1])


def _layer(layer: LayerWeights, name: str, among: Learned) -> LayerWeights:
    return replace(layer, matrices=[_changed(one, f"{name}.{part}", among) for part, one in enumerate(layer.matrices)])


def _changed(matrix: Floats, name: str, among: Learned) -> Floats:
    if (pair := pair_of(name, among)) is None:
        return matrix
    found: Floats = matrix + pair[0] @ pair[1]
    return found

"""What the encoders learned from questions and the clauses that answer them. Written by `bench/learn.py`.

A matrix of an encoder becomes `matrix + into @ out`, where the two are thin (Hu et al., LoRA, 2021).
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
from storage.bert import LayerWeights, Weights

FILE = Path(__file__).parent / "models" / "learned.npz"
Learned = Mapping[str, NDArray[Any]]


@cache
def learned() -> Learned:
    """Pairs of matrices in sixteen bits: `ENCODER.LAYER.PART.into` and `.out`, PART as in `storage.bert`."""
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


def _layer(layer: LayerWeights, name: str, among: Learned) -> LayerWeights:
    return replace(layer, matrices=[_changed(one, f"{name}.{part}", among) for part, one in enumerate(layer.matrices)])


def _changed(matrix: Floats, name: str, among: Learned) -> Floats:
    if f"{name}.into" not in among:
        return matrix
    into, out = (among[f"{name}.{one}"].astype(np.float32) for one in ("into", "out"))
    found: Floats = matrix + into @ out
    return found

"""What the encoders learned from questions and the clauses that answer them. Written by `bench/learn.py`.

A matrix of an encoder becomes `matrix + into @ out`, where the two are thin (Hu et al., LoRA, 2021). Where the encoder
itself cannot be changed, a question's vector is turned by such a pair.
"""

import hashlib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from domain.rulebook.lexical import Floats

FILE = Path(__file__).parent / "models" / "learned.npz"
Learned = Mapping[str, NDArray[Any]]


@cache
def learned() -> Learned:
    """Pairs of matrices in sixteen bits: `mini.LAYER.PART.into` and `.out`, PART as in `storage.bert`; `e5.into`, …"""
    with np.load(FILE) as kept:
        return {name: kept[name] for name in kept.files}


@cache
def digest() -> str:
    """Eight characters that change when something else was learned."""
    return hashlib.sha256(FILE.read_bytes()).hexdigest()[:8]


def changed(matrix: Floats, name: str, among: Learned) -> Floats:
    """A matrix with what was learned for it, as it is where nothing was."""
    if f"{name}.into" not in among:
        return matrix
    into, out = (among[f"{name}.{one}"].astype(np.float32) for one in ("into", "out"))
    found: Floats = matrix + into @ out
    return found


def turned(vector: Floats, into: Floats, out: Floats) -> Floats:
    """A question's vector nearer to the clauses that answer such questions, of length 1."""
    found = vector + (vector @ into) @ out
    found /= np.linalg.norm(found)
    return found

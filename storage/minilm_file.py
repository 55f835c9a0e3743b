"""The weights of all-MiniLM-L6-v2 from its ONNX file, whose names are those of an exporter of sentence-transformers."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from domain.rulebook.lexical import Floats
from storage.bert import PARTS, LayerWeights, Norm, Weights
from storage.onnx_weights import read_weights

_BIASES = (
    "attention.self.query",
    "attention.self.key",
    "attention.self.value",
    "attention.output.dense",
    "intermediate.dense",
    "output.dense",
)
_EMBEDDINGS = "inner.embeddings."
Named = Mapping[str, NDArray[Any]]


def read(file: Path) -> Weights:
    """Matrices are in eight bits there, with a scale a column. Raises `ValueError` for another file."""
    named = read_weights(file)
    matrices = [name for name in named if name.endswith("_q") and "embeddings" not in name]
    if not matrices or len(matrices) % PARTS:
        raise ValueError(f"{file.name} is not all-MiniLM-L6-v2 in eight bits")
    rows = [matrices[n : n + PARTS] for n in range(0, len(matrices), PARTS)]
    # Words stay in eight bits: a text needs a few of thirty thousand.
    words = named[f"{_EMBEDDINGS}word_embeddings.weight_q"]
    scales = named[f"{_EMBEDDINGS}word_embeddings.weight_scale"]
    places = _full(named, f"{_EMBEDDINGS}position_embeddings.weight_q")
    return Weights(
        (_layer(named, n, row) for n, row in enumerate(rows)),
        lambda numbers: words[numbers] * scales[numbers],
        places + named[f"{_EMBEDDINGS}token_type_embeddings.weight"][0],
        _norm(named, f"{_EMBEDDINGS}LayerNorm"),
    )


def _layer(named: Named, n: int, matrices: list[str]) -> LayerWeights:
    at = f"inner.encoder.layer.{n}."
    return LayerWeights(
        [_full(named, name) for name in matrices],
        [named[f"{at}{name}.bias"] for name in _BIASES],
        (_norm(named, f"{at}attention.output.LayerNorm"), _norm(named, f"{at}output.LayerNorm")),
    )


def _norm(named: Named, name: str) -> Norm:
    return named[f"{name}.weight"], named[f"{name}.bias"]


def _full(named: Named, name: str) -> Floats:
    found: Floats = named[name].astype(np.float32) * named[name.removesuffix("_q") + "_scale"]
    return found

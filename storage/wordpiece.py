"""Text to the token numbers of an uncased BERT: basic split, then the longest known pieces of each word.

Follows the tokenizer of Devlin et al., BERT (2018), https://github.com/google-research/bert.
"""

import re
import unicodedata
from functools import lru_cache
from pathlib import Path

_SPLIT = re.compile(r"[^\W_]+|[^\w\s]|_|[\u3400-\u9fff]", re.UNICODE)
_HAN = re.compile(r"([\u3400-\u9fff\uf900-\ufaff])")
LONGEST_WORD = 100
BEGIN, END, UNKNOWN = "[CLS]", "[SEP]", "[UNK]"


class WordPiece:
    """A vocabulary, one piece a line."""

    def __init__(self, file: Path) -> None:
        pieces = file.read_text(encoding="utf-8").split("\n")
        self._number = {piece: n for n, piece in enumerate(pieces) if piece}
        self._word = lru_cache(maxsize=20_000)(self._pieces)

    def numbers(self, text: str, most: int) -> list[int]:
        """The numbers of a text, between begin and end, at most `most`."""
        plain = unicodedata.normalize("NFD", text.lower())
        kept = "".join(
            letter for letter in plain if unicodedata.category(letter) not in {"Mn", "Cc", "Cf"} or letter.isspace()
        )
        found: list[int] = []
        for word in _SPLIT.findall(_HAN.sub(r" \1 ", kept)):
            found += self._word(word)
            if len(found) >= most:
                break
        return [self._number[BEGIN], *found[: most - 2], self._number[END]]

    def _pieces(self, word: str) -> tuple[int, ...]:
        if len(word) > LONGEST_WORD:
            return (self._number[UNKNOWN],)
        found: list[int] = []
        start = 0
        while start < len(word):
            end = len(word)
            while end > start and (piece := ("##" if start else "") + word[start:end]) not in self._number:
                end -= 1
            if end == start:
                return (self._number[UNKNOWN],)
            found.append(self._number[piece])
            start = end
        return tuple(found)

"""Vectors of clauses' texts, kept on disk by the digest of text and model, so that each is computed once."""

import contextlib
import hashlib
import logging
import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from domain.rulebook.lexical import Floats

log = logging.getLogger("ombud.vectors")
_TABLE = (
    "CREATE TABLE IF NOT EXISTS vector (key BLOB PRIMARY KEY, scale REAL NOT NULL, bytes BLOB NOT NULL) WITHOUT ROWID"
)
CHUNK = 16  # texts computed between two commits
ASKED = 500  # keys looked up at once
LEVELS = 127
Encode = Callable[[Sequence[str]], Sequence[Floats]]


def nobody(done: int, of: int) -> None:
    """Whoever does not want to hear of progress."""


class Vectors:
    """A cache in one file. A crash loses at most a chunk; a file that cannot be read is begun anew; where nothing can
    be written, vectors are computed each time. Safe for several processes. Not shared between threads.

    Vectors are kept in eight bits and always used as kept, so a cold cache and a warm one give the same answers.
    """

    def __init__(self, file: Path | None) -> None:
        self._file = file
        self._held: sqlite3.Connection | None = None

    def of(
        self, model: str, texts: Sequence[str], width: int, encode: Encode, heard: Callable[[int, int], None] = nobody
    ) -> list[Floats]:
        """The rows of each text, one or several; what is not there is computed by `encode` and kept. `heard` is told of
        progress.
        """
        keys = [hashlib.sha256(f"{model}\0{text}".encode()).digest()[:20] for text in texts]
        found = self._look_up(keys, width)
        missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in found}
        lacking = sorted(missing, key=lambda key: len(missing[key]))
        for start in range(0, len(lacking), CHUNK):
            chunk = lacking[start : start + CHUNK]
            read = encode([missing[key] for key in chunk])
            made = {key: small(rows) for key, rows in zip(chunk, read, strict=True)}
            found |= made
            self._keep(made)
            heard(min(start + CHUNK, len(lacking)), len(lacking))
        return [whole(*found[key], width) for key in keys]

    def close(self) -> None:
        """Let go of the file."""
        if self._held is not None:
            self._held.close()
            self._held = None

    def _look_up(self, keys: Sequence[bytes], width: int) -> dict[bytes, tuple[float, bytes]]:
        found: dict[bytes, tuple[float, bytes]] = {}
        unique = list(dict.fromkeys(keys))
        for start in range(0, len(unique), ASKED):
            some = unique[start : start + ASKED]
            marks = ",".join("?" * len(some))
            rows = self._run(f"SELECT key, scale, bytes FROM vector WHERE key IN ({marks})", some)  # noqa: S608 -- only marks
            found |= {key: (scale, held) for key, scale, held in rows if _fits(held, width)}
        return found

    def _keep(self, made: dict[bytes, tuple[float, bytes]]) -> None:
        rows = [(key, scale, held) for key, (scale, held) in made.items()]
        self._run("INSERT OR REPLACE INTO vector VALUES (?, ?, ?)", rows, many=True)

    def _run(self, statement: str, values: Sequence[object], *, many: bool = False) -> list[tuple[bytes, float, bytes]]:
        for _ in range(2):
            try:
                held = self._open()
                if held is None:
                    return []
                with held:
                    return (held.executemany if many else held.execute)(statement, values).fetchall()  # type: ignore[arg-type]
            except sqlite3.OperationalError as error:
                self._give_up(error)
            except sqlite3.DatabaseError:
                self._begin_anew()
        return []

    def _open(self) -> sqlite3.Connection | None:
        if self._held is None and self._file is not None:
            try:
                self._file.parent.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                self._give_up(error)
                return None
            self._held = sqlite3.connect(self._file, timeout=5, check_same_thread=False)
            self._held.execute("PRAGMA journal_mode=WAL")
            self._held.execute("PRAGMA synchronous=NORMAL")
            self._held.execute(_TABLE)
        return self._held

    def _give_up(self, error: Exception) -> None:
        log.warning("vectors are not kept: %s", type(error).__name__)
        self.close()
        self._file = None

    def _begin_anew(self) -> None:
        log.warning("the cache of vectors could not be read, and is begun anew")
        self.close()
        if self._file is not None:
            for end in ("", "-wal", "-shm"):
                with contextlib.suppress(OSError):
                    self._file.with_name(self._file.name + end).unlink()


def _fits(held: object, width: int) -> bool:
    return isinstance(held, bytes) and len(held) > 0 and len(held) % width == 0


def small(rows: Floats) -> tuple[float, bytes]:
    """The vectors of a text in eight bits, and what one step is worth."""
    scale = float(np.abs(rows).max()) / LEVELS or 1.0
    return scale, np.round(rows / scale).astype(np.int8).tobytes()


def whole(scale: float, held: bytes, width: int) -> Floats:
    """Vectors of length 1 again, a row for each."""
    rows = np.frombuffer(held, dtype=np.int8).astype(np.float32).reshape(-1, width) * np.float32(scale)
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    found: Floats = rows / np.where(lengths > 0, lengths, 1)
    return found

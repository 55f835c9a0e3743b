"""Erasures, journalled outside the database, so that a restore can make them again."""

import contextlib
import fcntl
import hashlib
import json
import logging
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import rfc8785
from sqlalchemy import Connection, select

from storage.exceptions import JournalAway, JournalBent
from storage.tables import VaultKey, table

log = logging.getLogger("ombud.journal")
_keys = table(VaultKey)
_START = "0" * 64
_LONGEST = 65536  # bytes of a line; they hold the name of a stream and little else


@dataclass(frozen=True, slots=True)
class Erasure:
    """That the key of a stream was destroyed, at an aware instant."""

    stream: str
    at: datetime


class Journal:
    """JSON lines `{n, stream, at, chain}`; `chain` is the SHA-256 of the line before's and this line's canonical JSON.
    Any number of threads and processes of one machine may append. The same stream twice does no harm.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    def append(self, stream: str, at: datetime) -> None:
        """Write an erasure, on disk when this returns. Raises `JournalAway`."""
        try:
            with self._locked() as file:
                _write(file, *self._end(file), Erasure(stream, at))
        except (OSError, JournalBent) as error:
            log.error("an erasure waits: %s cannot be written (%s)", self.path, error)  # noqa: TRY400 -- says it all
            raise JournalAway from error

    def read(self) -> list[Erasure]:
        """Every erasure, the oldest first. Raises `JournalBent` where it is missing, or not as it was written."""
        try:
            lines = self.path.read_bytes().splitlines(keepends=True)
        except OSError as error:
            raise JournalBent(f"{self.path} ({error.strerror})") from error
        found, before = [], _START
        for number, line in enumerate(lines, start=1):
            erasure, n, chain = self._parse(line, number)
            if n != number or chain != _chain(before, n, erasure):
                raise JournalBent(f"{self.path}, line {number}")
            found.append(erasure)
            before = chain
        return found

    def catch_up(self, conn: Connection) -> None:
        """Begin the journal where there is none, and write into it what only the database knows, as after its loss.
        Raises `JournalBent`, `JournalAway`.
        """
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with self._locked() as file:
                self._end(file)
        except OSError as error:
            raise JournalAway from error
        known = {erasure.stream for erasure in self.read()}
        for row in conn.execute(select(_keys).where(_keys.c.erased_at.is_not(None)).order_by(_keys.c.erased_at)):
            if row.stream not in known:
                self.append(row.stream, row.erased_at)

    @contextlib.contextmanager
    def _locked(self) -> Iterator[int]:
        is_new = not self.path.exists()
        file = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
        try:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield file
            if is_new:
                _sync_folder(self.path.parent)
        finally:
            os.close(file)

    def _end(self, file: int) -> tuple[int, str]:
        """Number and chain of the last line. One that was never finished was never promised, and is taken away."""
        size = os.fstat(file).st_size
        tail = os.pread(file, _LONGEST, max(0, size - _LONGEST))
        if unfinished := len(tail) - (tail.rfind(b"\n") + 1):
            os.ftruncate(file, size - unfinished)
            tail = tail[:-unfinished]
        if not tail:
            return 0, _START
        _, n, chain = self._parse(tail.splitlines(keepends=True)[-1], "the last")
        return n, chain

    def _parse(self, line: bytes, number: int | str) -> tuple[Erasure, int, str]:
        try:
            fields = json.loads(line)
            erasure = Erasure(str(fields["stream"]), datetime.fromisoformat(fields["at"]))
            n, chain = int(fields["n"]), str(fields["chain"])
        except (ValueError, KeyError, TypeError) as error:
            raise JournalBent(f"{self.path}, line {number}") from error
        if not line.endswith(b"\n"):
            raise JournalBent(f"{self.path}, line {number}, is not finished")
        return erasure, n, chain


def _write(file: int, n: int, before: str, erasure: Erasure) -> None:
    size = os.fstat(file).st_size
    chain = _chain(before, n + 1, erasure)
    line = rfc8785.dumps({**_fields(n + 1, erasure), "chain": chain}) + b"\n"
    try:
        while line:  # a disk that fills up takes a part first, and refuses the rest
            line = line[os.write(file, line) :]
        os.fsync(file)
    except OSError:
        os.ftruncate(file, size)
        raise


def _fields(n: int, erasure: Erasure) -> dict[str, int | str]:
    return {"n": n, "stream": erasure.stream, "at": erasure.at.isoformat()}


def _chain(before: str, n: int, erasure: Erasure) -> str:
    return hashlib.sha256(before.encode() + b"\n" + rfc8785.dumps(_fields(n, erasure))).hexdigest()


def _sync_folder(folder: Path) -> None:
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)

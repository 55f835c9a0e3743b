"""How a backup is written down: gzip over JSON lines, a header, every table's rows, and a footer that sums them up."""

import base64
import gzip
import hashlib
import json
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

from storage.exceptions import BackupBroken

FORMAT, VERSION = "ombud backup", 1
Value = str | int | bool | bytes | None


@dataclass(frozen=True, slots=True)
class Header:
    """Where a backup comes from. `revision` is its schema's; `made_at` is aware UTC."""

    revision: str
    made_at: datetime
    release: str


@dataclass(frozen=True, slots=True)
class Row:
    """One row of one table, by column."""

    table: str
    values: Mapping[str, Value]


class Sink(Protocol):
    """Where bytes go."""

    def write(self, line: bytes, /) -> int: ...


class Writer:
    """Writes a backup: `header`, then for each table `begin` and its rows, then `footer`."""

    def __init__(self, file: Sink) -> None:
        self._file, self._sum, self._table = file, hashlib.sha256(), ""
        self.counts: dict[str, int] = {}

    def header(self, header: Header) -> None:
        """The first line."""
        self._line({
            "format": FORMAT,
            "version": VERSION,
            "revision": header.revision,
            "made_at": header.made_at.isoformat(),
            "release": header.release,
        })  # fmt: skip

    def begin(self, table: str, columns: Sequence[str]) -> None:
        """Rows of a table follow, in the order of these columns."""
        self._table, self.counts[table] = table, 0
        self._line({"table": table, "columns": list(columns)})

    def row(self, values: Sequence[Value]) -> None:
        """A row of the table that was begun."""
        self.counts[self._table] += 1
        self._line([{"b64": base64.b64encode(one).decode()} if isinstance(one, bytes) else one for one in values])

    def footer(self) -> None:
        """The last line, without which a backup is a broken one."""
        self._line({"rows": self.counts, "sha256": self._sum.hexdigest()})

    def _line(self, value: object) -> None:
        line = json.dumps(value, separators=(",", ":")).encode() + b"\n"
        self._sum.update(line)
        self._file.write(line)


class BackupFile:
    """A backup to read. Everything in it counts only once `rows` has come to its end without `BackupBroken`."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def header(self) -> Header:
        """Where it comes from. Raises `BackupBroken`."""
        with self._opened() as file:
            return _header(_decoded(_first_line(file)))

    def rows(self) -> Iterator[Row]:
        """Every row, table by table. Raises `BackupBroken`, if need be at the end: before that nothing is certain."""
        with self._opened() as file:
            try:
                yield from _rows(file)
            except (OSError, EOFError, zlib.error) as error:
                raise BackupBroken(str(error)) from error

    def _opened(self) -> gzip.GzipFile:
        try:
            return gzip.open(self.path, "rb")
        except OSError as error:
            raise BackupBroken(str(error)) from error


def _rows(file: gzip.GzipFile) -> Iterator[Row]:
    total, counts, columns, table = hashlib.sha256(), dict[str, int](), list[str](), ""
    for number, line in enumerate(file):
        found = _decoded(line)
        match found:
            case _ if number == 0:
                _header(found)
            case {"sha256": str(expected), "rows": dict(rows)}:
                if expected != total.hexdigest() or rows != counts or file.read(1):
                    raise BackupBroken("its sum does not match what it holds")
                return
            case {"table": str(table), "columns": list(columns)} if table not in counts:
                counts[table] = 0
            case list() if table and len(found) == len(columns):
                counts[table] += 1
                yield Row(table, dict(zip(columns, map(_value, found), strict=True)))
            case _:
                raise BackupBroken(f"line {number + 1} is none of a backup")
        total.update(line)
    raise BackupBroken("it was cut off")


def _first_line(file: gzip.GzipFile) -> bytes:
    try:
        return file.readline()
    except (OSError, EOFError, zlib.error) as error:
        raise BackupBroken(str(error)) from error


def _header(found: Any) -> Header:
    match found:
        case {"format": str(name), "version": int(version), "revision": str(revision), "release": str(release)}:
            if (name, version) != (FORMAT, VERSION):
                raise BackupBroken(f"it is {name} {version}, and this release reads {FORMAT} {VERSION}")
            try:
                return Header(revision, datetime.fromisoformat(found["made_at"]), release)
            except (KeyError, TypeError, ValueError) as error:
                raise BackupBroken("it does not say when it was made") from error
        case _:
            raise BackupBroken("it does not begin like a backup")


def _value(found: Any) -> Value:
    match found:
        case {"b64": str(text)}:
            return _bytes(text)
        case str() | int() | None:
            return found
        case _:
            raise BackupBroken("a row holds what no table holds")


def _bytes(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except ValueError as error:
        raise BackupBroken("a row holds what no table holds") from error


def _decoded(line: bytes) -> Any:
    try:
        return json.loads(line)
    except ValueError as error:
        raise BackupBroken("a line is not what was written") from error

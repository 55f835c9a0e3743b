"""Backing up: one state of the whole database into one file, while Ombud runs. The master key is not in it."""

import gzip
import os
import tempfile
from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, MetaData, select

from storage.backup_format import Header, Writer
from storage.database import Database
from storage.migrate import check_schema, head
from storage.tables import Event

Told = Callable[[str], None]
_CHUNK = 1000


def back_up(database: Database, path: Path, made_at: datetime, release: str, told: Told) -> None:
    """Write a backup to `path`, whole or not at all, readable by its owner alone. `told` hears how far it is.
    Raises `SchemaOld`, `SchemaNew`, `StoreBusy`, `OSError`.
    """
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f"{path.name}.", suffix=".part", delete=False) as part:
        try:
            with gzip.GzipFile(fileobj=part, mode="wb", filename="", mtime=0) as packed:
                writer = Writer(packed)
                database.snapshot_now(lambda conn: _write(conn, writer, Header(head(), made_at, release), told))
            part.flush()
            os.fsync(part.fileno())
            Path(part.name).replace(path)
        except BaseException:
            Path(part.name).unlink()
            raise


def _write(conn: Connection, writer: Writer, header: Header, told: Told) -> None:
    check_schema(conn)
    writer.header(header)
    for name, found in sorted(reflected(conn, Event.metadata.tables.keys()).tables.items()):
        writer.begin(name, found.columns.keys())
        # Raw values, as both databases keep them: no column type of ours comes between.
        for row in conn.execution_options(yield_per=_CHUNK).execute(select(found)):
            writer.row(list(row))
        told(f"{name}: {writer.counts[name]} rows")
    writer.footer()


def reflected(conn: Connection, names: Iterable[str]) -> MetaData:
    """Tables as they are in a database, whatever release made them."""
    found = MetaData()
    found.reflect(conn, only=list(names))
    return found

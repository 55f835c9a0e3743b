"""Restoring: a backup becomes the database, on either kind, whole or not at all."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import groupby, islice

from sqlalchemy import Connection, Table, func, insert, inspect, literal, select
from sqlmodel import SQLModel

from storage import migrate
from storage.backup import reflected
from storage.backup_format import BackupFile, Header, Row
from storage.exceptions import BackupBroken, BackupNew, NotEmpty, SchemaNew
from storage.tables import VaultKey, table

Told = Callable[[str], None]
_VAULT_KEYS = table(VaultKey).name
_BATCH = 500


@dataclass(frozen=True, slots=True)
class Contents:
    """What a backup holds. `erased` are the streams whose keys it knows to be destroyed."""

    header: Header
    rows: int
    erased: frozenset[str]


def examine(file: BackupFile) -> Contents:
    """Read the whole file and change nothing. Raises `BackupBroken`, `BackupNew`."""
    header = file.header()
    rows, erased = 0, set[str]()
    for row in file.rows():
        rows += 1
        if row.table == _VAULT_KEYS and row.values.get("erased_at") is not None:
            erased.add(str(row.values.get("stream")))  # rows() refuses a bent file at its end
    if header.revision not in migrate.revisions():
        raise BackupNew
    return Contents(header, rows, frozenset(erased))


def restore(conn: Connection, file: BackupFile, told: Told, *, replace: bool) -> None:
    """Make the database what the backup says, at the schema of this release, in the caller's transaction.
    Raises `NotEmpty` where it holds anything and is not to be replaced, `SchemaNew`, `BackupBroken`.
    """
    _make_room(conn, replace=replace)
    migrate.upgrade_within(conn, file.header().revision)
    for name, rows in groupby(file.rows(), lambda row: row.table):
        told(f"{name}: {_fill(conn, _table(conn, name), rows)} rows")
    migrate.upgrade_within(conn, "head")
    _go_on_counting(conn)


def _make_room(conn: Connection, *, replace: bool) -> None:
    there = set(inspect(conn).get_table_names()) & SQLModel.metadata.tables.keys()
    one = select(literal(1)).limit(1)
    if not replace and any(conn.execute(one.select_from(SQLModel.metadata.tables[name])).first() for name in there):
        raise NotEmpty
    here = migrate.current(conn)
    if here is not None and here not in migrate.revisions():
        raise SchemaNew
    migrate.downgrade_within(conn, "base")


def _table(conn: Connection, name: str) -> Table:
    if name not in inspect(conn).get_table_names():
        raise BackupBroken(f"its schema has no table {name}")
    return reflected(conn, [name]).tables[name]


def _fill(conn: Connection, into: Table, rows: Iterator[Row]) -> int:
    count, columns = 0, set(into.columns.keys())
    while batch := [dict(row.values) for row in islice(rows, _BATCH)]:
        if any(values.keys() != columns for values in batch):
            raise BackupBroken(f"its table {into.name} has other columns than its schema")
        conn.execute(insert(into), batch)
        count += len(batch)
    return count


def _go_on_counting(conn: Connection) -> None:
    """PostgreSQL's sequences know nothing of rows that brought their numbers along."""
    if conn.dialect.name != "postgresql":
        return
    for found in SQLModel.metadata.tables.values():
        if (column := found.autoincrement_column) is not None:
            sequence = func.pg_get_serial_sequence(found.name, column.name)
            conn.execute(select(func.setval(sequence, func.coalesce(func.max(column), 0) + 1, False)))

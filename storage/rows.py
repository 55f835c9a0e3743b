"""A row that is written once, whoever comes first."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite


def insert_new(conn: Connection, into: Table, values: Mapping[str, Any]) -> bool:
    """Insert a row; False where its key is taken, also by a transaction that ran beside this one."""
    made = sqlite.insert(into) if conn.dialect.name == "sqlite" else postgresql.insert(into)
    key = next(iter(into.primary_key))
    return conn.execute(made.values(**values).on_conflict_do_nothing().returning(key)).first() is not None

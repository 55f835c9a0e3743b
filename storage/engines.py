"""Engines that begin and commit as we say, on both databases."""

from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url

BUSY_MS = 1200


def is_sqlite(url: str) -> bool:
    """Whether a database URL names SQLite."""
    return make_url(url).get_backend_name() == "sqlite"


def writing_engine(url: str, synchronous: str = "FULL", threads: int = 16) -> Engine:
    """For transactions that may write: on SQLite one connection and `BEGIN IMMEDIATE`."""
    if not is_sqlite(url):
        return create_engine(
            url,
            hide_parameters=True,  # an error must not carry what people wrote
            pool_size=threads,
            max_overflow=0,
            pool_timeout=1.5,
            pool_pre_ping=True,
            connect_args={"connect_timeout": 2},
        )
    return _sqlite(url, 1, "BEGIN IMMEDIATE", f"PRAGMA synchronous={synchronous}", "PRAGMA journal_mode=WAL")


def reading_engine(url: str, threads: int = 4) -> Engine:
    """For reads alone, on SQLite connections that cannot write."""
    return _sqlite(url, threads, "BEGIN", "PRAGMA query_only=on")


def _sqlite(url: str, connections: int, begin: str, *pragmas: str) -> Engine:
    engine = create_engine(
        url,
        hide_parameters=True,
        pool_size=connections,
        max_overflow=0,
        connect_args={"check_same_thread": False, "timeout": BUSY_MS / 1000},
    )

    def on_connect(raw: Any, _record: Any) -> None:
        raw.isolation_level = None  # otherwise pysqlite commits at the first released savepoint
        for pragma in (*pragmas, "PRAGMA foreign_keys=on", "PRAGMA secure_delete=on", f"PRAGMA busy_timeout={BUSY_MS}"):
            raw.execute(pragma).close()

    def on_begin(conn: Connection) -> None:
        conn.exec_driver_sql(begin)

    event.listen(engine, "connect", on_connect)
    event.listen(engine, "begin", on_begin)
    return engine

"""One transaction, one hop to a thread. SQLite has a single writer; PostgreSQL a pool."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import ProgrammingError

from storage.engines import is_sqlite, reading_engine, writing_engine
from storage.exceptions import StoreFull, StoreShut
from storage.faults import typed
from storage.migrate import check_schema, hold_schema

T = TypeVar("T")
THREADS = 16


class Database:
    """Opens lazily, so that Ombud starts while the database is away. With a `release` (a revision of the schema)
    nothing is written before `open`, nor to the tables of another release. `shut` says why it is not opened yet, `full`
    whether the last write found no room. Close it.
    """

    def __init__(self, url: str, *, synchronous: str = "FULL", release: str | None = None) -> None:
        self.url = url
        self.sqlite = is_sqlite(url)
        self.full = False
        self._release = release
        self.shut: str | None = None if release is None else "not checked yet"
        self._writes = writing_engine(url, synchronous, THREADS)
        self._reads = reading_engine(url) if self.sqlite else self._writes
        self._writer = ThreadPoolExecutor(1 if self.sqlite else THREADS, "ombud-writes")
        self._reader = ThreadPoolExecutor(4, "ombud-reads") if self.sqlite else self._writer

    def open(self) -> None:
        """Schema and key were checked: from now on it may be written to."""
        self.shut = None

    def keep_shut(self, why: str) -> None:
        """It is not opened yet, and why; readiness says so."""
        self.shut = why

    async def write(self, work: Callable[[Connection], T]) -> T:
        """Run `work` in a transaction that may write, and commit. Raises `StoreBusy` and whatever `work` raises."""
        return await asyncio.get_running_loop().run_in_executor(self._writer, self.write_now, work)

    async def read(self, work: Callable[[Connection], T]) -> T:
        """Run `work` in a transaction that only reads. Raises `StoreBusy`, and `SchemaOld` or `SchemaNew` where its
        tables are not those that this release reads.
        """
        return await asyncio.get_running_loop().run_in_executor(self._reader, self.read_now, work)

    def write_now(self, work: Callable[[Connection], T]) -> T:
        """The same as `write`, in the calling thread. Raises `StoreShut`, `SchemaOld` and `SchemaNew` too."""
        if self.shut is not None:
            raise StoreShut(f"The database is not opened yet: {self.shut}")
        try:
            with typed(), self._writes.begin() as conn:
                if self._release is not None:
                    hold_schema(conn, self._release)
                before = _written(conn) if self.full else 0
                found = work(conn)
                room = self.full and _written(conn) > before
        except StoreFull:
            self.full = True
            raise
        if room:  # committed; a transaction that wrote nothing does not show that there is room
            self.full = False
        return found

    def read_now(self, work: Callable[[Connection], T]) -> T:
        """The same as `read`, in the calling thread."""
        try:
            return _run(self._reads, work)
        except ProgrammingError:  # PostgreSQL's word for a table or column that is not there
            if self._release is not None:
                _run(self._reads, check_schema)
            raise

    def snapshot_now(self, work: Callable[[Connection], T]) -> T:
        """Run `work` over one state of the whole database, whatever is written meanwhile, in the calling thread."""
        steady = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
        return _run(self._reads if self.sqlite else self._writes.execution_options(**steady), work)

    def close(self) -> None:
        """Finish what runs and close every connection."""
        self._writer.shutdown(wait=True)
        self._reader.shutdown(wait=True)
        self._writes.dispose()
        self._reads.dispose()


def _written(conn: Connection) -> int:
    """Grows with what a transaction writes."""
    if conn.dialect.name == "sqlite":
        return int(conn.exec_driver_sql("SELECT total_changes()").scalar_one())
    return int(conn.exec_driver_sql("SELECT (pg_current_xact_id_if_assigned() IS NOT NULL)::int").scalar_one())


def _run(engine: Engine, work: Callable[[Connection], T]) -> T:
    with typed(), engine.begin() as conn:
        return work(conn)

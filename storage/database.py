"""One transaction, one hop to a thread. SQLite has a single writer; PostgreSQL a pool."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError, IntegrityError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from storage.engines import is_sqlite, reading_engine, writing_engine
from storage.exceptions import StoreBusy

T = TypeVar("T")
THREADS = 16


class Database:
    """Opens lazily, so that Ombud starts while the database is away. Close it."""

    def __init__(self, url: str, *, synchronous: str = "FULL") -> None:
        self.url = url
        self.sqlite = is_sqlite(url)
        self._writes = writing_engine(url, synchronous, THREADS)
        self._reads = reading_engine(url) if self.sqlite else self._writes
        self._writer = ThreadPoolExecutor(1 if self.sqlite else THREADS, "ombud-writes")
        self._reader = ThreadPoolExecutor(4, "ombud-reads") if self.sqlite else self._writer

    async def write(self, work: Callable[[Connection], T]) -> T:
        """Run `work` in a transaction that may write, and commit. Raises `StoreBusy` and whatever `work` raises."""
        return await asyncio.get_running_loop().run_in_executor(self._writer, self.write_now, work)

    async def read(self, work: Callable[[Connection], T]) -> T:
        """Run `work` in a transaction that only reads. Raises `StoreBusy`."""
        return await asyncio.get_running_loop().run_in_executor(self._reader, _run, self._reads, work)

    def write_now(self, work: Callable[[Connection], T]) -> T:
        """The same as `write`, in the calling thread."""
        return _run(self._writes, work)

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


def _run(engine: Engine, work: Callable[[Connection], T]) -> T:
    try:
        with engine.begin() as conn:
            return work(conn)
    except (OperationalError, InterfaceError, PoolTimeout) as error:
        raise StoreBusy from error
    except DBAPIError as error:
        if error.connection_invalidated and not isinstance(error, IntegrityError):
            raise StoreBusy from error
        raise

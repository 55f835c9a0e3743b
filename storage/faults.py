"""What the drivers raise, as our own faults."""

import contextlib
import sqlite3
from collections.abc import Iterator

from sqlalchemy.exc import DBAPIError, IntegrityError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from storage.exceptions import StoreBusy, StoreFull

# A file that may not grow any more is a failed write to SQLite, and a full disk to whoever has to make room.
_FULL = {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR_WRITE}
_DISK_FULL = "53100"  # https://www.postgresql.org/docs/current/errcodes-appendix.html


@contextlib.contextmanager
def typed() -> Iterator[None]:
    """Raises `StoreBusy` or `StoreFull` where the database is away or full; anything else as it is."""
    try:
        yield
    except (OperationalError, InterfaceError) as error:
        raise (StoreFull if _is_full(error) else StoreBusy) from error
    except PoolTimeout as error:
        raise StoreBusy from error
    except DBAPIError as error:
        if error.connection_invalidated and not isinstance(error, IntegrityError):
            raise StoreBusy from error
        raise


def _is_full(error: DBAPIError) -> bool:
    cause = error.orig
    return getattr(cause, "sqlite_errorcode", None) in _FULL or getattr(cause, "sqlstate", None) == _DISK_FULL

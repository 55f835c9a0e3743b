"""Brings a database to the schema of this release, whole or not at all."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, TextClause, text
from sqlalchemy.exc import OperationalError

from storage.engines import BUSY_MS, writing_engine
from storage.exceptions import Migrating, SchemaNew, SchemaOld
from storage.faults import typed

_LOCK = 6963
_LOCKED = "55P03"  # https://www.postgresql.org/docs/current/errcodes-appendix.html
_PATIENCE = text("SELECT set_config('lock_timeout', :ms, true)")
# Patience and lock in one round trip; the patience holds for the rest of the transaction.
_SHARE = text(f"SELECT set_config('lock_timeout', '{BUSY_MS}', true), pg_advisory_xact_lock_shared({_LOCK})")
_ALONE = text(f"SELECT pg_advisory_xact_lock({_LOCK})")
_REVISION = text("SELECT version_num FROM alembic_version")


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.set_main_option("path_separator", "os")
    return config


def head() -> str:
    """The revision of this release."""
    return str(ScriptDirectory.from_config(_config()).get_current_head())


def current(conn: Connection) -> str | None:
    """The revision of a database; None for an empty one."""
    return MigrationContext.configure(conn).get_current_revision()


def revisions() -> frozenset[str]:
    """Every revision that this release knows."""
    return frozenset(str(script.revision) for script in ScriptDirectory.from_config(_config()).walk_revisions())


def check_schema(conn: Connection) -> None:
    """Raises `SchemaOld` or `SchemaNew` where database and release differ."""
    here = current(conn)
    if here != head():
        raise SchemaOld if here is None or here in revisions() else SchemaNew


def hold_schema(conn: Connection, release: str) -> None:
    """For a transaction that writes: the schema is `release`'s, and stays so until it ends. Raises `Migrating`,
    `SchemaOld` or `SchemaNew`. On SQLite a writer holds off migrations by being the writer.
    """
    if conn.dialect.name == "postgresql":
        _take(conn, _SHARE)
    if conn.execute(_REVISION).scalar_one_or_none() != release:
        check_schema(conn)


def _take(conn: Connection, lock: TextClause) -> None:
    try:
        conn.execute(lock)
    except OperationalError as error:
        if getattr(error.orig, "sqlstate", None) == _LOCKED:
            raise Migrating from error
        raise


def upgrade(url: str, revision: str = "head", *, patient: bool = True) -> None:
    """Migrate forward, in one transaction, one replica at a time. Raises `StoreBusy`, `SchemaNew`, and `Migrating`
    where it is not `patient` and another process migrates.
    """
    _run(url, lambda config: command.upgrade(config, revision), patient=patient)


def downgrade(url: str, revision: str) -> None:
    """Migrate back to `revision` (`base` for nothing at all)."""
    _run(url, lambda config: command.downgrade(config, revision))


def upgrade_within(conn: Connection, revision: str) -> None:
    """Migrate forward in the caller's transaction."""
    command.upgrade(_held(conn), revision)


def downgrade_within(conn: Connection, revision: str) -> None:
    """Migrate back in the caller's transaction."""
    command.downgrade(_held(conn), revision)


def revise(url: str, message: str, revision: str) -> None:
    """Write a new migration from what the tables have and the database lacks."""

    def write(config: Config) -> None:
        command.revision(config, message, autogenerate=True, rev_id=revision)

    _run(url, write)


@contextmanager
def _locked(engine: Engine, *, patient: bool) -> Iterator[Connection]:
    """A transaction that no other replica migrates beside. Raises `StoreBusy` where the database does not answer."""
    with ExitStack() as stack:
        with typed():
            conn = stack.enter_context(engine.begin())
            if conn.dialect.name == "postgresql":
                conn.execute(_PATIENCE, {"ms": "0" if patient else str(BUSY_MS)})
                _take(conn, _ALONE)
                conn.execute(_PATIENCE, {"ms": "0"})
        yield conn


def _run(url: str, work: Callable[[Config], None], *, patient: bool = True) -> None:
    engine = writing_engine(url)
    try:
        with _locked(engine, patient=patient) as conn:
            if (here := current(conn)) is not None and here not in revisions():
                raise SchemaNew
            work(_on(conn))
    finally:
        engine.dispose()


def _held(conn: Connection) -> Config:
    """In a transaction of the caller's, which nobody migrates beside."""
    if conn.dialect.name == "postgresql":
        _take(conn, _ALONE)
    return _on(conn)


def _on(conn: Connection) -> Config:
    config = _config()
    config.attributes["connection"] = conn
    return config

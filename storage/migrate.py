"""Brings a database to the schema of this release, whole or not at all."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, text

from storage.engines import writing_engine
from storage.exceptions import SchemaNew, SchemaOld
from storage.faults import typed

_LOCK = 6963
_SHARE = text("SELECT pg_advisory_xact_lock_shared(:lock)")
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
    """For a transaction that writes: the schema is `release`'s, and stays so until it ends. Raises `SchemaOld` or
    `SchemaNew`. On SQLite a writer holds off migrations by being the writer.
    """
    if conn.dialect.name == "postgresql":
        conn.execute(_SHARE, {"lock": _LOCK})
    if conn.execute(_REVISION).scalar_one_or_none() != release:
        check_schema(conn)


def upgrade(url: str, revision: str = "head") -> None:
    """Migrate forward, in one transaction, one replica at a time. Raises `StoreBusy`, `SchemaNew`."""
    _run(url, lambda config: command.upgrade(config, revision))


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


def _run(url: str, work: Callable[[Config], None]) -> None:
    engine = writing_engine(url)
    try:
        with _alone(engine) as conn:
            config = _held(conn)
            if (here := current(conn)) is not None and here not in revisions():
                raise SchemaNew
            work(config)
    finally:
        engine.dispose()


@contextmanager
def _alone(engine: Engine) -> Iterator[Connection]:
    """A transaction, `StoreBusy` where none can be begun. What goes wrong inside it is a broken migration, and stays as
    it is.
    """
    with ExitStack() as stack:
        with typed():
            conn = stack.enter_context(engine.begin())
        yield conn


def _held(conn: Connection) -> Config:
    """One replica at a time; the others wait."""
    if conn.dialect.name == "postgresql":
        conn.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
    config = _config()
    config.attributes["connection"] = conn
    return config

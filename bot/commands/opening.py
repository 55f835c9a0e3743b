"""Opening the database for a command, with a sentence where that fails."""

import contextlib
from collections.abc import Iterator

from bot import settings
from bot.commands.stopping import FAILED, stop
from bot.settings import BadSettings, database_url, environment
from storage.database import Database
from storage.exceptions import Fault
from storage.migrate import check_schema
from storage.vault import Vault


@contextlib.contextmanager
def opened() -> Iterator[Database]:
    """The database that the settings name."""
    database = Database(database_url(environment()))
    try:
        yield database
    except Fault as fault:
        stop(str(fault), FAILED)
    finally:
        database.close()


def vault() -> Vault:
    """The vault that the settings' keys open."""
    env = environment()
    try:
        return settings.vault(settings.master_key(env), settings.master_key_before(env))
    except BadSettings as error:
        stop(str(error))


def unlocked(database: Database) -> Vault:
    """The same, with the secrets of this database. Raises `SchemaOld`, `SchemaNew`, `WrongKey`, `StoreBusy`."""
    safe = vault()
    database.write_now(check_schema)
    database.write_now(safe.unlock)
    return safe

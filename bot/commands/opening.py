"""Opening the database for a command, with a sentence where that fails."""

import contextlib
import json
import urllib.request
from collections.abc import Iterator
from datetime import timedelta

from bot import settings
from bot.clock import Clock
from bot.commands.stopping import FAILED, stop
from bot.settings import BadSettings, database_url, environment
from storage.database import Database
from storage.exceptions import Fault
from storage.migrate import check_schema
from storage.vault import Vault

PATIENCE = 5.0  # seconds for a sandbox on this machine


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


def case_clock() -> Clock:
    """The clock that the bot beside goes by: moved where a sandbox moved it."""
    clock = Clock()
    try:
        url = settings.sandbox(environment())
    except BadSettings as error:
        stop(str(error))
    if url:
        try:
            with urllib.request.urlopen(f"{url}control/time", timeout=PATIENCE) as answer:  # noqa: S310 -- a setting
                clock.offset = timedelta(seconds=float(json.load(answer)["case_offset_seconds"]))
        except OSError:
            stop(f"No sandbox answers at {url}, so nobody can tell what time it is there.", FAILED)
    return clock

"""Opening the database for a command, with a sentence where that fails."""

import contextlib
from collections.abc import Iterator
from typing import NoReturn

import typer

from bot.settings import BadSettings, database_url, environment, master_key
from storage.database import Database
from storage.exceptions import Fault
from storage.vault import Vault, read_master_key

FAILED, MISUSED = 1, 2


def stop(sentence: str, code: int = MISUSED) -> NoReturn:
    """End a command with one sentence."""
    typer.echo(sentence, err=True)
    raise typer.Exit(code)


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
    """The vault that the settings' key opens."""
    try:
        return Vault(read_master_key(master_key(environment())))
    except (BadSettings, ValueError) as error:
        stop(str(error))

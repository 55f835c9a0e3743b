"""Opens the database when it is there, for as long as that takes; until then nothing is written to it."""

import asyncio
import logging

from desk.catching_up import catch_up, owes
from desk.projections import CaseUnreadable
from storage.database import Database
from storage.exceptions import JournalBent, SchemaNew, SchemaOld, StoreBusy, WrongKey
from storage.journal import Journal
from storage.migrate import check_schema, upgrade
from storage.vault import Vault

log = logging.getLogger("ombud")
AGAIN = 1.0  # seconds of real time
# Waiting would not mend these.
FATAL = (WrongKey, SchemaNew, JournalBent)


async def open_database(database: Database, vault: Vault, journal: Journal, *, migrate: bool) -> None:
    """Check the key before anything is written, migrate, check schema and key, and open. Tries until the database is
    there. Raises `WrongKey`, `SchemaNew`, `JournalBent`.
    """
    said = ""
    while True:
        try:
            await database.read(vault.check)
            await _fit(database, migrate=migrate)
            await database.read(journal.catch_up)
            taken = await database.read(vault.take)  # first, for whatever is written is keyed with these secrets
            database.open()
            if not taken:
                await database.write(vault.unlock)
            await _catch_up(database, vault)
        except FATAL:
            raise
        except StoreBusy as busy:
            database.keep_shut(str(busy))
            if str(busy) != said:
                said = str(busy)
                log.warning("Ombud waits for its database: %s", said)
            await asyncio.sleep(AGAIN)
        else:
            return


async def _fit(database: Database, *, migrate: bool) -> None:
    """The schema is that of this release, or becomes it. Whoever finds nothing to migrate holds nobody up."""
    try:
        await database.read(check_schema)
    except SchemaOld:
        if not migrate:
            raise
        await asyncio.to_thread(upgrade, database.url, patient=False)
        await database.read(check_schema)


async def _catch_up(database: Database, vault: Vault) -> None:
    """Lists need what an earlier release did not keep. A record that cannot be read keeps nobody from working."""
    try:
        if await database.read(owes):
            await database.write(lambda conn: catch_up(conn, vault))
    except CaseUnreadable as unreadable:
        log.warning("lists may be incomplete: %s", unreadable)

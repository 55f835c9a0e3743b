"""`ombud backup` and `ombud restore`."""

from pathlib import Path
from typing import Annotated

import typer
from sqlalchemy import Connection

from bot.clock import Clock
from bot.commands.opening import opened, vault
from bot.commands.stopping import FAILED, stop
from bot.release import RELEASE
from desk.restoring import erase_again, record_forced
from domain.house import LONGEST_REASON
from storage.backup import back_up
from storage.backup_format import BackupFile
from storage.backup_restore import Contents, examine
from storage.backup_restore import restore as restore_database
from storage.exceptions import JournalLacks
from storage.journal import Erasure, Journal


def backup(file: Path) -> None:
    """Write the whole database into FILE while Ombud runs. The master key is not in it: keep that elsewhere.

    Example:
      ombud backup /backups/ombud-2026-03-02.gz

    """
    if file.exists():
        stop(f"{file} is there already. Name a file that is not.")
    with opened() as database:
        try:
            back_up(database, file, Clock().now(), RELEASE, typer.echo)
        except OSError as error:
            stop(f"{file} cannot be written: {error.strerror}. No backup was made.", FAILED)
    typer.echo(f"{file} holds everything but the master key and the journal of erasures; a restore needs both.")


def restore(
    file: Path,
    erasures: Annotated[
        list[Path] | None, typer.Option(help="The journal of erasures; give it again for each replica's own.")
    ] = None,
    without_erasures: Annotated[
        str | None, typer.Option(help="Go without the journal, for a reason that stays in the record. Name no person.")
    ] = None,
    *,
    replace: Annotated[bool, typer.Option(help="Lose what the database holds now.")] = False,
) -> None:
    """Make the database what FILE says, whole or not at all, and make the erasures since then again. Stop Ombud first.

    Example:
      ombud restore /backups/ombud-2026-03-02.gz --erasures /var/lib/ombud/erasures.jsonl

    """
    reason = _checked(erasures, without_erasures)
    safe = vault()
    with opened() as database:
        typer.echo(f"Reading {file} …")
        backed_up = BackupFile(file)
        contents = examine(backed_up)
        typer.echo(f"It is whole: {contents.rows} rows, made {contents.header.made_at:%Y-%m-%d %H:%M:%SZ}.")
        owed = _owed(contents, erasures or [])

        def work(conn: Connection) -> None:
            restore_database(conn, backed_up, typer.echo, replace=replace)
            safe.check(conn)
            erase_again(conn, safe, owed, Clock().now())
            if reason is not None:
                record_forced(conn, reason, Clock().now())

        database.write_now(work)
    done = f"{len(owed)} erasures made again" if reason is None else "no erasure made again, and the record says why"
    typer.echo(f"Restored; {done}. `ombud audit verify` checks the record.")


def _checked(erasures: list[Path] | None, reason: str | None) -> str | None:
    if bool(erasures) == (reason is not None):
        stop(
            "Give --erasures JOURNAL, the file that OMBUD_ERASURE_JOURNAL names, so that what was erased is erased "
            'again; or, where it is lost, --without-erasures "why".'
        )
    if reason is not None and not 0 < len(reason.strip()) <= LONGEST_REASON:
        stop(f"Say why in 1 to {LONGEST_REASON} characters.")
    return None if reason is None else reason.strip()


def _owed(contents: Contents, journals: list[Path]) -> list[Erasure]:
    """What the journals hold. Raises `JournalBent`, and `JournalLacks` where the backup knows of more."""
    found = [erasure for path in journals for erasure in Journal(path).read()]
    if journals and contents.erased - {erasure.stream for erasure in found}:
        raise JournalLacks
    return found

"""What a database of an earlier release owes to this one: projections that it did not have."""

from sqlalchemy import Connection

from desk import reporters
from desk.projections import rebuild
from storage import cases
from storage.vault import Vault


def owes(conn: Connection) -> bool:
    """Whether there is anything to catch up on; read at every start."""
    return cases.behind(conn) or bool(reporters.missing(conn))


def catch_up(conn: Connection, vault: Vault) -> None:
    """Fill what is missing, from the record and the vault. Raises `CaseUnreadable`, `WrongKey`."""
    if cases.behind(conn):
        rebuild(conn)
    reporters.mend(conn, vault)

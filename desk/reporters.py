"""Which cases somebody reported by name or in confidence: noted with the report, forgotten with the name."""

from collections.abc import Callable

from sqlalchemy import Connection

from desk.tools import party_entry
from domain.cases.filing import REPORTER
from storage import reporters
from storage.vault import Vault

_NAME = party_entry(REPORTER)


def hashed(vault: Vault, person: str) -> Callable[[int], str]:
    """The keyed hash of a person's n-th report (from 1)."""
    return lambda count: vault.keyed("reporter", f"{person}\0{count}")


def note(conn: Connection, vault: Vault, person: str, case: int) -> None:
    """`person` reported `case`, and not anonymously."""
    reporters.remember(conn, hashed(vault, person), case)


def reported_by(conn: Connection, vault: Vault, person: str) -> list[int]:
    """The numbers of the cases that `person` reported, newest first. Anonymous ones are not among them."""
    return reporters.of(conn, hashed(vault, person))


def missing(conn: Connection) -> list[int]:
    """Cases whose reporter is known and for whom nothing is noted, as in a database of an earlier release."""
    return sorted({reporters.number_in(stream) for stream in reporters.unlisted(conn, _NAME)})


def stray(conn: Connection) -> list[int]:
    """Cases for which somebody is noted although no name is kept."""
    return reporters.stray(conn, _NAME)


def mend(conn: Connection, vault: Vault) -> None:
    """Note every reporter whose name is kept, and nobody else."""
    for case in stray(conn):
        reporters.forget(conn, case)
    for stream in reporters.unlisted(conn, _NAME):
        if (person := vault.open(conn, stream, _NAME)) is not None:
            note(conn, vault, person, reporters.number_in(stream))

"""Secrets of the house itself: what digests are keyed with, and what seals are signed with. A rotation keeps them."""

from dataclasses import dataclass

from sqlalchemy import Connection, select, text

from storage.boxes import Wrapping, derive
from storage.tables import SecretRow, table

_secrets = table(SecretRow)
# One statement on both databases, so that two replicas that start at once agree.
_FIRST_WINS = text("INSERT INTO secret (name, wrapped) VALUES (:name, :wrapped) ON CONFLICT (name) DO NOTHING")


@dataclass(frozen=True, slots=True, repr=False)
class Secrets:
    """32 bytes each."""

    keyed: bytes
    seal: bytes

    @classmethod
    def derived(cls, master_key: bytes) -> "Secrets":
        """As a database's first master key yields them."""
        return cls(derive(master_key, b"ombud keyed"), derive(master_key, b"ombud seal"))


def about(name: str) -> str:
    """What is bound into the box of a secret."""
    return f"secret/{name}"


def load(conn: Connection, wrapping: Wrapping) -> Secrets | None:
    """The secrets that are kept, or None where none are yet. Raises `WrongKey`."""
    found = {row.name: wrapping.unwrap(row.wrapped, about(row.name)) for row in conn.execute(select(_secrets))}
    return Secrets(found["keyed"], found["seal"]) if {"keyed", "seal"} <= found.keys() else None


def keep(conn: Connection, wrapping: Wrapping, first: Secrets) -> Secrets:
    """Keep the first secrets and give back those that are kept: another replica's, where it was faster."""
    for name, value in (("keyed", first.keyed), ("seal", first.seal)):
        conn.execute(_FIRST_WINS, {"name": name, "wrapped": wrapping.wrap(value, about(name))})
    return load(conn, wrapping) or first

"""Which receipt code leads to which case. Only keyed hashes of codes are kept."""

from sqlalchemy import Connection, select, text

from storage.exceptions import StreamMoved
from storage.tables import CodeRow, table

_codes = table(CodeRow)
_KEEP = text("INSERT INTO code (hash, case_number) VALUES (:hash, :case) ON CONFLICT (hash) DO NOTHING")


def remember(conn: Connection, hash_: str, case: int) -> None:
    """Let a code lead to a case; twice is harmless. Raises `StreamMoved` where it leads to another one."""
    conn.execute(_KEEP, {"hash": hash_, "case": case})
    if find(conn, hash_) != case:
        raise StreamMoved


def find(conn: Connection, hash_: str) -> int | None:
    """The number of the case that a code leads to."""
    statement = select(_codes.c.case_number).where(_codes.c.hash == hash_)
    number: int | None = conn.execute(statement).scalar_one_or_none()
    return number

"""Which receipt code leads to which case: only a keyed hash of the code is kept."""

from sqlalchemy import Connection, insert, select

from storage.tables import CodeRow, table

_codes = table(CodeRow)


def remember(conn: Connection, hashed: str, case: int) -> None:
    """Keep the keyed hash of a code."""
    conn.execute(insert(_codes).values(hash=hashed, case_number=case))


def find(conn: Connection, hashed: str) -> int | None:
    """The case of a code's keyed hash."""
    found = conn.execute(select(_codes.c.case_number).where(_codes.c.hash == hashed)).scalar_one_or_none()
    return None if found is None else int(found)

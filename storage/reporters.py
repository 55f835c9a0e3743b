"""A reporter's own cases, found by keyed hashes. Nobody without the house's secret can make one, or tell which rows
belong together. Anonymous reports are never here.
"""

from collections.abc import Callable

from sqlalchemy import Connection, select, update

from storage.rows import insert_new
from storage.tables import ReporterRow, VaultEntry, table

_reporters, _entries = table(ReporterRow), table(VaultEntry)
STRIDE = 16  # hashes looked up at once

Hashed = Callable[[int], str]


def remember(conn: Connection, hashed: Hashed, case: int) -> None:
    """Note that a person reported `case`. `hashed` gives the keyed hash of the person and a count from 1."""
    count = len(_walked(conn, hashed)) + 1
    while not insert_new(conn, _reporters, {"hash": hashed(count), "case_number": case}):
        count += 1  # another report of theirs came in beside this one


def of(conn: Connection, hashed: Hashed) -> list[int]:
    """The numbers of the cases that a person reported, newest first."""
    return sorted((number for number in _walked(conn, hashed) if number is not None), reverse=True)


def forget(conn: Connection, case: int) -> None:
    """Nobody is known to have reported `case` any more."""
    conn.execute(update(_reporters).where(_reporters.c.case_number == case).values(case_number=None))


def unlisted(conn: Connection, name: str) -> list[str]:
    """The vault's streams that keep a reporter under `name`, of cases for which there is no row."""
    listed = set(conn.execute(select(_reporters.c.case_number)).scalars())
    kept = conn.execute(select(_entries.c.stream).where(_entries.c.name == name)).scalars()
    return [stream for stream in kept if number_in(stream) not in listed]


def stray(conn: Connection, name: str) -> list[int]:
    """Cases for which there is a row although no name is kept."""
    kept = {
        number_in(stream) for stream in conn.execute(select(_entries.c.stream).where(_entries.c.name == name)).scalars()
    }
    listed = conn.execute(select(_reporters.c.case_number).where(_reporters.c.case_number.is_not(None))).scalars()
    return sorted(set(listed) - kept)


def number_in(stream: str) -> int:
    """The case that a stream of the vault belongs to: `case-7` and `case-7.reporter` are of 7."""
    return int(stream.removeprefix("case-").partition(".")[0])


def _walked(conn: Connection, hashed: Hashed) -> list[int | None]:
    """Every row of a person in order, also those that were forgotten."""
    found: list[int | None] = []
    while True:
        hashes = [hashed(len(found) + n) for n in range(1, STRIDE + 1)]
        rows = {
            row.hash: row.case_number for row in conn.execute(select(_reporters).where(_reporters.c.hash.in_(hashes)))
        }
        for one in hashes:
            if one not in rows:
                return found
            found.append(rows[one])

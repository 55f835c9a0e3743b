"""What a restored database owes: the erasures made since its backup, or the reason why they are not made."""

import re
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection

from desk.codec import to_stored
from desk.erasing import scrub
from desk.tending import GAP
from desk.tools import load, name_safe, party_entry, stream_of
from desk.writing import row_of
from domain.cases.events import CaseErased, IdentityErased
from domain.cases.filing import REPORTER
from domain.cases.folding import evolve
from domain.cases.state import Case
from domain.house import HOUSE, Restored
from storage import cases, deadlines, numbers, reporters, streams
from storage.journal import Erasure
from storage.vault import Vault

OPERATOR = "operator"
_OF_GAP = re.compile(rf"{GAP}-([1-9]\d*)")
_OF_CASE = re.compile(r"case-([1-9]\d*)(\..+)?")


def erase_again(conn: Connection, vault: Vault, erasures: Sequence[Erasure], now: datetime) -> None:
    """Make journalled erasures again, and record those that the restored record does not know. `now` is aware UTC."""
    for erasure in erasures:
        vault.erase(conn, erasure.stream, erasure.at)
    for number in sorted({int(found[1]) for one in erasures if (found := _OF_GAP.fullmatch(one.stream))}):
        numbers.at_least(conn, GAP, number)
    erased = {erasure.stream for erasure in erasures}
    for number in sorted({int(found[1]) for one in erased if (found := _OF_CASE.fullmatch(one))}):
        # A case lost with the database must not hand its number to a new one, which the next restore would erase.
        numbers.at_least(conn, "case", number)
        if name_safe(number) in erased:
            vault.drop(conn, stream_of(number), party_entry(REPORTER))
        reporters.forget(conn, number)
        if (case := load(conn, number)) is not None:
            _record(conn, case, now, whole=stream_of(number) in erased)


def _record(conn: Connection, case: Case, now: datetime, *, whole: bool) -> None:
    if case.erased_at is not None or (case.identity_erased_at is not None and not whole):
        return
    event = CaseErased(now) if whole else IdentityErased(now)
    after, stream = evolve(case, event), stream_of(case.number)
    streams.append(conn, [to_stored(stream, after.version, event, now, OPERATOR)])
    cases.put(conn, row_of(after))
    if whole:
        deadlines.stop_all(conn, stream, f"{stream}/", now)
        scrub(conn, after, now)


def record_forced(conn: Connection, reason: str, at: datetime) -> None:
    """Write into the record that erasures were not made again, and why."""
    version = streams.length(conn, HOUSE) + 1
    streams.append(conn, [to_stored(HOUSE, version, Restored(reason, at), at, OPERATOR)])

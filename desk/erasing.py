"""Erasing a name or a whole case: keys destroyed, journalled outside the database, messages scrubbed."""

from datetime import datetime

from sqlalchemy import Connection

from desk.tools import Tools, name_safe, party_entry, stream_of
from domain.cases.filing import REPORTER
from domain.cases.notices import LaneClass, NoticeKind
from domain.cases.state import Case
from storage import outbox, reporters
from storage.outbox import Delivery


def erase_name(conn: Connection, tools: Tools, case: Case) -> None:
    """Destroy the key of the reporter's name."""
    _erase(conn, tools, name_safe(case.number))
    reporters.forget(conn, case.number)
    tools.vault.drop(conn, stream_of(case.number), party_entry(REPORTER))


def erase_case(conn: Connection, tools: Tools, case: Case) -> None:
    """Destroy every key of a case, and have messages that carry its text drawn without it."""
    _erase(conn, tools, name_safe(case.number))
    reporters.forget(conn, case.number)
    _erase(conn, tools, stream_of(case.number))
    scrub(conn, case, tools.now)


def scrub(conn: Connection, case: Case, now: datetime) -> None:
    """Have every message that carries text of a case drawn without it."""
    for one in outbox.of_stream(conn, stream_of(case.number)):
        if one.carries_text and one.ts and one.channel:
            outbox.enqueue(conn, _scrub(case, one, now), now)


def _erase(conn: Connection, tools: Tools, safe: str) -> None:
    # The journal first: an erasure that it knows and the database does not is made at the next try or restore.
    if tools.journal is not None:
        tools.journal.append(safe, tools.now)
    tools.vault.erase(conn, safe, tools.now)


def _scrub(case: Case, posted: Delivery, now: datetime) -> Delivery:
    return Delivery(
        id=f"{posted.id}.{NoticeKind.SCRUB}",
        lane=posted.lane,
        lane_class=int(LaneClass.SYNC),
        kind=NoticeKind.SCRUB.value,
        stream=posted.stream,
        destination=posted.destination,
        payload={"channel": str(posted.channel), "ts": str(posted.ts), "version": case.version},
        next_try=now,
    )

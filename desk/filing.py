"""Taking in a report: once per form, its words sealed before anything names it."""

import json

import rfc8785
from sqlalchemy import Connection

from desk.outcomes import Filed, Outcome, Refused
from desk.tools import Tools, briefing, load, party_entry, stream_of
from desk.writing import write
from domain.cases.commands import FileReport, Narrative
from domain.cases.filing import REPORTER, add_to_report, bad_narrative, entry_name, file_report
from domain.cases.refusals import BadField
from storage import numbers, receipts
from storage.receipts import Receipt

ACTOR = f"party:{REPORTER}"


def take_in(conn: Connection, tools: Tools, command: FileReport) -> Outcome:
    """File a report, find it filed already, or add changed words to it."""
    if (bad := bad_narrative(command.narrative)) is not None:
        return Refused(bad)
    key = tools.vault.keyed("form", command.key)
    digest = tools.vault.keyed("report", _content(command))
    known = receipts.find(conn, key)
    if known is None:
        return _open_case(conn, tools, command, key, digest)
    if digest == known.digest or receipts.find(conn, f"{key}:{digest}") is not None:
        return _filed(conn, known.case, again=True)
    return _add(conn, tools, command, known, digest)


def _open_case(conn: Connection, tools: Tools, command: FileReport, key: str, digest: str) -> Outcome:
    number = numbers.next_number(conn)
    stream = stream_of(number)
    tools.vault.create_key(conn, stream)
    tools.vault.seal(conn, stream, party_entry(REPORTER), command.by, tools.now)
    events = file_report(number, command, digest, briefing(conn, tools, number))
    if isinstance(events, BadField):
        raise TypeError("a narrative was judged twice and differently")
    tools.vault.seal(conn, stream, entry_name(1), as_entry(command.narrative), tools.now)
    receipts.remember(conn, Receipt(key=key, digest=digest, case=number, at=tools.now))
    write(conn, tools, None, events, ACTOR)
    return _filed(conn, number)


def _add(conn: Connection, tools: Tools, command: FileReport, known: Receipt, digest: str) -> Outcome:
    case = load(conn, known.case)
    if case is None:
        raise LookupError("a receipt names a case without a record")
    event = add_to_report(len(case.entries), command, digest, briefing(conn, tools, known.case))
    if isinstance(event, BadField):
        return Refused(event)
    tools.vault.seal(conn, stream_of(case.number), event.entry, as_entry(command.narrative), tools.now)
    receipts.remember(conn, Receipt(key=f"{known.key}:{digest}", digest=digest, case=case.number, at=tools.now))
    write(conn, tools, case, (event,), ACTOR)
    return _filed(conn, known.case, added=True)


def _filed(conn: Connection, number: int, *, again: bool = False, added: bool = False) -> Filed:
    case = load(conn, number)
    if case is None:
        raise LookupError("a receipt names a case without a record")
    return Filed(number, case.acknowledge_by, case.decide_by, again=again, added=added)


def _content(command: FileReport) -> str:
    words = command.narrative
    return rfc8785.dumps(
        [command.by, command.kind.value, command.at_risk, words.text, words.where_when, words.evidence]
    ).decode()


def as_entry(narrative: Narrative) -> str:
    """A narrative as the vault keeps it."""
    return json.dumps(
        {"text": narrative.text, "where_when": narrative.where_when, "evidence": narrative.evidence},
        ensure_ascii=False,
    )


def from_entry(entry: str) -> Narrative:
    """A narrative as it was kept."""
    return Narrative(**json.loads(entry))

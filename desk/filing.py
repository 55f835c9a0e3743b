"""Taking in a report: once per form, its words sealed before anything names it."""

import json
from dataclasses import replace
from datetime import datetime

import rfc8785
from sqlalchemy import Connection

from desk import reporters
from desk.outcomes import Filed, Outcome, Refused
from desk.rulebooks import version_then
from desk.tools import Tools, briefing, load, name_safe, party_entry, stream_of
from desk.writing import write
from domain.cases.briefing import Briefing
from domain.cases.commands import FileReport, Narrative
from domain.cases.filing import (
    REPORTER,
    SUBJECTS,
    add_to_report,
    bad_narrative,
    entry_name,
    file_report,
    subject_party,
)
from domain.cases.refusals import BadField, Erased
from domain.cases.words import Mode
from storage import codes, numbers, receipts
from storage.receipts import Receipt

ACTOR = f"party:{REPORTER}"


def take_in(conn: Connection, tools: Tools, command: FileReport) -> Outcome:
    """File a report, find it filed already, or add changed words to it."""
    if (bad := bad_narrative(command.narrative, tools.now)) is not None:
        return Refused(bad)
    key = tools.vault.keyed("form", command.key)
    digest = tools.vault.keyed("report", _content(command))
    known = receipts.find(conn, key)
    if known is None:
        return _open_case(conn, tools, command, key, digest)
    if digest == known.digest or receipts.find(conn, f"{key}:{digest}") is not None:
        return _filed(conn, tools, command, known.case, again=True)
    return _add(conn, tools, command, known, digest)


def _open_case(conn: Connection, tools: Tools, command: FileReport, key: str, digest: str) -> Outcome:
    number = numbers.next_number(conn)
    stream = stream_of(number)
    tools.vault.create_key(conn, stream)
    if command.mode is not Mode.ANONYMOUS and command.by is not None:
        tools.vault.create_key(conn, name_safe(number))
        tools.vault.seal(conn, name_safe(number), party_entry(REPORTER), command.by, tools.now)
        reporters.note(conn, tools.vault, command.by, number)
    else:
        codes.remember(conn, tools.vault.keyed("code", tools.vault.code_for(command.key)), number)
    for n, person in enumerate(command.subjects[:SUBJECTS], start=1):
        tools.vault.seal(conn, stream, party_entry(subject_party(n)), person, tools.now)
    events = file_report(number, command, digest, _world(conn, tools, command))
    if isinstance(events, BadField):
        raise TypeError("a narrative was judged twice and differently")
    tools.vault.seal(conn, stream, entry_name(1), as_entry(command.narrative), tools.now)
    receipts.remember(conn, Receipt(key=key, digest=digest, case=number, at=tools.now))
    write(conn, tools, None, events, ACTOR)
    return _filed(conn, tools, command, number)


def _world(conn: Connection, tools: Tools, command: FileReport) -> Briefing:
    world = briefing(conn, tools, None)
    return replace(
        world,
        rulebook_version=version_then(conn, command.narrative.happened) or world.rulebook_version,
        reporters=frozenset({command.by} if command.by else ()),
        subjects=frozenset(command.subjects[:SUBJECTS]),
    )


def _add(conn: Connection, tools: Tools, command: FileReport, known: Receipt, digest: str) -> Outcome:
    case = load(conn, known.case)
    if case is None:
        raise LookupError("a receipt names a case without a record")
    event = add_to_report(len(case.entries), command, digest, briefing(conn, tools, case))
    if isinstance(event, BadField):
        return Refused(event)
    if case.erased_at is not None:
        return Refused(Erased())
    write(conn, tools, case, (event,), ACTOR)  # first, so that whoever lost a race learns it here
    tools.vault.seal(conn, stream_of(case.number), event.entry, as_entry(command.narrative), tools.now)
    receipts.remember(conn, Receipt(key=f"{known.key}:{digest}", digest=digest, case=case.number, at=tools.now))
    return _filed(conn, tools, command, known.case, added=True)


def _filed(
    conn: Connection, tools: Tools, command: FileReport, number: int, *, again: bool = False, added: bool = False
) -> Filed:
    case = load(conn, number)
    if case is None:
        raise LookupError("a receipt names a case without a record")
    code = tools.vault.code_for(command.key) if case.mode is Mode.ANONYMOUS else None
    return Filed(number, case.acknowledge_by, case.decide_by, again=again, added=added, mode=case.mode, code=code)


def _content(command: FileReport) -> str:
    words = command.narrative
    said = [words.text, words.where_when, words.evidence, *([words.happened.isoformat()] if words.happened else [])]
    return rfc8785.dumps(
        [command.by or "", command.kind.value, command.at_risk, *said, list(command.subjects)]
    ).decode()


def as_entry(narrative: Narrative) -> str:
    """A narrative as the vault keeps it."""
    said = {"text": narrative.text, "where_when": narrative.where_when, "evidence": narrative.evidence}
    if narrative.happened is not None:
        said["happened"] = narrative.happened.isoformat()
    return json.dumps(said, ensure_ascii=False)


def from_entry(entry: str) -> Narrative:
    """A narrative as it was kept."""
    said = json.loads(entry)
    happened = said.pop("happened", None)
    return Narrative(**said, happened=datetime.fromisoformat(happened) if happened else None)

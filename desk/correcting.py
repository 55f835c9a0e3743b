"""When the matter of a case happened, corrected: as the vault keeps it, and what a decision about it must know."""

import json
from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection

from desk.filing import from_entry
from desk.rulebooks import version_then
from desk.tools import Tools, stream_of
from domain.cases.briefing import Briefing
from domain.cases.inquiry import CorrectWhen
from domain.cases.state import Case


def at_that_time(conn: Connection, tools: Tools, case: Case, command: CorrectWhen, world: Briefing) -> Briefing:
    """The world with the version that was in force at the corrected time, and when the case says that it happened."""
    version = version_then(conn, command.happened) or tools.house.rulebook.version
    return replace(world, rulebook_version=version, happened=_happened(conn, tools, case))


def _happened(conn: Connection, tools: Tools, case: Case) -> datetime | None:
    """As it was corrected last, or as the report says."""
    last = case.corrections[-1].entry if case.corrections else case.entries[0]
    kept = tools.vault.open(conn, stream_of(case.number), last)
    if kept is None:
        return None
    return from_correction(kept)[0] if case.corrections else from_entry(kept).happened


def as_correction(command: CorrectWhen) -> str:
    """A correction as the vault keeps it: when it happened, and why that is known."""
    happened = command.happened.isoformat() if command.happened else ""
    return json.dumps({"happened": happened, "reason": command.reason}, ensure_ascii=False)


def from_correction(entry: str) -> tuple[datetime, str]:
    """A correction as it was kept."""
    said = json.loads(entry)
    return datetime.fromisoformat(said["happened"]), said["reason"]

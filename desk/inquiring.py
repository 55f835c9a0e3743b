"""What an investigation has come to, read inside a transaction for somebody who has been found entitled."""

from sqlalchemy import Connection

from desk.correcting import from_correction
from desk.evidence import lines
from desk.filing import from_entry
from desk.inquiry_views import Duplicate, Inquiry, MoveLine, NoteLine, StepLine, WhenLine
from desk.reading import ERASED, talk
from desk.tools import Tools, duplicates_of, stream_of
from domain.cases.casework import Casework
from domain.cases.commands import Narrative
from domain.cases.investigating import steps_of
from domain.cases.state import Case


def inquiry(conn: Connection, tools: Tools, case: Case) -> Inquiry:
    """Steps, notes, moves and evidence of a case, and what was reported in its duplicates."""
    kept = tools.vault.open_all(conn, stream_of(case.number))
    return Inquiry(
        steps=step_lines(case, tools.house.casework),
        notes=tuple(NoteLine(kept.get(one.entry, ERASED), one.by, one.at) for one in case.notes),
        moves=tuple(
            MoveLine(
                one.by, one.queue_before, one.queue, one.kind_before, one.kind, kept.get(one.entry, ERASED), one.at
            )
            for one in case.moves
        ),
        corrections=_corrections(case, kept),
        evidence=lines(conn, case, kept),
        duplicates=tuple(_duplicate(conn, tools, one) for one in duplicates_of(conn, case)),
    )


def step_lines(case: Case, casework: Casework) -> tuple[StepLine, ...]:
    """The checklist of a case, in the order of `casework.yml`."""
    done = {one.step: one for one in case.ticks}
    return tuple(
        StepLine(step, says, done[step].by, done[step].at) if step in done else StepLine(step, says)
        for step, says in steps_of(case, casework).items()
    )


def _corrections(case: Case, kept: dict[str, str]) -> tuple[WhenLine, ...]:
    made = []
    for one in case.corrections:
        happened, reason = from_correction(kept[one.entry]) if one.entry in kept else (None, ERASED)
        made.append(WhenLine(one.by, happened, reason, one.at))
    return tuple(made)


def _duplicate(conn: Connection, tools: Tools, case: Case) -> Duplicate:
    kept = tools.vault.open_all(conn, stream_of(case.number))
    narratives = tuple(from_entry(kept[one]) if one in kept else Narrative(ERASED) for one in case.entries)
    said, pieces = talk(conn, case, kept), lines(conn, case, kept)
    return Duplicate(case.number, narratives, said, pieces, _corrections(case, kept))

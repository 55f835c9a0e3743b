"""The projections of cases beside what the record says: where they differ, and how it is built anew."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from itertools import groupby

from pydantic import ValidationError
from sqlalchemy import Connection

from desk import reporters
from desk.codec import UnknownEvent, case_event
from desk.writing import promise_rows, row_of
from domain.cases.folding import evolve
from domain.cases.state import Case
from storage import cases, promises, streams
from storage.cases import CaseRow
from storage.exceptions import Fault
from storage.promises import PromiseRow
from storage.snapshots import hold_still
from storage.steps import Steps, Told, rows, unheard
from storage.streams import StoredEvent
from storage.tables import Event, table


class CaseUnreadable(Fault):
    """The record of a case cannot be read. `ombud audit verify` says whether it was changed."""


class TableUnreadable(Fault):
    """The table of cases holds what Ombud never writes. `ombud projections rebuild` mends it."""


@dataclass(frozen=True, slots=True)
class Difference:
    """Where the table departs from the record. `column` is `row` where one of them has no such case."""

    case: int
    column: str
    record: str
    table: str


def differences(conn: Connection, told: Told = unheard) -> list[Difference]:
    """Every difference, by case; `told` hears how many events are read, of how many. Must begin its transaction. Raises
    `CaseUnreadable` and `TableUnreadable`.
    """
    hold_still(conn)
    try:
        kept = {row.number: row for row in cases.every(conn)}
        promised = set(promises.every(conn))
    except (TypeError, ValueError, OverflowError) as error:
        raise TableUnreadable from error
    found: list[Difference] = []
    for true, settled in _rows(conn, told):
        found += [_promise(one, "a promise", "nothing") for one in settled if one not in promised]
        promised -= set(settled)
        row = kept.pop(true.number, None)
        if row is None:
            found.append(Difference(true.number, "row", "this case", "nothing"))
        else:
            found += _columns(true, row)
    found += [Difference(number, "row", "no such case", "a row") for number in kept]
    found += [Difference(number, "reporter", "somebody known", "nothing") for number in reporters.missing(conn)]
    found += [Difference(number, "reporter", "nobody known", "a row") for number in reporters.stray(conn)]
    found += [_promise(one, "no such promise", "a row") for one in promised]
    return sorted(found, key=lambda one: (one.case, one.column))


def rebuild(conn: Connection, told: Told = unheard) -> int:
    """Write the table anew from the record; how many cases it holds. Raises `CaseUnreadable`, changing nothing."""
    cases.clear(conn)
    promises.clear(conn)
    written = 0
    for row, settled in _rows(conn, told):
        cases.put(conn, row)
        promises.add(conn, settled)
        written += 1
    return written


def _promise(one: PromiseRow, record: str, table: str) -> Difference:
    return Difference(one.case_number, f"promise to {one.clock}, settled by event {one.version}", record, table)


def _rows(conn: Connection, told: Told) -> Iterator[tuple[CaseRow, list[PromiseRow]]]:
    """What the tables must hold, one case after the other."""
    steps = Steps(rows(conn, table(Event)), told)
    for stream, stored in groupby(steps.along(streams.all_events(conn)), key=lambda event: event.stream):
        name, _, number = stream.partition("-")
        if name != "case":
            continue
        try:
            case, settled = _told(stored)
        except UnknownEvent as error:
            raise CaseUnreadable(f"Case {number}: {UnknownEvent.__doc__}") from error
        except (ValidationError, ValueError) as error:
            raise CaseUnreadable(f"Case {number}: {CaseUnreadable.__doc__}") from error
        if case is not None:
            yield row_of(case), settled


def _told(stored: Iterable[StoredEvent]) -> tuple[Case | None, list[PromiseRow]]:
    """The case that its events tell, and every promise that they settled."""
    case: Case | None = None
    settled: list[PromiseRow] = []
    for event in stored:
        before, case = case, evolve(case, case_event(event))
        settled += promise_rows(before, case, event.at)
    return case, settled


def _columns(true: CaseRow, row: CaseRow) -> list[Difference]:
    kept = asdict(row)
    return [
        Difference(true.number, column, str(said), str(kept[column]))
        for column, said in asdict(true).items()
        if said != kept[column]
    ]

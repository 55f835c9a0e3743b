"""Everything that a person's Home shows, read in one transaction."""

from datetime import timedelta

from sqlalchemy import Connection

from desk.home_views import HomePage, MyReport, PromiseCount, QueuePage, ReportsPage, Which
from desk.queues import queue_page
from desk.reporters import reported_by
from desk.tools import Tools, briefing
from domain.cases.words import ClockName, Kind, Mode, Severity, Status
from storage import cases, promises
from storage.cases import CaseRow

REPORTS, CASES = 8, 12  # on a page of Home, which holds at most a hundred blocks
LOOKING_BACK = timedelta(days=30)


def home_page(conn: Connection, tools: Tools, viewer: str, reports_page: int, queue_page_: int) -> HomePage:
    """The Home of `viewer`; pages count from 1."""
    queue = queue_page(conn, tools, viewer, Which.MINE, queue_page_, CASES)
    roster = briefing(conn, tools, None).roster
    return HomePage(
        viewer=viewer,
        reports=own_reports(conn, tools, viewer, reports_page),
        queue=queue if isinstance(queue, QueuePage) else None,
        on_call=None,
        promises=promise_counts(conn, tools) if roster.has_role(viewer, "lead") else None,
    )


def own_reports(conn: Connection, tools: Tools, viewer: str, page: int) -> ReportsPage:
    """What `viewer` reported by name or in confidence. Anonymous reports lead to nobody and are never here."""
    numbers, page = reported_by(conn, tools.vault, viewer), max(page, 1)
    shown = numbers[(page - 1) * REPORTS : page * REPORTS]
    rows = cases.some(conn, shown)
    return ReportsPage(page, tuple(_report(row) for row in rows), len(numbers) > page * REPORTS)


def promise_counts(conn: Connection, tools: Tools) -> tuple[PromiseCount, ...]:
    """Promises of the last thirty days, by clock and severity: those that ended, and those that are late now."""
    ended = {(one.clock, one.severity, one.kept): one.count for one in promises.since(conn, tools.now - LOOKING_BACK)}
    late = cases.overdue(conn, tools.now)
    counts = (
        PromiseCount(
            clock,
            severity,
            kept=ended.get((clock.value, severity.value, True), 0),
            broken=ended.get((clock.value, severity.value, False), 0),
            running=late.get((clock.value, severity.value), 0),
        )
        for severity in reversed(Severity)
        for clock in ClockName
    )
    return tuple(one for one in counts if one.kept or one.broken or one.running)


def _report(row: CaseRow) -> MyReport:
    clock = ClockName.ACKNOWLEDGE if row.ack_due else ClockName.DECIDE if row.decide_due else None
    return MyReport(
        number=row.number,
        kind=Kind(row.kind),
        mode=Mode(row.mode),
        status=Status(row.status),
        filed_at=row.filed_at,
        clock=clock,
        promised=row.ack_due or row.decide_due,
        decided_at=row.decided_at,
    )

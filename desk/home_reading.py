"""Everything that a person's Home shows, read in one transaction."""

from dataclasses import replace
from datetime import timedelta

from sqlalchemy import Connection

from desk.gaps import gaps_for
from desk.home_views import HomePage, PromiseCount, QueuePage, ReportsPage, Which
from desk.my_report import my_report
from desk.on_call import on_call
from desk.queues import queue_page
from desk.reporters import reported_by
from desk.rulebooks import load_versions
from desk.satisfaction import satisfaction
from desk.tools import Tools, briefing, load
from desk.views import OnCallView
from domain.cases.waiting import rotations_of
from domain.cases.words import ClockName, Severity
from domain.rulebook.gap_refusals import NotGapOwner
from storage import cases, promises

REPORTS, CASES = 8, 12  # on a page of Home, which holds at most a hundred blocks
CHANGES = 3  # versions of the rulebook
GAPS = 8  # the nearest due; `/policy gaps` has them all
MONTHS = 6  # of a queue, or of several together
LOOKING_BACK = timedelta(days=30)


def home_page(conn: Connection, tools: Tools, viewer: str, reports_page: int, queue_page_: int) -> HomePage:
    """The Home of `viewer`; pages count from 1."""
    queue = queue_page(conn, tools, viewer, Which.MINE, queue_page_, CASES)
    roster = briefing(conn, tools, None).roster
    leads = roster.has_role(viewer, "lead")
    rotations = rotations_of(viewer, roster, tools.house.casework)
    gaps = gaps_for(conn, tools, viewer)
    return HomePage(
        viewer=viewer,
        reports=own_reports(conn, tools, viewer, reports_page),
        queue=queue if isinstance(queue, QueuePage) else None,
        on_call=_on_call(conn, tools, rotations) if rotations else None,
        promises=promise_counts(conn, tools) if leads else None,
        satisfaction=satisfaction(conn, tools.now)[:MONTHS] if leads else (),
        changes=load_versions(conn).published[-CHANGES:],
        gaps=None if isinstance(gaps, NotGapOwner) else gaps[:GAPS],
    )


def _on_call(conn: Connection, tools: Tools, rotations: frozenset[str]) -> OnCallView:
    """Who is on call in these rotations, without overrides still to come."""
    found = on_call(conn, tools.house, tools.now)
    duties = tuple(duty for duty in found.duties if duty.now.rotation in rotations)
    zones = {name: zone for name, zone in found.zones.items() if name in rotations}
    return replace(found, duties=duties, zones=zones, overrides=())


def own_reports(conn: Connection, tools: Tools, viewer: str, page: int) -> ReportsPage:
    """What `viewer` reported by name or in confidence. Anonymous reports lead to nobody and are never here."""
    numbers, page = reported_by(conn, tools.vault, viewer), max(page, 1)
    shown = numbers[(page - 1) * REPORTS : page * REPORTS]
    found = [case for number in shown if (case := load(conn, number)) is not None]
    reports = tuple(my_report(case, briefing(conn, tools, case)) for case in found)
    late = frozenset(one.number for one in reports if one.promised is not None and one.promised < tools.now)
    return ReportsPage(page, reports, more=len(numbers) > page * REPORTS, late=late)


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

"""The people, promises and cases that tests of the rules speak of."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from domain.cases.briefing import Briefing
from domain.cases.casework import Casework, FourEyes, Promise, Queue, Route
from domain.cases.commands import CaseCommand, FileReport, Narrative
from domain.cases.decide import decide
from domain.cases.events import CaseEvent
from domain.cases.filing import file_report
from domain.cases.folding import evolve, fold
from domain.cases.roster import Roster, Rotation, Rung
from domain.cases.state import Case
from domain.cases.words import ClockName, Finding, Kind, Severity
from domain.spoken import spoken

ANA, BO, CAI, DEE, FEN, GIL, HAL = "U0ANA", "U0BO", "U0CAI", "U0DEE", "U0FEN", "U0GIL", "U0HAL"
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)

PROMISES = {
    ClockName.ACKNOWLEDGE: Promise(4 * HOUR, (0.5, 0.75), HOUR),
    ClockName.DECIDE: Promise(48 * HOUR, (0.5,), 4 * HOUR),
}
CASEWORK = Casework(
    emergency=spoken("Call 112."),
    at_risk=Severity.CRITICAL,
    outsider="",
    queues={"desk": Queue("desk", "G0DESK", "desk"), "urgent": Queue("urgent", "G0URGENT", "desk")},
    routes={kind: Route("desk", Severity.MEDIUM, {Severity.CRITICAL: "urgent"}) for kind in Kind},
    promises=dict.fromkeys(Severity, PROMISES),
)
# A house in which violations of high severity need a second person, and everything critical.
STRICT = replace(
    CASEWORK,
    outsider=HAL,
    four_eyes={
        Severity.HIGH: FourEyes(frozenset({Finding.VIOLATION}), frozenset({"adjudicator", "lead"})),
        Severity.CRITICAL: FourEyes(frozenset(Finding), frozenset({"adjudicator", "lead"})),
    },
    routes={kind: Route("desk", Severity.HIGH, {}) for kind in Kind},
    retention=dict.fromkeys(Kind, timedelta(days=365)),
    vendors={"acme": "Acme Models"},
)
ROTATION = Rotation(
    "desk",
    ZoneInfo("Europe/Stockholm"),
    datetime(2026, 1, 5, 9),  # noqa: DTZ001 -- wall time in the rotation's zone
    {Rung.PRIMARY: (BO,), Rung.SECONDARY: (CAI,), Rung.LEAD: (DEE,)},
)
ROSTER = Roster({"desk": ROTATION}, roles={BO: frozenset({"reviewer"}), DEE: frozenset({"lead"})})


def briefing(now: datetime = NOON, reporter: str = ANA, roster: Roster = ROSTER) -> Briefing:
    return Briefing(now, CASEWORK, roster, "1.0.0", frozenset({"data-1"}), frozenset({reporter}))


STAFF = replace(
    ROSTER,
    roles={
        BO: frozenset({"reviewer"}),
        CAI: frozenset({"reviewer", "adjudicator"}),
        DEE: frozenset({"lead", "council"}),
        FEN: frozenset({"council"}),
        GIL: frozenset({"operator"}),
    },
)


def strict(now: datetime = NOON, *, subjects: tuple[str, ...] = (), **more: Any) -> Briefing:
    """The briefing of the strict house; `more` replaces its parts."""
    world = Briefing(now, STRICT, STAFF, "1.0.0", frozenset({"data-1"}), frozenset({ANA}), frozenset(subjects), "d1")
    return replace(world, **more)


def near_miss(text: str = "pasted a customer log into the model") -> FileReport:
    return FileReport("nonce", ANA, Kind.NEAR_MISS, at_risk=False, narrative=Narrative(text))


def filed(*more: CaseEvent, world: Briefing | None = None) -> Case:
    events = file_report(7, near_miss(), "digest", world or briefing())
    assert isinstance(events, tuple)
    case = fold((*events, *more))
    assert case is not None
    return case


def carried_out(case: Case, *commands: CaseCommand, world: Briefing | None = None) -> Case:
    """The case after commands that must all be taken."""
    for command in commands:
        verdict = decide(case, command, world or briefing())
        assert isinstance(verdict, tuple), (command, verdict)
        for event in verdict:
            case = evolve(case, event)
    return case

"""The people, promises and cases that tests of the rules speak of."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from domain.cases.briefing import Briefing
from domain.cases.casework import Casework, Promise, Queue, Route
from domain.cases.commands import FileReport, Narrative
from domain.cases.events import CaseEvent
from domain.cases.filing import file_report
from domain.cases.folding import fold
from domain.cases.roster import Roster, Rotation, Rung
from domain.cases.state import Case
from domain.cases.words import ClockName, Kind, Severity

ANA, BO, CAI, DEE = "U0ANA", "U0BO", "U0CAI", "U0DEE"
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)

PROMISES = {
    ClockName.ACKNOWLEDGE: Promise(4 * HOUR, (0.5, 0.75), HOUR),
    ClockName.DECIDE: Promise(48 * HOUR, (0.5,), 4 * HOUR),
}
CASEWORK = Casework(
    emergency="Call 112.",
    at_risk=Severity.CRITICAL,
    outsider="",
    queues={"desk": Queue("desk", "G0DESK", "desk"), "urgent": Queue("urgent", "G0URGENT", "desk")},
    routes={kind: Route("desk", Severity.MEDIUM, {Severity.CRITICAL: "urgent"}) for kind in Kind},
    promises=dict.fromkeys(Severity, PROMISES),
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


def near_miss(text: str = "pasted a customer log into the model") -> FileReport:
    return FileReport("nonce", ANA, Kind.NEAR_MISS, at_risk=False, narrative=Narrative(text))


def filed(*more: CaseEvent, world: Briefing | None = None) -> Case:
    events = file_report(7, near_miss(), "digest", world or briefing())
    assert isinstance(events, tuple)
    case = fold((*events, *more))
    assert case is not None
    return case

"""How a report becomes a case."""

from datetime import datetime, timedelta

from domain.cases.authority import next_on_ladder, operators
from domain.cases.briefing import Briefing
from domain.cases.commands import TEXT_LIMIT, WHERE_LIMIT, FileReport, Narrative
from domain.cases.events import AdditionFiled, CaseEvent, CasePaged, NobodyOnCall, ReportFiled
from domain.cases.folding import filed
from domain.cases.refusals import BadField
from domain.cases.state import Case
from domain.cases.words import ClockName

REPORTER = "reporter"
SUBJECTS = 10
APART = timedelta(minutes=5)  # by which clocks may differ: a message that was written just now is not yet to come


def bad_narrative(narrative: Narrative, now: datetime) -> BadField | None:
    """The first field of a narrative that cannot be taken, if any."""
    limits = (("text", narrative.text, TEXT_LIMIT), ("where_when", narrative.where_when, WHERE_LIMIT))
    for field, words, limit in limits:
        if len(words) > limit:
            return BadField(field, "too_long", str(limit))
    if narrative.happened is not None and yet_to_come(narrative.happened, now):
        return BadField("happened", "yet_to_come")
    return bad_text("text", narrative.text)


def yet_to_come(happened: datetime, now: datetime) -> bool:
    """Whether something cannot have happened yet. Both are aware UTC."""
    return happened > now + APART


def bad_text(field: str, words: str, limit: int = TEXT_LIMIT) -> BadField | None:
    """What is wrong with a text that somebody must write, if anything."""
    if not words.strip():
        return BadField(field, "blank")
    return BadField(field, "too_long", str(limit)) if len(words) > limit else None


def entry_name(number: int) -> str:
    """What the vault calls the words of a case's n-th filing (from 1)."""
    return f"report-{number}"


def subject_party(number: int) -> str:
    """The party id of a case's n-th subject (from 1)."""
    return f"subject-{number}"


def file_report(number: int, command: FileReport, digest: str, briefing: Briefing) -> tuple[CaseEvent, ...] | BadField:
    """The events of a new case. `digest` is keyed, so that nobody can guess the words from it."""
    if (bad := bad_narrative(command.narrative, briefing.now)) is not None:
        return bad
    queue, severity = briefing.casework.route(command.kind, at_risk=command.at_risk)
    promises = briefing.casework.promises[severity]
    report = ReportFiled(
        case=number,
        reporter=REPORTER,
        kind=command.kind,
        severity=severity,
        at_risk=command.at_risk,
        queue=queue.name,
        source=command.source,
        entry=entry_name(1),
        digest=digest,
        rulebook_version=briefing.rulebook_version,
        filed_at=briefing.now,
        acknowledge_by=briefing.now + promises[ClockName.ACKNOWLEDGE].goal,
        decide_by=briefing.now + promises[ClockName.DECIDE].goal,
        mode=command.mode,
        subjects=tuple(subject_party(n) for n, _ in enumerate(command.subjects[:SUBJECTS], start=1)),
    )
    return report, page(filed(report), briefing)


def page(case: Case, briefing: Briefing) -> CasePaged | NobodyOnCall:
    """The first person on the ladder who may act is asked; where there is none, operators hear so."""
    asked = next_on_ladder(case, 0, briefing)
    return CasePaged(*asked, briefing.now) if asked else NobodyOnCall(briefing.now, operators(case, briefing))


def add_to_report(entries: int, command: FileReport, digest: str, briefing: Briefing) -> AdditionFiled | BadField:
    """The same form with other words becomes an addition."""
    now = briefing.now
    return bad_narrative(command.narrative, now) or AdditionFiled(entry_name(entries + 1), digest, now)

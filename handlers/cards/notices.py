"""The words of notices: who is told what, content-free except to the party concerned."""

from collections.abc import Mapping
from datetime import UTC, datetime

from desk.views import CaseCard, ReporterOutcome
from domain.cases.durations import in_words
from domain.cases.words import ClockName, Status
from handlers.cards.blocks import Block, context, section, sections, verbatim
from handlers.cards.case_card import case_card, title
from handlers.cards.labels import CLOCKS, FINDINGS, RUNGS
from handlers.cards.report_form import receipt_blocks
from handlers.cards.text import escape, mrkdwn, person, when

Facts = Mapping[str, str | int]
Message = tuple[str, list[Block]]
A_MOMENT = 60


def page(card: CaseCard) -> Message:
    """To whoever is on call: a case waits for you, or how it ended."""
    if card.status is Status.OPEN:
        text = f"You are on call: {title(card)} waits for you until {when(card.acknowledge_by)}."
    elif card.status is Status.DECIDED:
        text = f"{title(card)} is closed: {person(card.decided_by)} decided it."
    else:
        text = f"{title(card)}: {person(card.owner)} has it."
    return text, [section("page", text), *case_card(card)]


def receipt(card: CaseCard) -> Message:
    """To the reporter: the number and the promises."""
    text = f"Your report is case {card.number}."
    blocks = receipt_blocks(card.number, card.acknowledge_by, card.decide_by)
    if card.status is Status.DECIDED:
        text = f"Your report, case {card.number}, is decided."
        blocks = [section("receipt", f"*Your report, case {card.number}, is decided.* The outcome is below.")]
    return text, blocks


def outcome(found: ReporterOutcome) -> Message:
    """To the reporter: finding, clauses quoted, and the reasons meant for them."""
    text = f"Case {found.number} is decided: {FINDINGS[found.finding]}."
    blocks = [section("outcome", f"*Case {found.number} is decided: {FINDINGS[found.finding]}.*")]
    for number, clause in enumerate(found.clauses, start=1):
        quoted = mrkdwn(clause.rule).replace("\n", "\n>")
        blocks += sections(f"clause-{number}", f"*{escape(clause.title)}* (`{escape(clause.id)}`)\n>{quoted}")
    blocks += [section("reasons-note", "*The reviewer's reasons*"), *verbatim("reasons", found.reasons)]
    thanks = "Thank you for reporting." + (
        f" Rulebook version {escape(found.rulebook_version)}." if found.clauses else ""
    )
    return text, [*blocks, context("thanks", thanks)]


def taken_over(card: CaseCard, facts: Facts) -> Message:
    """To the old and the new owner."""
    text = f"{title(card)}: {person(str(facts['by']))} took over from {person(str(facts['before']))}."
    return text, [section("taken-over", text)]


def nudge(card: CaseCard, facts: Facts) -> Message:
    """To whoever is accountable, before the promise breaks."""
    clock, goal, at = _time(facts)
    left = in_words((goal - at).total_seconds())
    said = (
        f"It is due {when(goal)}, in {left}."
        if goal > at
        else f"It was due {when(goal)}, {in_words((at - goal).total_seconds())} ago."
    )
    text = f"{title(card)} still waits for you: {CLOCKS[clock]} is needed. {said}"
    return text, [section("nudge", f"{text} {_aged(card, at)}{_late(facts)}"), *case_card(card)]


def escalation(card: CaseCard, facts: Facts) -> Message:
    """To the next rung, and to whoever had it until now."""
    clock, goal, at = _time(facts)
    rung = RUNGS.get(int(facts["rung"]), "last")
    had = person(str(facts["accountable"])) if facts["accountable"] else "Nobody"
    text = (
        f"{title(card)} is overdue: {CLOCKS[clock]} was due {when(goal)}. {had} was accountable; "
        f"it is escalated to {person(str(facts['paged']))} ({rung})."
    )
    return text, [section("escalation", f"{text} {_aged(card, at)}{_late(facts)}"), *case_card(card)]


def _time(facts: Facts) -> tuple[ClockName, datetime, datetime]:
    goal, at = (datetime.fromtimestamp(int(facts[name]), UTC) for name in ("goal", "at"))
    return ClockName(str(facts["clock"])), goal, at


def _aged(card: CaseCard, at: datetime) -> str:
    return f"The case is {in_words((at - card.filed_at).total_seconds())} old."


def _late(facts: Facts) -> str:
    late = int(facts["late_by"])
    return f" _This notice is {in_words(late)} late: Ombud was down._" if late >= A_MOMENT else ""

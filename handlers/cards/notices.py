"""The words of notices to reviewers and those who run Ombud: content-free."""

from collections.abc import Mapping
from datetime import UTC, datetime

from desk.views import CaseCard
from domain.cases.durations import in_words
from domain.cases.words import ClockName, Lapse
from handlers.cards import ids
from handlers.cards.blocks import Block, actions, button, section
from handlers.cards.case_card import case_card, title
from handlers.cards.labels import CLOCKS, LAPSES, RUNGS
from handlers.cards.text import person, when

Facts = Mapping[str, str | int]
Message = tuple[str, list[Block]]
A_MOMENT = 60


def page(card: CaseCard) -> Message:
    """To whoever is on call: a case waits for you, or how it ended."""
    if card.reopened_at and card.waits:
        text = f"{title(card)} is reopened. {person(card.on_call)} is asked to look by {when(card.acknowledge_by)}."
    elif card.waits:
        text = f"You are on call: {title(card)} waits for you until {when(card.acknowledge_by)}."
    elif card.over:
        how = f"{person(card.decided_by)} decided it" if card.decided_by else "its reporter withdrew it"
        text = f"{title(card)} is closed: {how}."
    else:
        text = f"{title(card)}: {person(card.owner)} has it."
    return text, [section("page", text), *case_card(card)]


def kept_out(number: int) -> Message:
    """In place of a page, to whoever may have nothing more to do with the case."""
    text = f"Case {number} is not with you any more."
    return text, [section("page", text)]


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


def overdue(card: CaseCard, facts: Facts) -> Message:
    """To whoever is accountable and to those who run Ombud, after the last rung, again and again."""
    clock, goal, at = _time(facts)
    had = person(str(facts["accountable"])) if facts["accountable"] else "nobody"
    text = (
        f"{title(card)} is still overdue: {CLOCKS[clock]} was due {when(goal)}. It is with {had}, and every rung was "
        "asked."
    )
    return text, [section("overdue", f"{text} {_aged(card, at)}{_late(facts)}"), *case_card(card)]


def waits(card: CaseCard) -> Message:
    """To the next on call, after somebody was kept out."""
    text = f"{title(card)} waits for you now: somebody who was asked does not work on it any more."
    return text, [section("waits", text), *case_card(card)]


def nobody(card: CaseCard) -> Message:
    """To those who run Ombud; content-free."""
    text = (
        f"{title(card)} has nobody: everybody on the ladder is away or kept out, and so is the outsider. Name somebody "
        "else in `roster.yml` or `casework.yml`."
    )
    return text, [section("nobody", text)]


def approval(card: CaseCard, facts: Facts) -> Message:
    """To everybody who may be the second person."""
    text = f"{title(card)}: {person(str(facts['by']))} proposes a decision. It needs a second person."
    review = button(ids.REVIEW_PROPOSAL, "Review proposal", str(card.number), "primary")
    return text, [section("approval", text), actions("approval-actions", [review])]


def returned(card: CaseCard, facts: Facts) -> Message:
    """To the proposer; the reason is read in the case."""
    text = f"{title(card)}: {person(str(facts['by']))} returned your proposal. Open the case to read why."
    return text, [section("returned", text), *case_card(card)]


def lapsed(card: CaseCard, facts: Facts) -> Message:
    """To the owner: what they proposed no longer waits for anybody."""
    why = LAPSES[Lapse(str(facts["why"]))]
    text = f"{title(card)}: the proposal lapsed, because {why}. Decide again when you are ready."
    return text, [section("lapsed", text)]


def reply(card: CaseCard) -> Message:
    """To whoever has the case: the reporter wrote."""
    text = f"{title(card)}: the reporter wrote. Open the case to read it."
    return text, [section("reply", text), *case_card(card)]


def name_asked(card: CaseCard, facts: Facts) -> Message:
    """To those who may agree to opening a name."""
    by = person(str(facts["by"]))
    text = f"{by} asks to open the name of the reporter of case {card.number}. A second person must agree."
    answer = button(ids.ANSWER_NAME, "Read the reason", str(card.number), "primary")
    return text, [section("name-asked", text), actions("name-actions", [answer])]


def _time(facts: Facts) -> tuple[ClockName, datetime, datetime]:
    goal, at = (datetime.fromtimestamp(int(facts[name]), UTC) for name in ("goal", "at"))
    return ClockName(str(facts["clock"])), goal, at


def _aged(card: CaseCard, at: datetime) -> str:
    return f"The case is {in_words((at - card.filed_at).total_seconds())} old."


def _late(facts: Facts) -> str:
    late = int(facts["late_by"])
    return f" _This notice is {in_words(late)} late: Ombud was down._" if late >= A_MOMENT else ""

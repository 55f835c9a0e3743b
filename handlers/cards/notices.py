"""The words of notices to reviewers and those who run Ombud: content-free."""

from collections.abc import Mapping
from datetime import UTC, datetime

from desk.views import CaseCard
from domain.cases.words import ClockName, Lapse
from handlers.cards import ids
from handlers.cards.blocks import Block, actions, button, section
from handlers.cards.case_card import case_card, title
from handlers.cards.text import anyone, person, span, when
from handlers.locale.catalogue import Words

Facts = Mapping[str, str | int]
Message = tuple[str, list[Block]]
A_MOMENT = 60
RUNGS = {1: "primary", 2: "secondary", 3: "lead", 4: "outsider"}


def page(say: Words, card: CaseCard) -> Message:
    """To whoever is on call: a case waits for you, or how it ended."""
    case, due = title(say, card), when(say, card.acknowledge_by)
    if card.reopened_at and card.waits:
        text = say("notice.page_reopened", case=case, asked=anyone(say, card.on_call), due=due)
    elif card.waits and card.passed_on:
        text = say("notice.page_passed", case=case, asked=anyone(say, card.on_call))
    elif card.waits:
        text = say("notice.page", case=case, due=due)
    elif card.merged_into is not None:
        text = say("notice.page_merged", case=case, into=card.merged_into)
    elif card.over and card.decided_by:
        text = say("notice.page_decided", case=case, by=person(card.decided_by))
    elif card.over:
        text = say("notice.page_withdrawn", case=case)
    else:
        text = say("notice.page_owned", case=case, owner=anyone(say, card.owner))
    return text, [section("page", text), *case_card(say, card)]


def kept_out(say: Words, number: int) -> Message:
    """In place of a page, to whoever may have nothing more to do with the case."""
    text = say("notice.kept_out", case=number)
    return text, [section("page", text)]


def taken_over(say: Words, card: CaseCard, facts: Facts) -> Message:
    """To the old and the new owner."""
    by, before = person(str(facts["by"])), person(str(facts["before"]))
    text = say("notice.taken_over", case=title(say, card), by=by, before=before)
    return text, [section("taken-over", text)]


def nudge(say: Words, card: CaseCard, facts: Facts) -> Message:
    """To whoever is accountable, before the promise breaks."""
    clock, goal, at = _time(facts)
    due, left = when(say, goal), span(say, abs((goal - at).total_seconds()))
    said = say("notice.due_in", due=due, left=left) if goal > at else say("notice.was_due", due=due, left=left)
    waits = "nudge_proposed" if card.viewer and card.viewer == card.proposed_by else "nudge"
    text = f"{say(f'notice.{waits}', case=title(say, card), clock=say.of(clock))} {said}"
    return text, [section("nudge", _with_age(say, text, card, facts)), *case_card(say, card)]


def escalation(say: Words, card: CaseCard, facts: Facts) -> Message:
    """To the next rung, and to whoever had it until now."""
    clock, goal, _ = _time(facts)
    rung = RUNGS.get(int(facts["rung"]), "last")
    told = {
        "case": title(say, card),
        "clock": say.of(clock),
        "due": when(say, goal),
        "paged": person(str(facts["paged"])),
        "rung": say(f"word.rung.{rung}"),
    }
    if facts["accountable"]:
        text = say("notice.escalated", **told, accountable=person(str(facts["accountable"])))
    else:
        text = say("notice.escalated_nobody", **told)
    return text, [section("escalation", _with_age(say, text, card, facts)), *case_card(say, card)]


def overdue(say: Words, card: CaseCard, facts: Facts) -> Message:
    """To whoever is accountable and to those who run Ombud, after the last rung, again and again."""
    clock, goal, _ = _time(facts)
    told = {"case": title(say, card), "clock": say.of(clock), "due": when(say, goal)}
    if facts["accountable"]:
        text = say("notice.overdue", **told, accountable=person(str(facts["accountable"])))
    else:
        text = say("notice.overdue_nobody", **told)
    return text, [section("overdue", _with_age(say, text, card, facts)), *case_card(say, card)]


def waits(say: Words, card: CaseCard) -> Message:
    """To the next on call, after somebody was kept out."""
    text = say("notice.waits", case=title(say, card))
    return text, [section("waits", text), *case_card(say, card)]


def nobody(say: Words, card: CaseCard) -> Message:
    """To those who run Ombud; content-free."""
    text = say("notice.nobody", case=title(say, card))
    return text, [section("nobody", text)]


def approval(say: Words, card: CaseCard, facts: Facts) -> Message:
    """To everybody who may be the second person."""
    text = say("notice.approval", case=title(say, card), by=person(str(facts["by"])))
    review = button(ids.REVIEW_PROPOSAL, say("card.review"), str(card.number), "primary")
    return text, [section("approval", text), actions("approval-actions", [review])]


def returned(say: Words, card: CaseCard, facts: Facts) -> Message:
    """To the proposer; the reason is read in the case."""
    text = say("notice.returned", case=title(say, card), by=person(str(facts["by"])))
    return text, [section("returned", text), *case_card(say, card)]


def lapsed(say: Words, card: CaseCard, facts: Facts) -> Message:
    """To the owner: what they proposed no longer waits for anybody."""
    text = say("notice.lapsed", case=title(say, card), why=say.of(Lapse(str(facts["why"]))))
    return text, [section("lapsed", text)]


def reply(say: Words, card: CaseCard) -> Message:
    """To whoever has the case: the reporter wrote."""
    text = say("notice.reply", case=title(say, card))
    return text, [section("reply", text), *case_card(say, card)]


def name_asked(say: Words, card: CaseCard, facts: Facts) -> Message:
    """To those who may agree to opening a name."""
    text = say("notice.name_asked", by=person(str(facts["by"])), case=card.number)
    answer = button(ids.ANSWER_NAME, say("notice.read_reason"), str(card.number), "primary")
    return text, [section("name-asked", text), actions("name-actions", [answer])]


def _time(facts: Facts) -> tuple[ClockName, datetime, datetime]:
    goal, at = (datetime.fromtimestamp(int(facts[name]), UTC) for name in ("goal", "at"))
    return ClockName(str(facts["clock"])), goal, at


def _with_age(say: Words, text: str, card: CaseCard, facts: Facts) -> str:
    """With how old the case is, and that Ombud is late with it, if it is."""
    _, _, at = _time(facts)
    age, late = span(say, (at - card.filed_at).total_seconds()), int(facts["late_by"])
    said = [text, say("notice.age", age=age)]
    if late >= A_MOMENT:
        said.append(say("notice.late", late=span(say, late)))
    return " ".join(said)

"""The card of a case in its queue's channel, and the page to whoever is on call. Content-free, a function of state."""

from desk.views import CaseCard
from handlers.cards import ids
from handlers.cards.blocks import Block, actions, button, context, section
from handlers.cards.labels import FINDINGS, KINDS, SEVERITIES, STATUSES
from handlers.cards.text import clock_time, person, when


def title(card: CaseCard) -> str:
    """`Case 7 · Near miss · medium`."""
    return f"Case {card.number} · {KINDS[card.kind]} · {SEVERITIES[card.severity]}"


def card_text(card: CaseCard) -> str:
    """What a notification says."""
    asked = f" {person(card.on_call)} is on call." if card.waits else ""
    return f"{title(card)}: {STATUSES[card.status].lower()}.{asked}"


def case_card(card: CaseCard) -> list[Block]:
    """The card, with the buttons that make sense now. The desk judges every click again."""
    return [
        section("case", f"*{title(card)}*", _fields(card)),
        context("case-note", _note(card)),
        actions("case-actions", _buttons(card)),
    ]


def _fields(card: CaseCard) -> list[str]:
    fields = [f"*State*\n{STATUSES[card.status]}", f"*Owner*\n{person(card.owner)}"]
    if card.waits:
        fields.append(f"*Acknowledge by*\n{when(card.acknowledge_by)}")
    if card.steps is not None:
        fields.append(f"*Checklist*\n{card.steps[0]} of {card.steps[1]}")
    if card.finding is None and not card.over:
        fields.append(f"*Decide by*\n{when(card.decide_by)}")
    elif card.finding is not None:
        clauses = ", ".join(card.clauses) or "none"
        fields += [f"*Finding*\n{FINDINGS[card.finding]}", f"*Clauses*\n{clauses}"]
    return fields


def _note(card: CaseCard) -> str:
    hold = f"{_afterwards(card)}{' A legal hold stands.' if card.on_hold else ''}"
    if card.erased_at:
        return f"What was written in this case was erased {when(card.erased_at)}. The record of it stays."
    if card.decided_by and card.decided_at:
        second = f", and {person(card.approved_by)} approved it" if card.approved_by else ""
        if card.merged_into is not None:
            return f"{person(card.decided_by)} merged this into case {card.merged_into} {when(card.decided_at)}."
        return f"{person(card.decided_by)} decided this {when(card.decided_at)}{second}.{hold}"
    if card.over:
        return f"Nothing waits here any more.{hold}"
    if card.proposed_by:
        return f"{person(card.proposed_by)} proposes a decision; a second person must approve it.{hold}"
    if card.acknowledged_by and card.acknowledged_at:
        return f"{person(card.acknowledged_by)} acknowledged this at {clock_time(card.acknowledged_at)}.{hold}"
    if card.on_call and card.reopened_at:
        return f"{person(card.on_call)} is asked to look at it again.{hold}"
    if card.on_call:
        return f"{person(card.on_call)} is on call. Filed {when(card.filed_at)}.{hold}"
    return f"*Nobody is on call.* Whoever sees this first, please acknowledge. Filed {when(card.filed_at)}.{hold}"


def _afterwards(card: CaseCard) -> str:
    """What the reporter did after filing."""
    said = [
        (card.additions, "The reporter added to the report."),
        (card.reopened_at, f"Reopened {when(card.reopened_at or card.filed_at)}: the reporter says it was not solved."),
        (card.withdrawn_at, f"Withdrawn by the reporter {when(card.withdrawn_at or card.filed_at)}."),
    ]
    return "".join(f" {sentence}" for here, sentence in said if here)


RECUSE = "You will not see or decide this case any more, and the next person on call is asked. This cannot be undone."


def _buttons(card: CaseCard) -> list[Block]:
    value = str(card.number)
    opened = button(ids.OPEN_CASE, "Open", value)
    if card.over:
        return [opened]
    if card.owner is None:
        second = button(ids.ACKNOWLEDGE, "Acknowledge", value, "primary")
    else:
        second = button(ids.TAKE_OVER, "Take over", value)
    review = [button(ids.REVIEW_PROPOSAL, "Review proposal", value, "primary")] if card.proposed_by else []
    decide = button(ids.DECIDE, "Decide", value)
    return [opened, second, *review, decide, button(ids.RECUSE, "Recuse myself", value, confirm=RECUSE)]

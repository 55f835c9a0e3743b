"""Who must hear what after an event. Says nothing of words: notices are rendered when they are sent."""

from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import assert_never

from domain.cases.events import (
    AdditionFiled,
    CaseAcknowledged,
    CaseDecided,
    CaseEscalated,
    CaseEvent,
    CaseNudged,
    CasePaged,
    CaseTakenOver,
    NobodyOnCall,
    ReportFiled,
)
from domain.cases.state import Case


class NoticeKind(StrEnum):
    """The sorts of messages. Those in `REDRAWN` are drawn anew where they stand; the others are posted once."""

    CARD = "card"
    PAGE = "page"
    RECEIPT = "receipt"
    TAKEN_OVER = "taken_over"
    NUDGE = "nudge"
    ESCALATION = "escalation"
    OUTCOME = "outcome"


REDRAWN = frozenset({NoticeKind.CARD, NoticeKind.PAGE, NoticeKind.RECEIPT})


class LaneClass(IntEnum):
    """What goes first when Slack is slow."""

    DEADLINE = 0
    DECISION = 1
    CONVERSATION = 2
    SYNC = 3


@dataclass(frozen=True, slots=True)
class Notice:
    """`to` is `queue:<name>`, `person:<user id>` or `party:<party id>`; `facts` are what the words will need."""

    kind: NoticeKind
    to: str
    lane_class: LaneClass
    facts: tuple[tuple[str, str | int], ...] = ()


def notices(event: CaseEvent, case: Case) -> tuple[Notice, ...]:
    """The notices that follow from `event`, given the case after it. The card is drawn anew but for a nudge."""
    if isinstance(event, CaseNudged):
        return (Notice(NoticeKind.NUDGE, f"person:{event.accountable}", LaneClass.DEADLINE, _late(event)),)
    return Notice(NoticeKind.CARD, f"queue:{case.queue}", LaneClass.DECISION), *_told(event, case)


def _told(event: CaseEvent, case: Case) -> tuple[Notice, ...]:
    receipt = Notice(NoticeKind.RECEIPT, f"party:{case.reporter}", LaneClass.CONVERSATION)
    pages = tuple(Notice(NoticeKind.PAGE, f"person:{who}", LaneClass.DEADLINE) for who in case.paged)
    told: tuple[Notice, ...]
    match event:
        case ReportFiled():
            told = (receipt,)
        case CasePaged() | CaseAcknowledged():
            told = pages
        case CaseTakenOver():
            told = (*pages, *_moved(event))
        case CaseDecided():
            told = (*pages, receipt, Notice(NoticeKind.OUTCOME, f"party:{case.reporter}", LaneClass.DECISION))
        case CaseEscalated():
            told = _escalated(event)
        case AdditionFiled() | NobodyOnCall() | CaseNudged():
            told = ()
        case _:
            assert_never(event)
    return told


def _moved(event: CaseTakenOver) -> tuple[Notice, ...]:
    facts = (("by", event.by), ("before", event.before))
    people = (event.before, event.by)
    return tuple(Notice(NoticeKind.TAKEN_OVER, f"person:{who}", LaneClass.DECISION, facts) for who in people)


def _escalated(event: CaseEscalated) -> tuple[Notice, ...]:
    facts = (*_late(event), ("rung", event.rung), ("paged", event.paged), ("accountable", event.accountable))
    people = [event.paged, event.accountable] if event.accountable else [event.paged]
    return tuple(Notice(NoticeKind.ESCALATION, f"person:{who}", LaneClass.DEADLINE, facts) for who in people)


def _late(event: CaseNudged | CaseEscalated) -> tuple[tuple[str, str | int], ...]:
    return (
        ("clock", event.clock.value),
        ("goal", round(event.goal.timestamp())),
        ("at", round(event.at.timestamp())),
        ("late_by", event.late_by),
    )

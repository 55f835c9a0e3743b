"""Who must hear what after an event. Says nothing of words: notices are rendered when they are sent."""

from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import assert_never

from domain.cases.aftercare_events import CaseReopened, ReportWithdrawn
from domain.cases.events import (
    AdditionFiled,
    CaseAcknowledged,
    CaseDecided,
    CaseErased,
    CaseEscalated,
    CaseEvent,
    CaseNudged,
    CasePaged,
    CaseReleased,
    CaseStillOverdue,
    CaseTakenOver,
    DecisionProposed,
    DecisionReturned,
    IdentityErased,
    NameOpened,
    NameRequested,
    NobodyOnCall,
    ProposalLapsed,
    ReporterAsked,
    ReporterReplied,
    ReportFiled,
)
from domain.cases.filing import REPORTER
from domain.cases.inquiry import CaseMerged, CaseMoved, DuplicateJoined, EvidenceAttached, NoteWritten, WhenCorrected
from domain.cases.state import Case


class NoticeKind(StrEnum):
    """The sorts of messages. Those in `REDRAWN` are drawn anew where they stand; the others are posted once."""

    CARD = "card"
    PAGE = "page"
    RECEIPT = "receipt"
    TAKEN_OVER = "taken_over"
    NUDGE = "nudge"
    ESCALATION = "escalation"
    OVERDUE = "overdue"
    WAITS = "waits"
    NOBODY = "nobody"
    APPROVAL = "approval"
    RETURNED = "returned"
    LAPSED = "lapsed"
    QUESTION = "question"
    REPLY = "reply"
    ADDED = "added"
    WITHDRAWN = "withdrawn"
    REOPENED = "reopened"
    NAME_ASKED = "name_asked"
    NAME_OPENED = "name_opened"
    MERGED = "merged"
    JOINED = "joined"
    DUPLICATE = "duplicate"
    OUTCOME = "outcome"
    SCRUB = "scrub"


REDRAWN = frozenset({NoticeKind.CARD, NoticeKind.PAGE, NoticeKind.RECEIPT})
# Messages that carry what people wrote in a case; they are scrubbed when the case is erased.
CARRIES_TEXT = frozenset({NoticeKind.OUTCOME, NoticeKind.NAME_OPENED})
# Events after which the card says the same as before.
_UNSEEN = (CaseNudged, CaseStillOverdue, NameRequested, NameOpened, IdentityErased, NoteWritten, EvidenceAttached)


class LaneClass(IntEnum):
    """What goes first when Slack is slow."""

    DEADLINE = 0
    DECISION = 1
    CONVERSATION = 2
    SYNC = 3


Facts = tuple[tuple[str, str | int], ...]


@dataclass(frozen=True, slots=True)
class Notice:
    """`to` is `queue:<name>`, `person:<user id>`, `party:<party id>`, or `owner:<case>` for whoever has that case when
    it is sent; `facts` are what the words will need. `of` is the case that it speaks of where that is a duplicate.
    """

    kind: NoticeKind
    to: str
    lane_class: LaneClass
    facts: Facts = ()
    of: int | None = None


def notices(event: CaseEvent, case: Case) -> tuple[Notice, ...]:
    """The notices that follow from `event`, given the case after it."""
    if isinstance(event, _UNSEEN):
        return _told(event, case)
    return Notice(NoticeKind.CARD, f"queue:{case.queue}", LaneClass.DECISION), *_told(event, case)


def _told(event: CaseEvent, case: Case) -> tuple[Notice, ...]:
    if isinstance(event, AdditionFiled | ReportWithdrawn | CaseReopened):
        return _afterwards(event, case)
    match event:
        case ReportFiled():
            return _reporter(case, NoticeKind.RECEIPT, LaneClass.CONVERSATION)
        case CasePaged():
            return *_pages(case), *_asked(event, case)
        case CaseAcknowledged():
            return _pages(case)
        case CaseReleased():
            gone = _people(NoticeKind.PAGE, (event.who,), LaneClass.DECISION)
            left = (case.accountable,) if case.accountable and case.owner is None else ()
            return *_pages(case), *gone, *_people(NoticeKind.WAITS, left, LaneClass.DEADLINE)
        case CaseTakenOver():
            facts: Facts = (("by", event.by), ("before", event.before))
            moved = _people(NoticeKind.TAKEN_OVER, (event.before, event.by), LaneClass.DECISION, facts)
            return *_pages(case), *moved
        case CaseNudged() | CaseEscalated() | CaseStillOverdue() | NobodyOnCall():
            return _late(event, case)
        case ReporterAsked():
            return _reporter(case, NoticeKind.QUESTION, LaneClass.CONVERSATION, (("entry", event.entry),))
        case ReporterReplied():
            return _to_whoever_has_it(case, NoticeKind.REPLY, (("entry", event.entry),))
        case _:
            return _judged(event, case)


def _asked(event: CasePaged, case: Case) -> tuple[Notice, ...]:
    """A page that stands already is drawn anew, which nobody hears: then they are told."""
    if case.reopened is not None and case.reopened.at == event.at:
        return _people(NoticeKind.REOPENED, (event.paged,), LaneClass.DEADLINE)
    return _people(NoticeKind.WAITS, (event.paged,), LaneClass.DEADLINE) if case.released or case.reopened else ()


def _afterwards(event: AdditionFiled | ReportWithdrawn | CaseReopened, case: Case) -> tuple[Notice, ...]:
    if isinstance(event, AdditionFiled):
        if case.merged_into is not None:
            return _to_whoever_has_it(case, NoticeKind.ADDED, ())
        return _people(NoticeKind.ADDED, _at_work(case), LaneClass.CONVERSATION)
    receipt = _reporter(case, NoticeKind.RECEIPT, LaneClass.CONVERSATION)
    if isinstance(event, ReportWithdrawn):
        return *_pages(case), *receipt, *_people(NoticeKind.WITHDRAWN, _at_work(case), LaneClass.DECISION)
    gone = _people(NoticeKind.PAGE, event.former, LaneClass.DECISION)
    told = _people(NoticeKind.REOPENED, event.former, LaneClass.DECISION, (("before", 1),))
    return *_pages(case), *gone, *told, *receipt


def _at_work(case: Case) -> tuple[str, ...]:
    """Who has the case, and whoever is asked about a proposal."""
    asked = case.proposal.asked if case.proposal else ()
    return tuple(dict.fromkeys((*((case.accountable,) if case.accountable else ()), *asked)))


def _judged(event: CaseEvent, case: Case) -> tuple[Notice, ...]:
    if isinstance(event, CaseMoved | CaseMerged | DuplicateJoined):
        return _placed(event, case)
    match event:
        case DecisionProposed():
            facts: Facts = (("by", event.by), ("proposal", event.proposal))
            return *_pages(case), *_people(NoticeKind.APPROVAL, event.asked, LaneClass.DECISION, facts)
        case DecisionReturned():
            owner = (case.owner,) if case.owner else ()
            back = _people(NoticeKind.RETURNED, owner, LaneClass.DECISION, (("by", event.by),))
            return *_pages(case), *back
        case ProposalLapsed():
            owner = (case.owner,) if case.owner else ()
            return *_pages(case), *_people(NoticeKind.LAPSED, owner, LaneClass.DECISION, (("why", event.why.value),))
        case CaseDecided():
            receipt = _reporter(case, NoticeKind.RECEIPT, LaneClass.CONVERSATION)
            told = *receipt, *_reporter(case, NoticeKind.OUTCOME, LaneClass.DECISION)
            return *_pages(case), *told, *_reporters_of_duplicates(case)
        case NameRequested():
            facts = (("by", event.by), ("request", case.name_requests))
            return _people(NoticeKind.NAME_ASKED, event.asked, LaneClass.DECISION, facts)
        case NameOpened():
            opened: Facts = (("by", event.by), ("requested_by", event.requested_by), ("entry", event.entry))
            return _reporter(case, NoticeKind.NAME_OPENED, LaneClass.DECISION, opened)
        case CaseErased() | WhenCorrected():
            return _pages(case)
        case _:  # naming subjects, recusal, severity, holds: the card and what follows from them say it
            return ()


def _to_whoever_has_it(case: Case, kind: NoticeKind, facts: Facts) -> tuple[Notice, ...]:
    if case.merged_into is not None:
        return (Notice(kind, f"owner:{case.merged_into}", LaneClass.CONVERSATION, facts),)
    return _people(kind, (case.accountable,) if case.accountable else (), LaneClass.CONVERSATION, facts)


def _placed(event: CaseMoved | CaseMerged | DuplicateJoined, case: Case) -> tuple[Notice, ...]:
    match event:
        case CaseMoved():
            # The card that stands in the queue it left says where it went.
            left = () if event.queue_before == event.queue else (event.queue_before,)
            gone = tuple(Notice(NoticeKind.CARD, f"queue:{name}", LaneClass.DECISION) for name in left)
            return *gone, *_pages(case)
        case CaseMerged():
            facts: Facts = (("into", event.into),)
            receipt = _reporter(case, NoticeKind.RECEIPT, LaneClass.CONVERSATION)
            return *_pages(case), *receipt, *_reporter(case, NoticeKind.MERGED, LaneClass.DECISION, facts)
        case DuplicateJoined():
            facts = (("duplicate", event.duplicate), ("by", event.by))
            has = tuple(one for one in (case.accountable,) if one is not None and one != event.by)
            hears = _people(NoticeKind.DUPLICATE, has, LaneClass.DECISION, facts)
            return *_pages(case), *hears, *_reporter(case, NoticeKind.JOINED, LaneClass.DECISION)
        case _:
            assert_never(event)


def _reporters_of_duplicates(case: Case) -> tuple[Notice, ...]:
    """Whether somebody can be told is known when it is sent, for their name may be erased by then."""
    kinds = (NoticeKind.RECEIPT, LaneClass.CONVERSATION), (NoticeKind.OUTCOME, LaneClass.DECISION)
    return tuple(
        Notice(kind, f"party:{REPORTER}", lane_class, (), number)
        for number in case.duplicates
        for kind, lane_class in kinds
    )


def _people(kind: NoticeKind, people: tuple[str, ...], lane_class: LaneClass, facts: Facts = ()) -> tuple[Notice, ...]:
    return tuple(Notice(kind, f"person:{person}", lane_class, facts) for person in people)


def _pages(case: Case) -> tuple[Notice, ...]:
    return _people(NoticeKind.PAGE, case.paged, LaneClass.DEADLINE)


def _reporter(case: Case, kind: NoticeKind, lane_class: LaneClass, facts: Facts = ()) -> tuple[Notice, ...]:
    """Nothing where nobody knows who it was: whoever holds the code finds it there."""
    return (Notice(kind, f"party:{case.reporter}", lane_class, facts),) if case.reachable else ()


def _late(event: CaseNudged | CaseEscalated | CaseStillOverdue | NobodyOnCall, case: Case) -> tuple[Notice, ...]:
    if isinstance(event, NobodyOnCall):
        return _people(NoticeKind.NOBODY, event.told, LaneClass.DEADLINE)
    facts: Facts = (
        ("clock", event.clock.value),
        ("goal", round(event.goal.timestamp())),
        ("at", round(event.at.timestamp())),
        ("late_by", event.late_by),
    )
    if isinstance(event, CaseStillOverdue):
        more: Facts = (*facts, ("accountable", event.accountable))
        return _people(NoticeKind.OVERDUE, event.told, LaneClass.DEADLINE, more)
    if isinstance(event, CaseNudged):
        approvers = case.proposal.asked if case.proposal else ()
        waiting = tuple(dict.fromkeys((event.accountable, *approvers)))
        return _people(NoticeKind.NUDGE, waiting, LaneClass.DEADLINE, facts)
    more = (*facts, ("rung", event.rung), ("paged", event.paged), ("accountable", event.accountable))
    people = (event.paged, event.accountable) if event.accountable else (event.paged,)
    return _people(NoticeKind.ESCALATION, people, LaneClass.DEADLINE, more)

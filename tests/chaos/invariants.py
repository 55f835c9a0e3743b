"""What must hold after a run, whatever happened in it. Each function returns what does not, a sentence each."""

from collections import Counter
from collections.abc import Callable, Iterator

from domain.cases.events import (
    CaseDecided,
    CaseEscalated,
    CasePaged,
    CaseRecused,
    CaseReleased,
    DecisionProposed,
    NobodyOnCall,
    ProposalLapsed,
)
from domain.cases.folding import evolve
from domain.cases.notices import REDRAWN, NoticeKind, notices
from domain.cases.state import Case
from storage.outbox import Delivery
from tests.chaos.evidence import Evidence, Matter

# What nobody may be spared, whatever happens after it was promised.
UNDROPPED = frozenset({NoticeKind.CARD, NoticeKind.RECEIPT, NoticeKind.OUTCOME, NoticeKind.QUESTION})
# What follows in the same commit from what somebody did, for instance from their recusal.
CONSEQUENCES = CasePaged | CaseReleased | NobodyOnCall | ProposalLapsed


def every_acked_report_exists(found: Evidence) -> list[str]:
    """Once, under the number that its reporter was told."""
    told = Counter(filing.case for filing in found.ledger.filings)
    missing = [f"case {case} was acked and is not there" for case in told if case not in found.matters]
    shared = [f"case {case} was promised to {count} forms" for case, count in told.items() if count > 1]
    most = len(told) + len(found.ledger.unsure)
    many = [f"{len(found.matters)} cases came of at most {most} forms"] if len(found.matters) > most else []
    return [*missing, *shared, *many, *found.ledger.other_receipts]


def every_word_is_read_by_the_entitled(found: Evidence) -> list[str]:
    """Everything that was acked is kept once, and every entitled reviewer reads it."""
    return [
        f"{viewer} reads {words.sort} {words.text!r} of case {words.case} {count} times"
        for words in found.ledger.words
        if words.case in found.matters
        for viewer in sorted(_entitled(found, words.case))
        if (count := list(found.files.get((viewer, words.case)) or ()).count(words.text)) != 1
    ]


def no_word_is_read_by_others(found: Evidence) -> list[str]:
    """Whoever is not entitled is refused; nothing stands in another case, and nothing in a message to others."""
    opened = [
        f"{viewer} is not entitled to case {case} and reads it"
        for (viewer, case), texts in found.files.items()
        if texts is not None and viewer not in _entitled(found, case)
    ]
    astray = [
        f"{words.sort} {words.text!r} of case {words.case} stands in case {case} too"
        for words in found.ledger.words
        for (_, case), texts in found.files.items()
        if case != words.case and words.text in (texts or ())
    ]
    told = [
        f"{words.sort} {words.text!r} of case {words.case} was told in {message.room}"
        for message in found.messages
        for words in found.ledger.words
        if words.text in message.words and message.to not in (words.by, found.ledger.reporter(words.case))
    ]
    return [*opened, *dict.fromkeys(astray), *told]


def every_code_opens_its_case(found: Evidence) -> list[str]:
    """A receipt code leads to its own case, with the whole conversation; no message tells it."""
    problems = []
    for filing in found.ledger.filings:
        if filing.mode != "anonymous":
            continue
        case, talk = found.codes.get(filing.code) or (None, ())
        if case != filing.case:
            problems.append(f"the code of case {filing.case} leads to {case}")
            continue
        said = [one for one in found.ledger.words if one.case == case and one.sort in ("question", "reply")]
        problems += [
            f"{one.sort} {one.text!r} is not under the code of case {case}" for one in said if one.text not in talk
        ]
        problems += [
            f"the code of case {case} stands in {one.room}" for one in found.messages if filing.code in one.words
        ]
    return problems


def every_promised_notice_arrived(found: Evidence) -> list[str]:
    """What the events promise has a delivery; what is said to be sent stands where it was sent to."""
    rows, stamps = {row.id: row for row in found.deliveries}, {message.delivery for message in found.messages}
    groups = {(row.stream, row.destination, row.kind) for row in found.deliveries}
    cases = {f"case-{number}" for number in found.matters}
    problems = [
        f"{name} was promised and never written down"
        for matter in found.matters.values()
        for name, group in _promised(matter)
        if (group not in groups if group[2] in REDRAWN else name not in rows)
    ]
    for row in found.deliveries:
        if row.stream not in cases and row.state == "pending":
            continue  # the last seal is made when the bot stops, and posted when it starts again
        if row.state not in ("sent", "dropped"):
            problems.append(f"{row.id} is still {row.state} ({row.error})")
        elif row.state == "dropped" and row.kind in UNDROPPED:
            problems.append(f"{row.id} was dropped ({row.error})")
    newest: dict[tuple[str, ...], Delivery] = {}
    for row in found.deliveries:
        if row.state == "sent" and row.kind != NoticeKind.SCRUB:
            newest[(row.stream, row.destination, row.kind) if row.kind in REDRAWN else (row.id,)] = row
    return problems + [f"{row.id} is sent and stands nowhere" for row in newest.values() if row.id not in stamps]


def no_notice_came_twice(found: Evidence) -> list[str]:
    """Unless nobody could know whether it had arrived."""
    groups = {
        row.id: f"{row.kind} of {row.stream} to {row.destination}" if row.kind in REDRAWN else row.id
        for row in found.deliveries
    }
    certain = Counter(groups[post.delivery] for post in found.posts if post.delivery in groups and not post.doubtful)
    return [f"{name} was posted {count} times without a doubt" for name, count in certain.items() if count > 1]


def every_open_case_has_a_deadline_ahead(found: Evidence) -> list[str]:
    """No case is forgotten, and nothing that was due was left lying."""
    problems = []
    for number, matter in found.matters.items():
        if matter.case.over:
            continue
        if not matter.deadlines:
            problems.append(f"case {number} is open and nothing will ever happen to it")
        late = [deadline.id for deadline in matter.deadlines if deadline.due <= found.now]
        problems += [f"{deadline} was due and nothing happened" for deadline in late]
    return problems


def streams_and_projections_agree(found: Evidence) -> list[str]:
    return [
        f"case {one.case}: {one.column} is {one.table}, and {one.record} by the record" for one in found.differences
    ]


def the_record_verifies(found: Evidence) -> list[str]:
    left = [f"{found.verdict.unsealed} events are not sealed"] if found.verdict.unsealed else []
    return [*found.verdict.problems, *left]


def nobody_excluded_acted(found: Evidence) -> list[str]:
    """Neither a reporter who can be known nor a subject, nor, from then on, whoever recused."""
    problems = []
    for number, matter in found.matters.items():
        concerned = _concerned(found, number)
        out = set(concerned)
        problems += [f"{look.by} looked into case {number}" for look in matter.looks if look.by in concerned]
        for actor, event in matter.events:
            asked = set() if isinstance(event, CONSEQUENCES) else {actor}
            if isinstance(event, CasePaged | CaseEscalated):
                asked.add(event.paged)
            elif isinstance(event, DecisionProposed):
                asked.update(event.asked)
            problems += [f"{who} is kept out of case {number}: {type(event).__name__}" for who in sorted(asked & out)]
            if isinstance(event, CaseRecused):
                out.add(event.by)
        told = [row for row in found.deliveries if row.stream == f"case-{number}" and row.state == "sent"]
        problems += [f"{row.id} was told" for row in told if row.destination.removeprefix("person:") in concerned]
    return problems


def two_people_decided_where_two_are_needed(found: Evidence) -> list[str]:
    problems = []
    for number, matter in found.matters.items():
        for before, event in _with_state_before(matter):
            if not isinstance(event, CaseDecided):
                continue
            rule = found.house.casework.needs_second(before.severity, event.finding)
            if event.approved_by == event.by or (rule is not None and event.approved_by is None):
                problems.append(f"case {number} was decided by {event.by} alone")
    return problems


def the_log_has_no_errors(found: Evidence) -> list[str]:
    return [f"the bot logged: {line}" for line in found.errors]


INVARIANTS: tuple[Callable[[Evidence], list[str]], ...] = (
    every_acked_report_exists,
    every_word_is_read_by_the_entitled,
    no_word_is_read_by_others,
    every_code_opens_its_case,
    every_promised_notice_arrived,
    no_notice_came_twice,
    every_open_case_has_a_deadline_ahead,
    streams_and_projections_agree,
    the_record_verifies,
    nobody_excluded_acted,
    two_people_decided_where_two_are_needed,
    the_log_has_no_errors,
)


def broken(found: Evidence) -> list[str]:
    """Every problem with the name of the invariant that it breaks."""
    return [f"{one.__name__}: {problem}" for one in INVARIANTS for problem in one(found)]


def _concerned(found: Evidence, case: int) -> set[str]:
    """Whom a case is about, and who reported it where that can be known."""
    filing = next((one for one in found.ledger.filings if one.case == case), None)
    if filing is None:
        return set()
    return filing.subjects | ({filing.person} if filing.mode != "anonymous" else set())


def _entitled(found: Evidence, case: int) -> set[str]:
    """Said anew, beside the code that decides it: reviewers, leads and whoever was asked, but for those kept out."""
    roles, matter = found.house.roster.roles, found.matters[case]
    reviewing = {person for person, held in roles.items() if held & {"reviewer", "lead"}}
    recused = {event.by for _, event in matter.events if isinstance(event, CaseRecused)}
    return (reviewing | set(matter.case.paged)) - recused - _concerned(found, case)


def _with_state_before(matter: Matter) -> Iterator[tuple[Case, object]]:
    case = None
    for _, event in matter.events:
        if case is not None:
            yield case, event
        case = evolve(case, event)


def _promised(matter: Matter) -> Iterator[tuple[str, tuple[str, str, str]]]:
    """The id of every notice that the events promise, with its stream, destination and kind."""
    case = None
    for _, event in matter.events:
        case = evolve(case, event)
        stream = f"case-{case.number}"
        for number, one in enumerate(notices(event, case), start=1):
            yield f"{stream}.{case.version}.{number}.{one.kind}.{one.to}", (stream, one.to, one.kind.value)

"""How reporters found what came of their reports: a vote that nobody can join to its case, and sums of many."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from sqlalchemy import Connection

from desk.outcomes import Done, Outcome, Refused
from desk.proofs import case_of_code
from desk.tools import Tools, briefing, load, name_safe, root_of, stream_of
from domain.cases.aftercare import may_rate
from domain.cases.codes import read_code
from domain.cases.commands import RateOutcome
from domain.cases.refusals import NoSuchCase, NotReporter, WrongCode
from domain.cases.talking import may_read
from domain.cases.words import Vote
from storage import votes

ENOUGH = 5  # fewer votes are not shown, for they might tell whose they are


@dataclass(frozen=True, slots=True)
class Satisfaction:
    """A queue's votes in a month (`2026-03`, UTC) that is over; `counts` is None where they are fewer than `ENOUGH`."""

    queue: str
    month: str
    counts: Mapping[Vote, int] | None


def rate(conn: Connection, tools: Tools, command: RateOutcome) -> Outcome:
    """Count a reporter's vote, once a report; another click changes it. Nothing is written beside the vote itself."""
    number = command.case if command.by is not None else case_of_code(conn, tools, command.code)
    if number is None:
        return Refused(WrongCode())
    case = load(conn, number)
    if case is None:
        return Refused(NoSuchCase(number))
    root = root_of(conn, case)  # of a duplicate, the outcome is that of the case it is part of
    if (no := may_read(case, command.by, briefing(conn, tools, case)) or may_rate(root)) is not None:
        return Refused(no)
    key = _key(conn, tools, number, command)
    if key is None:
        return Refused(NotReporter())
    votes.cast(conn, key, root.queue, month_of(tools.now), command.vote.value)
    return Done(case)


def _key(conn: Connection, tools: Tools, case: int, command: RateOutcome) -> str | None:
    """An anonymous vote lies under the code, which only its reporter has; any other one under the reporter's own key,
    so that erasing the name cuts it off for good.
    """
    if command.by is None:
        return tools.vault.keyed("vote", read_code(command.code) or "")
    value = f"vote\0{command.by}"
    return tools.vault.marked(conn, name_safe(case), value) or tools.vault.marked(conn, stream_of(case), value)


def month_of(at: datetime) -> str:
    """`2026-03`."""
    return f"{at:%Y-%m}"


def satisfaction(conn: Connection, now: datetime) -> tuple[Satisfaction, ...]:
    """Every queue and month that is over, newest first. The running month is not shown: whoever watched a sum grow by
    one would know the vote. `now` is aware UTC.
    """
    sums = groupby(votes.counted(conn, month_of(now)), key=lambda one: (one.queue, one.month))
    return tuple(_summed(queue, month, {Vote(one.answer): one.votes for one in some}) for (queue, month), some in sums)


def _summed(queue: str, month: str, found: Mapping[Vote, int]) -> Satisfaction:
    if sum(found.values()) < ENOUGH:
        return Satisfaction(queue, month, None)
    return Satisfaction(queue, month, {vote: found.get(vote, 0) for vote in Vote})

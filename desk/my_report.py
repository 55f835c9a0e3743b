"""A report as its reporter may see it in a list, and what they can do with it now. Holds no word that anybody wrote."""

from dataclasses import dataclass
from datetime import datetime

from domain.cases import aftercare
from domain.cases.briefing import Briefing
from domain.cases.state import Case
from domain.cases.words import ClockName, Kind, Mode, Status


@dataclass(frozen=True, slots=True)
class MyReport:
    """Instants are aware UTC. `promised` is the next promised time and `clock` what it is for, where something is still
    promised; `closes` is whether a withdrawal would close the case at once; `not_solved_until` is set where the case is
    decided, also when it has passed.
    """

    number: int
    kind: Kind
    mode: Mode
    status: Status
    filed_at: datetime
    clock: ClockName | None
    promised: datetime | None
    may_add: bool
    may_withdraw: bool
    closes: bool
    may_say_not_solved: bool
    not_solved_until: datetime | None
    may_rate: bool
    withdrawn_at: datetime | None
    reopened_at: datetime | None
    erased_at: datetime | None


def my_report(case: Case, world: Briefing) -> MyReport:
    """For whoever has been found to be the reporter."""
    clock = next((one for one in ClockName if case.runs(one)), None)
    until = None if case.decision is None else case.decision.at + world.casework.reopen_within
    return MyReport(
        number=case.number,
        kind=case.kind,
        mode=case.mode,
        status=case.status,
        filed_at=case.filed_at,
        clock=clock,
        promised=None if clock is None else case.goal(clock),
        may_add=aftercare.may_add(case) is None,
        may_withdraw=aftercare.may_withdraw(case) is None,
        closes=aftercare.closes(case),
        may_say_not_solved=aftercare.may_say_not_solved(case, world.casework, world.now) is None,
        not_solved_until=until,
        may_rate=aftercare.may_rate(case) is None,
        withdrawn_at=case.withdrawn.at if case.withdrawn else None,
        reopened_at=case.reopened.at if case.reopened else None,
        erased_at=case.erased_at,
    )

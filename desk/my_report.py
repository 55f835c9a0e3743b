"""A report as its reporter may see it in a list, and what they can do with it now. Holds no word that anybody wrote."""

from dataclasses import dataclass
from datetime import datetime

from domain.cases import aftercare
from domain.cases.briefing import Briefing
from domain.cases.refusals import Refusal
from domain.cases.state import Case
from domain.cases.words import ClockName, Kind, Mode, Status


@dataclass(frozen=True, slots=True)
class MyReport:
    """Instants are aware UTC. `promised` is the next promised time and `clock` what it is for, where something is still
    promised; `closes` is whether a withdrawal would close the case at once; `not_solved_until` is set where the case is
    decided, also when it has passed; `no_…` is why something is not possible now.
    """

    number: int
    kind: Kind
    mode: Mode
    status: Status
    filed_at: datetime
    clock: ClockName | None
    promised: datetime | None
    closes: bool
    not_solved_until: datetime | None
    withdrawn_at: datetime | None
    reopened_at: datetime | None
    erased_at: datetime | None
    no_adding: Refusal | None
    no_withdrawing: Refusal | None
    no_reopening: Refusal | None
    no_rating: Refusal | None

    @property
    def may_add(self) -> bool:
        """Whether the report can still grow."""
        return self.no_adding is None

    @property
    def may_withdraw(self) -> bool:
        """Whether there is something to take back."""
        return self.no_withdrawing is None

    @property
    def may_say_not_solved(self) -> bool:
        """Whether the reporter may have the case reopened now."""
        return self.no_reopening is None

    @property
    def may_rate(self) -> bool:
        """Whether there is an outcome to rate."""
        return self.no_rating is None


def my_report(case: Case, world: Briefing, root: Case | None = None) -> MyReport:
    """For whoever has been found to be the reporter. `root` is the case that a duplicate is part of: what is promised
    there is promised to them.
    """
    root = root or case
    clock = next((one for one in ClockName if root.runs(one)), None)
    until = None if root.decision is None else root.decision.at + world.casework.reopen_within
    return MyReport(
        number=case.number,
        kind=case.kind,
        mode=case.mode,
        status=root.status,
        filed_at=case.filed_at,
        clock=clock,
        promised=None if clock is None else root.goal(clock),
        closes=aftercare.closes(case),
        not_solved_until=until,
        withdrawn_at=case.withdrawn.at if case.withdrawn else None,
        reopened_at=root.reopened.at if root.reopened else None,
        erased_at=case.erased_at,
        no_adding=aftercare.may_add(case),
        no_withdrawing=aftercare.may_withdraw(case),
        no_reopening=aftercare.may_say_not_solved(case, world.casework, world.now),
        no_rating=aftercare.may_rate(root),
    )

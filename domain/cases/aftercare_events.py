"""What a reporter did afterwards: facts, never their words."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class ReportWithdrawn:
    """The reporter took their report back; `entry` names why, where they said so. It `closes` the case, or reviewers
    decide whether it must go on.
    """

    entry: str | None
    digest: str
    closes: bool
    at: datetime


@dataclass(frozen=True, slots=True)
class CaseReopened:
    """The reporter says that it was not solved; `entry` names why. `former` decided and approved it before. The
    promises are new ones.
    """

    entry: str
    digest: str
    former: tuple[str, ...]
    acknowledge_by: datetime
    decide_by: datetime
    at: datetime


AftercareEvent = ReportWithdrawn | CaseReopened

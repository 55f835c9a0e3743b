"""What people were promised: every report and every word that was acked, and by whom it may be read."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(slots=True)
class Filing:
    """A report that was acked. `form` is the dialogue as it was sent, so that it can be sent again."""

    case: int
    person: str
    mode: str
    code: str
    form: Any
    values: dict[str, Any]

    @property
    def subjects(self) -> set[str]:
        """The user ids of those it is about."""
        return set(self.values.get("subjects") or ())


@dataclass(frozen=True, slots=True)
class Words:
    """Something that was acked. `sort` is report, addition, question or reply; `by` is a user id."""

    case: int
    by: str
    sort: str
    text: str


@dataclass(slots=True)
class Ledger:
    """Grows during the story. `unsure` are words whose ack never came: they may be kept once, or not at all.
    `other_receipts` tell of forms that were sent again and acked with another number or code.
    """

    filings: list[Filing] = field(default_factory=list)
    words: list[Words] = field(default_factory=list)
    unsure: list[str] = field(default_factory=list)
    other_receipts: list[str] = field(default_factory=list)

    def reporter(self, case: int) -> str | None:
        """Who filed a case, whatever its mode."""
        return next((filing.person for filing in self.filings if filing.case == case), None)

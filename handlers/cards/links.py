"""Where clauses are published, and which clause an address names. Knows no Slack."""

from dataclasses import dataclass
from urllib.parse import quote, unquote, urlsplit

from domain.rulebook.clauses import Clause, Rulebook

ANY_VERSION = "clauses"


@dataclass(frozen=True, slots=True)
class Links:
    """`base` is `OMBUD_RULEBOOK_URL`; empty where the rulebook is not published. Below it clauses stand as
    `<version>/<clause-id>`, and in force as `clauses/<clause-id>`.
    """

    base: str = ""

    def to(self, rules: Rulebook, clause: Clause) -> str | None:
        """The permanent address of a clause in this version; None where nothing is published."""
        if not self.base:
            return None
        return f"{self.base.rstrip('/')}/{quote(rules.version, safe='')}/{quote(clause.id, safe='')}"

    def named(self, address: str) -> tuple[str | None, str] | None:
        """Version and clause id that an address below ours names; no version means the one in force. None for any other
        address.
        """
        ours, given = urlsplit(self.base), urlsplit(address)
        below = f"{ours.path.rstrip('/')}/"
        if not self.base or (given.hostname, given.port) != (ours.hostname, ours.port):
            return None
        parts = [unquote(part) for part in given.path.removeprefix(below).rstrip("/").split("/")]
        if not given.path.startswith(below) or len(parts) != 2 or not all(parts):  # noqa: PLR2004 -- version and id
            return None
        return (None if parts[0] == ANY_VERSION else parts[0]), parts[1]

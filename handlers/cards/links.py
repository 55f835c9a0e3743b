"""Where clauses are published, and which clause an address names. Knows no Slack."""

from dataclasses import dataclass
from urllib.parse import quote, unquote, urlsplit

from domain.rulebook.clauses import Clause, Rulebook

ANY_VERSION = "clauses"


@dataclass(frozen=True, slots=True)
class Links:
    """`base` is `OMBUD_RULEBOOK_URL`; empty where the rulebook is not published. Below it clauses stand as
    `<version>/<clause-id>`, in a language as `<version>/<language>/<clause-id>`, and in force as `clauses/…`.
    """

    base: str = ""

    def to(self, rules: Rulebook, clause: Clause, language: str = "") -> str | None:
        """The permanent address of a clause in this version, in a language where the rulebook has it; None where
        nothing is published.
        """
        if not self.base:
            return None
        spoken = (language,) if language in rules.languages[1:] else ()
        parts = (quote(part, safe="") for part in (rules.version, *spoken, clause.id))
        return f"{self.base.rstrip('/')}/{'/'.join(parts)}"

    def named(self, address: str) -> tuple[str | None, str] | None:
        """Version and clause id that an address below ours names, in whichever language; no version means the one in
        force. None for any other address.
        """
        ours, given = urlsplit(self.base), urlsplit(address)
        below = f"{ours.path.rstrip('/')}/"
        if not self.base or (given.hostname, given.port) != (ours.hostname, ours.port):
            return None
        parts = [unquote(part) for part in given.path.removeprefix(below).rstrip("/").split("/")]
        if not given.path.startswith(below) or len(parts) not in (2, 3) or not all(parts):  # with or without language
            return None
        return (None if parts[0] == ANY_VERSION else parts[0]), parts[-1]

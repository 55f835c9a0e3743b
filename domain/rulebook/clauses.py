"""Clauses and the rulebook that holds them, as values."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field

import rfc8785

from domain.rulebook.ladder import Ladder
from domain.rulebook.matrix import Matrix
from domain.rulebook.scenarios import Scenario

_SENTENCE_END = re.compile(r"(?<=[.!?])[\"'”)*_]*\s+(?=[A-Z0-9\"'“(*_])")


@dataclass(frozen=True, slots=True)
class Clause:
    """One rule. `body` is Markdown; `allowed` and `prohibited` are its examples; `file` is relative to the folder.

    `owner` and `deputy` are roles. `keywords` are words that people ask with and the rule does not use; never shown.
    """

    id: str
    title: str
    chapter: str
    body: str
    kind: str = ""
    audience: str = ""
    owner: str = ""
    deputy: str = ""
    scope: str = ""
    action: str = ""
    threshold: str = ""
    outcome: str = ""
    severity: str = ""
    norms: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    allowed: tuple[str, ...] = ()
    prohibited: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    file: str = ""

    @property
    def rule(self) -> str:
        """The rule sentence: the first sentence of the text."""
        paragraphs = (part.strip() for part in re.split(r"\n\s*\n", self.body))
        first = next((part for part in paragraphs if part and not part.startswith("#")), self.title)
        return _SENTENCE_END.split(" ".join(first.split()), maxsplit=1)[0].strip()


@dataclass(frozen=True, slots=True)
class Rulebook:
    """A version of the rules. Clauses keep the order of their files. Matrix and ladder are None where there are none,
    or where they are not sound enough to rule by.
    """

    name: str
    version: str
    clauses: Mapping[str, Clause]
    scope: str = ""
    languages: tuple[str, ...] = ("en",)
    commitments: tuple[str, ...] = ()
    summary: tuple[str, ...] = ()
    digest: str = field(default="", compare=False)
    matrix: Matrix | None = None
    ladder: Ladder | None = None
    scenarios: tuple[Scenario, ...] = ()

    def chapters(self) -> dict[str, tuple[Clause, ...]]:
        """Clauses by chapter, in order."""
        found: dict[str, list[Clause]] = {}
        for clause in self.clauses.values():
            found.setdefault(clause.chapter, []).append(clause)
        return {chapter: tuple(clauses) for chapter, clauses in found.items()}


def digest_of(rulebook: Rulebook) -> str:
    """SHA-256 (hex) over the canonical JSON (RFC 8785) of everything a rulebook says."""
    content: list[object] = [
        rulebook.name,
        rulebook.version,
        rulebook.scope,
        [asdict(clause) for clause in rulebook.clauses.values()],
    ]
    tables = {
        "matrix": rulebook.matrix and asdict(rulebook.matrix),
        "ladder": rulebook.ladder and asdict(rulebook.ladder),
        "scenarios": [asdict(one) for one in rulebook.scenarios],
    }
    content += [{name: said} for name, said in tables.items() if said]
    return hashlib.sha256(rfc8785.dumps(content)).hexdigest()  # type: ignore[arg-type]

"""Clauses and the rulebook that holds them, as values."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any

import rfc8785

from domain.rulebook.ladder import Ladder
from domain.rulebook.matrix import Matrix
from domain.rulebook.norm import Norm
from domain.rulebook.scenarios import Scenario

_SENTENCE_END = re.compile(
    r"(?<=[.!?])(?<!\b[^\W\d_]\.)(?<!\bArt\.)(?<!\bart\.)(?<!\bAbs\.)(?<!\bbzw\.)(?<!\bggf\.)"
    r"[\"'”)*_»]*\s+(?=[A-ZÀ-ÖØ-Þ0-9\"'“„«¿¡(*_])|(?<=[。！？])(?![」』）])"
)
_UNSPACED = re.compile(r"(?<=[\u3000-\u30ff\u3400-\u9fff\uff00-\uffef]) (?=[\u3000-\u30ff\u3400-\u9fff\uff00-\uffef])")


@dataclass(frozen=True, slots=True)
class Clause:
    """One rule. `body` is Markdown; `allowed` and `prohibited` are its examples; `file` is relative to the folder.

    `owner` and `deputy` are roles. `keywords` are words that people ask with and the rule does not use; never shown.
    `when` holds the situations of the matrix that it is about, as `dimension: value`; empty for all. `waived` are the
    reasons for which wording of it is let stand that the check would have firmer.
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
    when: tuple[str, ...] = ()
    waived: tuple[str, ...] = ()
    file: str = ""

    @property
    def rule(self) -> str:
        """The rule sentence: the first sentence of the text."""
        paragraphs = (part.strip() for part in re.split(r"\n\s*\n", self.body))
        first = next((part for part in paragraphs if part and not part.startswith("#")), self.title)
        return _SENTENCE_END.split(joined(first), maxsplit=1)[0].strip()

    def values(self, dimension: str) -> frozenset[str]:
        """The values of a dimension that it is about; empty for all of them."""
        return frozenset(one.removeprefix(f"{dimension}: ") for one in self.when if one.startswith(f"{dimension}: "))


def joined(text: str) -> str:
    """A paragraph on one line; where a language writes no spaces, a broken line leaves none."""
    return _UNSPACED.sub("", " ".join(text.split()))


@dataclass(frozen=True, slots=True)
class TranslatedClause:
    """A clause in another language; `source` is the digest of what it was made from. What is empty is the source's."""

    source: str = ""
    title: str = ""
    body: str = ""
    scope: str = ""
    action: str = ""
    threshold: str = ""
    outcome: str = ""
    allowed: tuple[str, ...] = ()
    prohibited: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TranslatedMatrix:
    """What people read of the matrix in another language; `source` is the digest of what it was made from. `titles` of
    values are by dimension and value, `controls` by id; `why` has a line for each row that says why, in their order.
    """

    source: str = ""
    titles: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    controls: Mapping[str, str] = field(default_factory=dict)
    why: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TranslatedLadder:
    """The same of the ladder: titles of `recurrence` and of `measures` by id."""

    source: str = ""
    recurrence: Mapping[str, str] = field(default_factory=dict)
    measures: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Translation:
    """What a rulebook says in one further language; `source` is the digest of what scope, commitments and summary were
    made from.
    """

    clauses: Mapping[str, TranslatedClause] = field(default_factory=dict)
    source: str = ""
    scope: str = ""
    commitments: tuple[str, ...] = ()
    summary: tuple[str, ...] = ()
    matrix: TranslatedMatrix = field(default_factory=TranslatedMatrix)
    ladder: TranslatedLadder = field(default_factory=TranslatedLadder)


@dataclass(frozen=True, slots=True)
class Recognised:
    """Words by which a question is recognised; never shown. `inside` are those of what the scope covers, `outside`
    those of matters that it leaves out, `open` by dimension of the matrix those that do not tell its value, and
    `filling` those that settle nothing.
    """

    inside: tuple[str, ...] = ()
    outside: tuple[str, ...] = ()
    open: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    filling: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rulebook:
    """A version of the rules. Clauses keep the order of their files. Matrix and ladder are None where there are none,
    or where they are not sound enough to rule by. The first of `languages` is the source's; `translations` are by
    language, and only of languages that are named.
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
    recognised: Recognised | None = None
    translations: Mapping[str, Translation] = field(default_factory=dict)
    norms: tuple[Norm, ...] = ()

    def chapters(self) -> dict[str, tuple[Clause, ...]]:
        """Clauses by chapter, in order."""
        found: dict[str, list[Clause]] = {}
        for clause in self.clauses.values():
            found.setdefault(clause.chapter, []).append(clause)
        return {chapter: tuple(clauses) for chapter, clauses in found.items()}


def content_of(rulebook: Rulebook) -> dict[str, Any]:
    """Everything a rulebook says, as plain values: clauses in their order, without the names of their files. What is
    empty is left out, so that a field that a later release adds changes no digest of before.
    """
    own = asdict(replace(rulebook, clauses={}, digest="", translations={}))
    clauses = [_said({**asdict(clause), "file": ""}) for clause in rulebook.clauses.values()]
    translations = {language: _translated(one) for language, one in rulebook.translations.items()}
    return _said({**_said(own), "translations": translations}) | {"clauses": clauses}


def _translated(translation: Translation) -> dict[str, Any]:
    clauses = {name: _said(asdict(one)) for name, one in translation.clauses.items()}
    own = asdict(replace(translation, clauses={}))
    tables = {name: _said(own[name]) for name in ("matrix", "ladder")}
    return _said({**own, **tables, "clauses": clauses})


def canonical(rulebook: Rulebook) -> bytes:
    """The bytes that count: the canonical JSON (RFC 8785) of everything a rulebook says."""
    return rfc8785.dumps(content_of(rulebook))


def digest_of(rulebook: Rulebook) -> str:
    """SHA-256 (hex) of these bytes: two rulebooks have the same digest where they say the same."""
    return hashlib.sha256(canonical(rulebook)).hexdigest()


def _said(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value not in ("", (), [], {}, None)}

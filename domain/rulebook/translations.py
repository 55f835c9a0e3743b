"""Translations of clauses: which exist, and whether each is as new as its source.

A translation lies at `translations/<lang>/clauses/<chapter>/<id>.md`, and its front matter has `source: <digest>` of
the clause that it was made from, beside the translated fields. Everything that it leaves out is the source's.
"""

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePosixPath

import rfc8785

from domain.rulebook.check import Written
from domain.rulebook.clauses import Clause
from domain.rulebook.problems import Problem

FIELDS = ("id", "source", "title", "scope", "action", "threshold", "outcome", "keywords")
_PLACE = re.compile(r"\Atranslations/(?P<language>[a-z]{2,3}(?:-[A-Za-z]+)?)/clauses/(?P<rest>.+\.md)\Z")


def source_digest(clause: Clause) -> str:
    """What a translation notes of its source: `sha256:` and sixteen hex digits over the canonical JSON (RFC 8785) of
    what a reader sees of it.
    """
    said = [clause.title, clause.scope, clause.action, clause.threshold, clause.outcome, " ".join(clause.body.split())]
    return f"sha256:{hashlib.sha256(rfc8785.dumps(said)).hexdigest()[:16]}"


def language_of(file: str) -> str | None:
    """The language of a translation's file; None for any other file."""
    found = _PLACE.match(file)
    return found["language"] if found else None


def check_translations(
    clauses: Sequence[Written], translations: Sequence[Written], languages: Sequence[str]
) -> Iterator[Problem]:
    """What is missing, outdated or astray. `languages` are the rulebook's; the first is the source."""
    sources = {one.clause.id: one.clause for one in clauses}
    there: dict[str, set[str]] = {}
    for one in translations:
        language, source = language_of(one.clause.file) or "", sources.get(one.clause.id)
        there.setdefault(language, set()).add(one.clause.id)
        yield from _one(one, source)
    for language in languages[1:]:
        found = there.get(language, set())
        if not found:
            says = f"translations/{language} has no clause yet; {len(sources)} are to be translated"
            yield Problem("rulebook.yml", 1, says, "translation-missing")
            continue
        for clause in sources.values():
            if clause.id not in found:
                place = PurePosixPath("translations", language, clause.file)
                says = f"is not translated: {place} with source: {source_digest(clause)}"
                yield Problem(clause.file, 1, says, "translation-missing")


def _one(one: Written, source: Clause | None) -> Iterator[Problem]:
    noted = str(one.front.get("source") or "")
    for name in map(str, one.front):
        if name not in FIELDS:
            yield one.at(name, f"{name} is no field of a translation", "field-unknown")
    if source is None:
        yield one.at("id", f"translates {one.clause.id!r}, which is no clause", "translation-astray")
    elif not noted:
        yield one.at("id", f"names no source; it is {source_digest(source)}", "translation-astray")
    elif noted != source_digest(source):
        yield one.at("source", f"{source.id} changed since; now it is {source_digest(source)}", "translation-outdated")


def by_language(translations: Sequence[Written]) -> Mapping[str, Mapping[str, Written]]:
    """Translations by language and clause id."""
    found: dict[str, dict[str, Written]] = {}
    for one in translations:
        found.setdefault(language_of(one.clause.file) or "", {})[one.clause.id] = one
    return found

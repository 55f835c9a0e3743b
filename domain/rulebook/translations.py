"""Translations: which exist, and whether each is as new as its source.

A clause's lies at `translations/<lang>/clauses/<chapter>/<id>.md`, and its front matter has `source: <digest>` of the
clause that it was made from, beside the translated fields. Everything that it leaves out is the source's. What
`rulebook.yml` says to people (`FRONT`) is translated in `translations/<lang>/rulebook.yml`, with a `source` as well,
and matrix and ladder in a `matrix.yml` and a `ladder.yml` beside it (see `table_words`).
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from functools import lru_cache
from pathlib import PurePosixPath

from domain.rulebook.check import Written
from domain.rulebook.clauses import Clause, Rulebook, TranslatedClause, Translation
from domain.rulebook.ladder_words import read_ladder
from domain.rulebook.layout import SETTINGS, TRANSLATED, translated_file
from domain.rulebook.matrix_words import read_matrix
from domain.rulebook.noted import noted
from domain.rulebook.placed import Placed
from domain.rulebook.problems import Problem
from domain.rulebook.tables import listed, texts_of

FIELDS = ("id", "source", "title", "scope", "action", "threshold", "outcome", "keywords")
FRONT = ("scope", "commitments", "summary")
_PLACE = re.compile(
    r"\Atranslations/(?P<language>[a-z]{2,3}(?:-[A-Za-z]+)?)/(?:clauses/.+\.md|(?:rulebook|matrix|ladder)\.yml)\Z"
)


@lru_cache(maxsize=10_000)
def source_digest(clause: Clause) -> str:
    """What a translation notes of its source: a digest of what a reader sees of it."""
    said = [clause.title, clause.scope, clause.action, clause.threshold, clause.outcome, " ".join(clause.body.split())]
    return noted(said)


def source_digest_of_front(rulebook: Rulebook) -> str:
    """The same of what `rulebook.yml` says to people: scope as one text, commitments and summary line by line."""
    return noted([rulebook.scope, list(rulebook.commitments), list(rulebook.summary)])


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


def check_fronts(rules: Rulebook, settings: Placed, fronts: Mapping[str, Placed]) -> Iterator[Problem]:
    """The same of what `rulebook.yml` says to people; `fronts` are its translations by language."""
    right = source_digest_of_front(rules)
    wanted = {name: getattr(rules, name) for name in FRONT if getattr(rules, name)}
    for language in rules.languages[1:] if wanted else ():
        if language not in fronts:
            says = (
                f"not translated: {', '.join(wanted)}; make {translated_file(language, SETTINGS)} with source: {right}"
            )
            yield settings.problem((next(iter(wanted)),), says, "translation-missing")
    for front in fronts.values():
        yield from _front(front, wanted, right)


def _front(front: Placed, wanted: Mapping[str, str | tuple[str, ...]], right: str) -> Iterator[Problem]:
    for name in map(str, front.content):
        if name not in ("source", *FRONT):
            yield front.problem((name,), f"{name} is no field of a translation", "field-unknown")
    noted = str(front.content.get("source") or "")
    if not noted:
        yield front.problem((), f"names no source; it is {right}", "translation-astray")
        return
    if noted != right:
        yield front.problem(("source",), f"rulebook.yml changed since; now it is {right}", "translation-outdated")
        return
    for name, said in wanted.items():
        many, there = len(said) if isinstance(said, tuple) else 1, len(listed(front.content.get(name)))
        if not there or (isinstance(said, tuple) and there != many):
            says = f"{name} has {there} lines here and {many} in rulebook.yml"
            yield front.problem((name,), says, "translation-astray" if there else "translation-missing")


def _one(one: Written, source: Clause | None) -> Iterator[Problem]:
    noted = str(one.front.get("source") or "")
    for name in map(str, one.front):
        if name not in FIELDS:
            yield one.at(name, f"{name} is no field of a translation", "field-unknown")
    empty = [name for name, said in (("title", one.front.get("title")), ("text", one.clause.body)) if not said]
    if source is None:
        yield one.at("id", f"translates {one.clause.id!r}, which is no clause", "translation-astray")
    elif not noted:
        yield one.at("id", f"names no source; it is {source_digest(source)}", "translation-astray")
    elif noted != source_digest(source):
        yield one.at("source", f"{source.id} changed since; now it is {source_digest(source)}", "translation-outdated")
    elif empty:
        yield one.at("title", f"has no {' and no '.join(empty)} yet", "translation-missing")
    elif not _alike(one.clause, source):
        there, wanted = (
            f"{len(clause.allowed)} allowed and {len(clause.prohibited)} prohibited" for clause in (one.clause, source)
        )
        yield one.at("id", f"has {there} examples, and its source {wanted}", "translation-astray")


def _alike(clause: Clause, source: Clause) -> bool:
    return (len(clause.allowed), len(clause.prohibited)) == (len(source.allowed), len(source.prohibited))


def translated(
    translations: Sequence[Written], foreign: Mapping[str, Mapping[str, Placed]], languages: Sequence[str]
) -> Mapping[str, Translation]:
    """Translations by language, of those languages alone that the rulebook names beside its first. `foreign` are those
    of the files in `TRANSLATED`, by the file's name and by language.
    """
    found: dict[str, Translation] = {}
    for language in languages[1:]:
        clauses = {
            one.clause.id: _clause(one)
            for one in translations
            if one.clause.body and language_of(one.clause.file) == language
        }  # fmt: skip
        whole, matrix, ladder = (foreign[name].get(language, Placed(name)) for name in TRANSLATED)
        said = whole.content
        front = Translation(
            clauses,
            str(said.get("source") or ""),
            " ".join(texts_of(said.get("scope"))),
            texts_of(said.get("commitments")),
            texts_of(said.get("summary")),
            read_matrix(matrix),
            read_ladder(ladder),
        )
        if front != Translation():
            found[language] = front
    return found


def _clause(one: Written) -> TranslatedClause:
    """Examples are known by their order: their headings are words of the language."""
    said = {name.name: getattr(one.clause, name.name) for name in fields(TranslatedClause) if name.name != "source"}
    said["title"] = one.clause.title if one.front.get("title") else ""
    return TranslatedClause(source=str(one.front.get("source") or ""), **said)

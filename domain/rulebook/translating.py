"""What a translator works from: what a language lacks, the files to begin with, and the digest that says it is done."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from domain.rulebook.clauses import Clause, Rulebook
from domain.rulebook.ladder_words import words_of_ladder
from domain.rulebook.layout import SETTINGS, translated_file
from domain.rulebook.matrix_words import words_of_matrix
from domain.rulebook.quoting import Standing, front, quote, rungs, table
from domain.rulebook.table_words import TableWords
from domain.rulebook.translations import FRONT, source_digest, source_digest_of_front

FIELDS = ("scope", "action", "threshold", "outcome", "keywords")
_SOURCE = re.compile(r"^source:.*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Lag:
    """A file that is missing or older than its source. `name` is a clause's id, `rulebook.yml`, `matrix.yml` or
    `ladder.yml`; `digest` is what it is to carry, `skeleton` what to begin with.
    """

    file: str
    name: str
    standing: Standing
    digest: str
    skeleton: str


def lagging(rules: Rulebook, language: str) -> Iterator[Lag]:
    """What lags in a language that the rulebook names, in its order."""
    told = front(rules, language).standing
    if told is not Standing.TRANSLATED and any(getattr(rules, name) for name in FRONT):
        digest = source_digest_of_front(rules)
        yield Lag(translated_file(language, SETTINGS), SETTINGS, told, digest, _front(rules, digest))
    for words, told in _tables(rules, language):
        if told is not Standing.TRANSLATED:
            yield Lag(translated_file(language, words.file), words.file, told, words.digest(), _table(words))
    for clause in rules.clauses.values():
        told = quote(rules, clause, language).standing
        if told is not Standing.TRANSLATED:
            file, digest = str(PurePosixPath("translations", language, clause.file)), source_digest(clause)
            yield Lag(file, clause.id, told, digest, _clause(clause, digest))


def _tables(rules: Rulebook, language: str) -> Iterator[tuple[TableWords, Standing]]:
    """The words of matrix and ladder, as a reader of the language is shown them."""
    if (ruled := table(rules, language)) is not None:
        yield words_of_matrix(ruled.matrix), ruled.standing
    if (follows := rungs(rules, language)) is not None:
        yield words_of_ladder(follows.ladder), follows.standing


def confirmed(text: str, digest: str) -> str:
    """A translation's file that says it is as new as the source with this digest."""
    return _SOURCE.sub(f"source: {digest}", text, count=1)


def _clause(clause: Clause, digest: str) -> str:
    said = {"title": clause.title} | {name: getattr(clause, name) for name in FIELDS}
    lines = [f"{name}:  # {_line(value)}" for name, value in said.items() if value]
    body = clause.body.replace("-->", "")
    return "\n".join(["---", f"id: {clause.id}", f"source: {digest}", *lines, "---", "", "<!--", body, "-->", ""])


def _front(rules: Rulebook, digest: str) -> str:
    said = [
        (name, value if isinstance(value, tuple) else (value,)) for name in FRONT if (value := getattr(rules, name))
    ]
    lines = [line for name, values in said for line in (f"{name}:", *(f"  # - {_line(value)}" for value in values))]
    return "\n".join([f"source: {digest}", *lines, ""])


def _table(words: TableWords) -> str:
    lines = [f"source: {words.digest()}"]
    for section, said in words.titled.items():
        lines += [f"{section}:", *(f"  {_key(name)}:  # {_line(text)}" for name, text in said.items())] if said else []
    lines += ["why:", *(f"  # - {_line(one)}" for one in words.why)] if words.why else []
    return "\n".join([*lines, ""])


def _key(name: str) -> str:
    """An id as YAML writes it."""
    return name if re.fullmatch(r"[\w-]+", name) else json.dumps(name, ensure_ascii=False)


def _line(value: str | tuple[str, ...]) -> str:
    return " ".join((value if isinstance(value, str) else ", ".join(value)).split())

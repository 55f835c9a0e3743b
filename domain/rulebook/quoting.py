"""What a reader of one language is shown: the rule in their words where it is translated, always beside its source."""

from dataclasses import dataclass, fields, replace
from enum import StrEnum

from domain.rulebook.clauses import (
    Clause,
    Rulebook,
    TranslatedClause,
    TranslatedLadder,
    TranslatedMatrix,
    Translation,
)
from domain.rulebook.ladder import Ladder
from domain.rulebook.ladder_words import worded_ladder, words_of_ladder
from domain.rulebook.matrix import Matrix
from domain.rulebook.matrix_words import worded_matrix, words_of_matrix
from domain.rulebook.table_words import TableWords
from domain.rulebook.translations import FRONT, source_digest, source_digest_of_front


class Standing(StrEnum):
    """How words stand to their source, which governs: they are it; they translate it; they translate what it said
    before; or there are none yet in the reader's language, and the source is shown.
    """

    SOURCE = "source"
    TRANSLATED = "translated"
    OUTDATED = "outdated"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Quote:
    """A clause as its reader is shown it: `clause` in their words, `source` in those that govern, in `language`."""

    clause: Clause
    source: Clause
    standing: Standing = Standing.SOURCE
    language: str = ""


@dataclass(frozen=True, slots=True)
class Front:
    """The same of scope, commitments and summary; `rules` has the reader's words, `source` those that govern."""

    rules: Rulebook
    source: Rulebook
    standing: Standing = Standing.SOURCE


@dataclass(frozen=True, slots=True)
class Table:
    """The same of the matrix. One whose translation is older is shown in the words of its source alone: a title that
    was another's yesterday would lead to a ruling on something else.
    """

    matrix: Matrix
    standing: Standing = Standing.SOURCE


@dataclass(frozen=True, slots=True)
class Rungs:
    """The same of the ladder: a measure that was another's yesterday would be held against somebody."""

    ladder: Ladder
    standing: Standing = Standing.SOURCE


def quote(rules: Rulebook, clause: Clause, language: str) -> Quote:
    """A clause of these rules for a reader of `language`. Whoever reads a language that the rulebook does not name
    reads the source.
    """
    governs = rules.languages[0]
    if language not in rules.languages[1:]:
        return Quote(clause, clause, language=governs)
    made = rules.translations.get(language, Translation()).clauses.get(clause.id)
    if made is None:
        return Quote(clause, clause, Standing.MISSING, governs)
    standing = Standing.TRANSLATED if made.source == source_digest(clause) else Standing.OUTDATED
    return Quote(_worded(clause, made), clause, standing, governs)


def front(rules: Rulebook, language: str) -> Front:
    """What `rulebook.yml` says, for a reader of `language`."""
    if language not in rules.languages[1:]:
        return Front(rules, rules)
    made = rules.translations.get(language, Translation())
    said = {name: value for name in FRONT if (value := getattr(made, name))}
    if not said:
        return Front(rules, rules, Standing.MISSING)
    standing = Standing.TRANSLATED if made.source == source_digest_of_front(rules) else Standing.OUTDATED
    return Front(replace(rules, **said), rules, standing)


def table(rules: Rulebook, language: str) -> Table | None:
    """The matrix, for a reader of `language`; None where there is none to rule by."""
    if rules.matrix is None:
        return None
    made = rules.translations.get(language, Translation()).matrix
    standing = _stands(rules, language, made, words_of_matrix(rules.matrix))
    return Table(worded_matrix(rules.matrix, made) if standing is Standing.TRANSLATED else rules.matrix, standing)


def rungs(rules: Rulebook, language: str) -> Rungs | None:
    """The ladder, for a reader of `language`; None where there is none to judge by."""
    if rules.ladder is None:
        return None
    made = rules.translations.get(language, Translation()).ladder
    standing = _stands(rules, language, made, words_of_ladder(rules.ladder))
    return Rungs(worded_ladder(rules.ladder, made) if standing is Standing.TRANSLATED else rules.ladder, standing)


def _stands(rules: Rulebook, language: str, made: TranslatedMatrix | TranslatedLadder, words: TableWords) -> Standing:
    """How a table's translation stands to it."""
    if language not in rules.languages[1:]:
        return Standing.SOURCE
    if made == type(made)():
        return Standing.MISSING
    return Standing.TRANSLATED if made.source == words.digest() else Standing.OUTDATED


def rules_for(rules: Rulebook, language: str) -> Rulebook:
    """The rules with which a reader of `language` is answered first: translations that are as new as their source, and
    the source where there is none or an older one.
    """
    if language not in rules.translations:
        return rules
    told, ruled, follows = front(rules, language), table(rules, language), rungs(rules, language)
    shown = told.rules if told.standing is Standing.TRANSLATED else rules
    quotes = [quote(rules, one, language) for one in rules.clauses.values()]
    return replace(
        shown,
        matrix=ruled.matrix if ruled else None,
        ladder=follows.ladder if follows else None,
        clauses={
            one.source.id: one.clause if one.standing is Standing.TRANSLATED else one.source for one in quotes
        },
    )  # fmt: skip


def in_words_of(rules: Rulebook, language: str) -> Rulebook:
    """What is searched for a language: every clause in its words, older ones too, and in the source's where it has
    none.
    """
    made = rules.translations.get(language, Translation()).clauses
    return replace(
        rules,
        clauses={name: _worded(one, made[name]) if name in made else one for name, one in rules.clauses.items()},
    )


def _worded(clause: Clause, made: TranslatedClause) -> Clause:
    said = {one.name: value for one in fields(made) if one.name != "source" and (value := getattr(made, one.name))}
    return replace(clause, **said)

"""By the rulebook's own words: what a question leaves open, and whether the scope leaves out what it is about."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from domain.rulebook.clauses import Clause, Recognised, Rulebook, TranslatedMatrix, Translation
from domain.rulebook.languages import language_of
from domain.rulebook.ranking import Ranker, plain
from domain.rulebook.segments import split
from domain.rulebook.tables import Axis


@dataclass(frozen=True, slots=True)
class Choice:
    """A value that the missing fact may have, as people call it, and the clause that then holds."""

    value: str
    title: str
    clause: Clause


@dataclass(frozen=True, slots=True)
class Missing:
    """A fact without which two clauses or more may hold: a dimension of the matrix."""

    dimension: str
    choices: tuple[Choice, ...]


def missing(
    rulebook: Rulebook, ranker: Ranker, question: str, ranked: Sequence[Clause], rivals: Sequence[Clause]
) -> Missing | None:
    """The fact that a question leaves open. Either the rulebook says so of its words, or the `rivals`, the clauses that
    are as near as the first, hold for different values of a dimension and the question names none of them. `ranked` are
    the nearest clauses, best first.
    """
    words = _Words(ranker, question, rulebook.recognised or Recognised())
    spoken = rulebook.translations.get(language_of(plain(question)), Translation()).matrix
    for axis in rulebook.matrix.axes if rulebook.matrix is not None else ():
        if words.leave_open(axis) or (_apart(rivals, axis) and not words.name(axis, spoken)):
            found = _choices(rulebook, axis, ranked)
            if len({one.clause.id for one in found}) > 1:
                return Missing(axis.name, found)
    return None


def left_out(rulebook: Rulebook, ranker: Ranker, question: str) -> str:
    """The sentence of the scope that leaves out what a question is about; empty where none does."""
    recognised = rulebook.recognised or Recognised()
    if not _Words(ranker, question, recognised).outside:
        return ""
    told = [(len(_stems(ranker, one, recognised.outside)), one) for one in split(rulebook.scope)]
    most, sentence = max(told, key=lambda one: one[0], default=(0, ""))
    return sentence if most else ""


class _Words:
    """The words of a question that carry meaning, beside those by which it is recognised."""

    def __init__(self, ranker: Ranker, question: str, recognised: Recognised) -> None:
        self._said = plain(question)
        self._ranker, self._recognised = ranker, recognised
        self._stems = frozenset(ranker.words(self._said, language_of(self._said)))

    def _of(self, words: Sequence[str]) -> frozenset[str]:
        return _stems(self._ranker, self._said, words)

    def leave_open(self, axis: Axis) -> bool:
        """Whether there is a word that leaves a dimension open, and otherwise only such as settle nothing."""
        vague = self._of(self._recognised.open.get(axis.name, ()))
        return bool(vague) and self._stems == vague | self._of((*self._recognised.inside, *self._recognised.filling))

    def name(self, axis: Axis, spoken: TranslatedMatrix) -> bool:
        """Whether a value of a dimension is named, as the source or the question's language calls it."""
        return bool(self._of((*axis.values, *axis.titles, *spoken.titles.get(axis.name, {}).values())))

    @property
    def outside(self) -> bool:
        """Whether only what the scope leaves out is named."""
        return bool(self._of(self._recognised.outside)) and not self._of(self._recognised.inside)


def _stems(ranker: Ranker, text: str, words: Sequence[str]) -> frozenset[str]:
    """The stems that a text has in common with a list of words, both read in the text's language."""
    language = language_of(text)
    return frozenset(ranker.words(text, language)).intersection(ranker.words(" ".join(words), language))


def _apart(rivals: Sequence[Clause], axis: Axis) -> bool:
    about = [values for one in rivals if (values := one.values(axis.name))]
    return any(first.isdisjoint(second) for first, second in combinations(about, 2))


def _choices(rulebook: Rulebook, axis: Axis, ranked: Sequence[Clause]) -> tuple[Choice, ...]:
    """For each value the nearest clause that is about it, or else the first of the rulebook."""
    about = [(one, one.values(axis.name)) for one in (*ranked, *rulebook.clauses.values()) if one.when]
    found = [(value, next((one for one, values in about if value in values), None)) for value in axis.values]
    return tuple(Choice(value, axis.title(value), one) for value, one in found if one is not None)

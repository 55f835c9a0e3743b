"""Which clauses a question is about, and how certain that is: by words alone, or by words and meaning together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from domain.rulebook.clauses import Clause, Rulebook
from domain.rulebook.everyday import in_policy_words
from domain.rulebook.fusion import Weights, certainty, ordering, signs
from domain.rulebook.languages import language_of, languages_of
from domain.rulebook.lexical import LONGEST, Floats, Lexicon, plain
from domain.rulebook.nearness import ALIKE, E5_SENTENCES, MINI_WHOLE, Kind, Meaning, Near
from domain.rulebook.quoting import in_words_of
from domain.rulebook.segments import parts
from domain.rulebook.stop_words import STOP
from domain.rulebook.weights import BY_WORDS, FOREIGN_WEIGHTS, FULL_WEIGHTS, QUICK_WEIGHTS
from domain.rulebook.weights_told import FOREIGN_TOLD, QUICK_TOLD

__all__ = ["LONGEST", "Ranker", "Scored", "plain"]
RIVALS = 0.50  # docs/decisions/0029-… has the counts
RIVALS_BY_WORDS = 0.95


@dataclass(frozen=True, slots=True)
class Scored:
    """A clause and how certain it is to answer, 0 to 1. Scores of different questions can be compared."""

    clause_id: str
    score: float


@dataclass(frozen=True, slots=True)
class Heard:
    """What is seen of a question: how near it is to each clause, and how much of it each clause carries in words, in
    the source's `own` and in whichever say most. `told` where the meaning of a translation was heard too.
    """

    near: Mapping[Kind, Near]
    shares: Floats
    own: Floats
    told: bool


class Ranker:
    """An index over one rulebook, built once. Without `meaning` it ranks by words alone."""

    def __init__(self, rulebook: Rulebook, meaning: Meaning | None = None) -> None:
        self._clauses = rulebook.clauses
        self._ids = tuple(rulebook.clauses)
        self._lexicon = Lexicon(rulebook)
        self._rulebook = rulebook
        self._translated: dict[str, tuple[Lexicon, Mapping[str, Clause]]] = {}
        self._meaning = meaning if self._ids else None

    @property
    def enough(self) -> float:
        """The score from which a clause is quoted."""
        return BY_WORDS if self._meaning is None else weights_for(self._meaning).enough

    def rests_on_chance(self, question: str, clause_id: str) -> bool:
        """Whether words alone speak for a clause, and too few of them."""
        return self._meaning is None and all(
            lexicon.rests_on_chance(question, clauses[clause_id]) for lexicon, clauses in self._read_by(question)
        )

    @property
    def rivals(self) -> float:
        """The share of the best score from which a further clause is as likely to be meant."""
        return RIVALS_BY_WORDS if self._meaning is None else RIVALS

    def words(self, text: str, language: str | None = None) -> list[str]:
        """The stems of a text that carry meaning; in the language that it seems to be in, unless it is known."""
        return self._lexicon.words(text, language)

    def deciding(self, question: str, clauses: Sequence[str]) -> dict[str, int]:
        """For each of these clauses, which of its `parts` is nearest to the question, counted from 0. A clause of which
        none is near is left out.
        """
        meaning = self._meaning
        if meaning is None or E5_SENTENCES not in meaning.spaces:
            scores = [self._shares_of_parts(question, name) for name in clauses]
        else:
            asked = in_policy_words(plain(question).strip())
            scores = meaning.sentences_near(asked, [self._ids.index(name) for name in clauses])
        found = {}
        for name, near in zip(clauses, scores, strict=True):
            own = near[: len(parts(self._clauses[name]))]
            if len(own) and own.max() > 0:
                found[name] = int(own.argmax())
        return found

    def knows(self, stem: str) -> bool:
        """Whether the rulebook uses a word of this stem, in any of its languages."""
        return any(one.knows(stem) for one in (self._lexicon, *(told for told, _ in self._translated.values())))

    def direction(self, question: str) -> Floats | None:
        """The vector by which a question is compared with others, in any language; None by words alone."""
        encoder = None if self._meaning is None else self._meaning.encoders.get(ALIKE)
        return None if encoder is None else encoder(question)

    def rank(self, question: str, k: int = 8) -> tuple[Scored, ...]:
        """The `k` best clauses, best first. Nothing to go by gives zeros, in the rulebook's order."""
        if not self._ids:
            return ()
        said = plain(question).strip()
        if self._meaning is None or not any(map(str.isalnum, said)):
            scores = self._shares(question)
        else:
            scores = self._by_meaning(said, self._meaning)
        order = np.argsort(-scores, kind="stable")[:k]
        return tuple(Scored(self._ids[n], float(scores[n])) for n in order)

    def _read_by(self, question: str) -> list[tuple[Lexicon, Mapping[str, Clause]]]:
        """The source, and translations into the language of the question; into every one where nothing tells it."""
        there = self._rulebook.translations.keys() & STOP.keys()
        spoken = [self._read_in(one) for one in languages_of(plain(question)) if one in there]
        return [(self._lexicon, self._clauses), *spoken]

    def _read_in(self, language: str) -> tuple[Lexicon, Mapping[str, Clause]]:
        """A translation's index, made when it is first asked: nobody's start waits for languages that nobody speaks."""
        if language not in self._translated:
            rules = in_words_of(self._rulebook, language)
            self._translated[language] = Lexicon(rules, language), rules.clauses
        return self._translated[language]

    def _shares(self, question: str) -> Floats:
        """How much of the question each clause carries, in the words in which it carries most."""
        found: Floats = np.max(self._all_shares(question), axis=0)
        return found

    def _all_shares(self, question: str) -> list[Floats]:
        """How much of the question each clause carries: in the source's words, then in those of each translation."""
        return [lexicon.shares(question) for lexicon, _ in self._read_by(question)]

    def hear(self, said: str, meaning: Meaning) -> Heard:
        """What is seen of a plain question."""
        asked, guess, source = in_policy_words(said), language_of(said), self._lexicon.language
        spoken = () if guess == source else tuple(one for one in languages_of(said) if one in meaning.translated)
        near = meaning.near(asked, english="en" == source == guess, spoken=spoken)
        if not spoken:
            read = self._all_shares(asked)
            return Heard(near, np.max(read, axis=0), read[0], told=False)
        own = self._lexicon.shares(asked)
        # What policies call everyday words is English, and would be unknown to a translation.
        shares: Floats = np.max([own, *(self._read_in(one)[0].shares(said) for one in spoken)], axis=0)
        return Heard(near, shares, own, told=True)

    def _shares_of_parts(self, question: str, name: str) -> Floats:
        """The same of each part of a clause. A translation counts where it has as many parts."""
        found = [lexicon.shares_of_parts(question, clauses[name]) for lexicon, clauses in self._read_by(question)]
        alike: Floats = np.max([one for one in found if len(one) == len(found[0])], axis=0)
        return alike

    def _by_meaning(self, said: str, meaning: Meaning) -> Floats:
        heard = self.hear(said, meaning)
        weights = weights_for(meaning, english=MINI_WHOLE in heard.near, told=heard.told)
        order = ordering(heard.near, heard.shares, weights)
        # Fitted where only the source has words: those of a translation put clauses in order, and vouch for nothing
        # unless its meaning is heard as well.
        vouching = heard.shares if heard.told else heard.own
        best = certainty(signs(heard.near, vouching, order, weights.kinds), weights)
        found: Floats = best * np.exp(order - order.max())
        return found


def weights_for(meaning: Meaning, *, english: bool = True, told: bool = False) -> Weights:
    """The constants for what there is: other ones where English is not asked of English, and where a translation is
    heard beside the source. Those of one meaning have one threshold.
    """
    if not meaning.full:
        return QUICK_TOLD if told else QUICK_WEIGHTS
    if told:
        return FOREIGN_TOLD
    return FULL_WEIGHTS if english else FOREIGN_WEIGHTS

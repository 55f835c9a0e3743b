"""Which clauses share a question's words: BM25 over stems, as a share of the best that any clause could reach."""

import html
import logging
import math
import re
from typing import Any

import bm25s
import numpy as np
import Stemmer
from numpy.typing import NDArray

from domain.rulebook.clauses import Clause, Rulebook
from domain.rulebook.languages import language_of
from domain.rulebook.segments import parts
from domain.rulebook.stop_words import STOP

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?", re.UNICODE)
_ELISION = re.compile(r"\b(?:c|d|j|l|n|qu|s|m|t)['’](?=\w)", re.IGNORECASE)
_SLACK = re.compile(r"<[@#!]([^|>]*)(?:\|([^>]*))?>|<(?:https?|mailto):[^|>]*\|([^>]*)>")
_QUOTES = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"'})
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]+")
_HIRAGANA = re.compile(r"[\u3040-\u309f]+")
_STEMMERS = {"en": "english", "de": "german", "es": "spanish", "fr": "french"}
LONGEST = 4000
MANY = 3  # words in common that are evidence whatever they are
TWICE = 0.90  # of the question, counted in the heart of a clause and in the whole of it
logging.getLogger("bm25s").setLevel(logging.WARNING)  # it would log every index it builds
Floats = NDArray[np.floating[Any]]


def plain(question: str) -> str:
    """A question as a person meant it: without Slack's escapes, mentions, typographic quotes and half characters."""
    text = question[:LONGEST].encode(errors="replace").decode()
    if "<" in text:
        text = _SLACK.sub(lambda found: f" {found.group(3) or ''} ", text)
    return html.unescape(text).translate(_QUOTES)


def language_of_rulebook(rulebook: Rulebook) -> str:
    """The language that its clauses are written in."""
    clauses = list(rulebook.clauses.values())[:20]
    return language_of(" ".join(f"{clause.title}. {clause.body[:200]}" for clause in clauses))


class Lexicon:
    """An index over one rulebook's words, built once. `translated` is the language of a translation, in which its
    questions are read then; otherwise each question's language is guessed.
    """

    def __init__(self, rulebook: Rulebook, translated: str | None = None) -> None:
        self._asked_in = translated
        self.language = translated or language_of_rulebook(rulebook)
        self._stemmers = {language: Stemmer.Stemmer(name) for language, name in _STEMMERS.items()}
        self._count = len(rulebook.clauses)
        documents = [self._document(clause) for clause in rulebook.clauses.values()]
        self._index = bm25s.BM25(k1=1.2, b=0.6)
        self._index.index([words or [""] for words in documents] or [[""]], show_progress=False)
        holding: dict[str, int] = {}
        for words in documents:
            for word in set(words):
                holding[word] = holding.get(word, 0) + 1
        count = self._count
        self._weights = {word: math.log(1 + (count - df + 0.5) / (df + 0.5)) for word, df in holding.items()}
        self._unknown = math.log(1 + (count + 0.5) / 0.5)

    def words(self, text: str, language: str | None = None) -> list[str]:
        """The stems of a text that carry meaning; bigrams of characters where a language writes no spaces."""
        said = plain(text)
        spoken = language or language_of(said)
        if spoken == "fr":
            said = _ELISION.sub(" ", said)
        stop = STOP[spoken]
        found, runs = _WORD.findall(said.lower()), _UNSPACED.findall(said)
        if "'" in said:
            found = [word.removesuffix("'s") for word in found]
        if runs:
            found = [word for word in found if not _UNSPACED.search(word)]
        stemmer = self._stemmers[spoken if spoken in self._stemmers else "en"]
        return [*stemmer.stemWords([word for word in found if word not in stop]), *_bigrams(runs)]

    def knows(self, stem: str) -> bool:
        """Whether any clause has a word of this stem."""
        return stem in self._weights

    def _document(self, clause: Clause) -> list[str]:
        # A title says what a clause is about, so its words count three times; the rule's fields twice.
        fields = f"{clause.action} {clause.threshold} {clause.scope}"
        examples = " ".join((*clause.allowed, *clause.prohibited, *clause.keywords))
        titles = f"{clause.title} {clause.id.replace('-', ' ')} {clause.chapter.replace('-', ' ')}"
        about = self.words(f"{titles} {clause.title} {clause.title}", self.language)
        return about + self.words(f"{fields} {clause.body} {examples}", self.language)

    def shares(self, question: str) -> Floats:
        """For every clause, in order: how much of the question's weight it carries, 0 to 1. Words that the rulebook
        does not know weigh most.
        """
        words = list(dict.fromkeys(self.words(question, self._asked_in)))
        possible = self._weight(set(words))
        known = [word for word in words if word in self._weights]
        if not known or possible <= 0:
            return np.zeros(self._count)
        scores = np.asarray(self._index.get_scores(known), dtype=float)[: self._count] / possible
        return np.minimum(1.0, scores)

    def rests_on_chance(self, question: str, clause: Clause) -> bool:
        """Whether a clause shares so little with a question that any long text might: see `docs/decisions/0024-…`.

        Three words in common are never chance. Fewer must touch the clause's heart: its title, action, rule sentence or
        keywords. The shares of the question that heart and whole clause hold must then reach `TWICE` together.
        """
        asked = set(self.words(question, self._asked_in))
        found = asked.intersection(self._document(clause))
        if len(found) >= MANY:
            return False
        heart = (
            f"{clause.title} {clause.id.replace('-', ' ')} {clause.action} {clause.rule} {' '.join(clause.keywords)}"
        )
        close = found.intersection(self.words(heart, self.language))
        return not close or self._weight(close) + self._weight(found) < TWICE * self._weight(asked)

    def shares_of_parts(self, question: str, clause: Clause) -> Floats:
        """How much of the question's weight each of the `parts` of a clause carries, 0 to 1."""
        asked = set(self.words(question))
        whole = self._weight(asked) or 1.0
        held = [asked.intersection(self.words(part, self.language)) for part in parts(clause)]
        return np.array([self._weight(words) / whole for words in held])

    def _weight(self, words: set[str]) -> float:
        return sum(self._weights.get(word, self._unknown) for word in sorted(words))


def _bigrams(runs: list[str]) -> list[str]:
    pairs = (run[n : n + 2] for run in runs for n in range(max(1, len(run) - 1)))
    return [pair for pair in pairs if not _HIRAGANA.fullmatch(pair)]  # it is grammar, as stop words are

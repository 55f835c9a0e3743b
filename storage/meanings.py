"""From a rulebook to its meaning: which texts of it get which vectors, and from where."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from itertools import islice
from pathlib import Path

import numpy as np

from domain.rulebook.clauses import Rulebook
from domain.rulebook.lexical import Floats
from domain.rulebook.nearness import ALIKE, FULL, IN_TRANSLATION, Kind, Meaning, Space, flat
from domain.rulebook.quoting import in_words_of
from domain.rulebook.stop_words import STOP
from storage.encoders import Encoders
from storage.vectors import Vectors, nobody

LARGE = (
    2000  # clauses; beyond, only the quick encoder reads them, and no translations: that would take hours and memory
)
Heard = Callable[[str, int, int], None]
NONE = np.zeros((0, 0), np.float32)
USUAL = Path(__file__).parent / "models" / "usual-questions.npz"


def silent(_what: str, done: int, of: int) -> None:
    """Whoever does not want to hear of progress."""
    nobody(done, of)


@cache
def usual_questions() -> Mapping[str, Floats]:
    """The vectors of questions in general, by encoder; none where it doesn't need them. Written by
    `bench/fit_ranking.py`.
    """
    with np.load(USUAL) as kept:
        return {name: kept[name].astype(np.float32) for name in kept.files}


def meaning_of(
    rulebook: Rulebook,
    encoders: Encoders,
    vectors: Vectors,
    kinds: Sequence[Kind] = FULL,
    heard: Heard = silent,
    usual: Mapping[str, Floats] | None = None,
) -> Meaning:
    """The meaning of a rulebook's clauses. Takes a minute for 500 clauses that were never seen, a moment for others."""
    known = usual_questions() if usual is None else usual
    spaces = {kind: _space(rulebook, kind, encoders, vectors, heard, known) for kind in kinds}
    tongues = rulebook.translations.keys() & STOP.keys() if len(rulebook.clauses) <= LARGE else ()
    told = {
        language: {
            kind: _space(rules, kind, encoders, vectors, heard, known) for kind in kinds if kind in IN_TRANSLATION
        }
        for language in sorted(tongues)
        for rules in (in_words_of(rulebook, language),)
    }
    return Meaning(spaces, asking(encoders, {kind.encoder for kind in kinds}), told)


def asking(encoders: Encoders, names: Iterable[str]) -> dict[str, Callable[[str], Floats]]:
    """What turns a question into its vectors: one for each of these encoders, and one to compare questions by."""
    return {name: encoders.asking(name) for name in (*names, ALIKE)}


def _space(
    rulebook: Rulebook,
    kind: Kind,
    encoders: Encoders,
    vectors: Vectors,
    heard: Heard,
    usual: Mapping[str, Floats],
) -> Space:
    texts, name = kind.texts(rulebook), kind.encoder
    read = vectors.of(
        encoders.version(name),
        flat(texts),
        encoders.width(name),
        lambda some: encoders.passages(name, some),
        lambda done, of: heard(name, done, of),
    )
    lengths = map(len, read)
    counts = [sum(islice(lengths, len(some))) for some in texts]
    rows = np.concatenate([np.zeros((0, encoders.width(name)), np.float32), *read])
    return Space(rows, counts, usual.get(name, NONE))

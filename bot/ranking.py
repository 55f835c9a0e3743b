"""A complete ranker for a rulebook: what its vectors lack is computed first."""

import logging
import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from bot.settings import LEXICAL
from domain.rulebook.clauses import Rulebook
from domain.rulebook.nearness import FULL, QUICK, Kind, Meaning
from domain.rulebook.ranking import Ranker
from storage.encoders import UNUSABLE, Encoders
from storage.meanings import LARGE, Heard, asking, meaning_of, silent
from storage.vectors import Vectors

log = logging.getLogger("ombud.ranking")
FILE = "vectors.db"
WARM = "May I?"  # asked once, so that nobody's question waits for a model to load


def kinds_for(rulebook: Rulebook) -> tuple[Kind, ...]:
    """Which rankings a rulebook gets: by its size alone, so that every front gives the same answers."""
    return FULL if len(rulebook.clauses) <= LARGE else QUICK


def ranker_now(rulebook: Rulebook, ranking: str, cache: Path, heard: Heard = silent) -> Ranker:
    """A complete ranker. What the cache lacks is computed first, each encoder in a thread of its own. Where encoders
    cannot run, words alone decide, and a warning says so.
    """
    if ranking == LEXICAL or not rulebook.clauses:
        return Ranker(rulebook)
    encoders = Encoders(threads=os.cpu_count() or 1)
    kinds = kinds_for(rulebook)
    names = list(dict.fromkeys(kind.encoder for kind in kinds))

    def made(name: str) -> Meaning:
        vectors = Vectors(cache / FILE)
        try:
            encoders.asking(name)(WARM)
            return meaning_of(rulebook, encoders, vectors, [kind for kind in kinds if kind.encoder == name], heard)
        finally:
            vectors.close()

    try:
        with ThreadPoolExecutor(len(names)) as threads:
            parts = list(threads.map(made, names))
    except UNUSABLE as error:
        by_words_only(error)
        return Ranker(rulebook)
    spaces = {kind: space for part in parts for kind, space in part.spaces.items()}
    told = {
        one: {kind: space for part in parts for kind, space in part.translated[one].items()}
        for one in parts[0].translated
    }
    return Ranker(rulebook, Meaning(spaces, asking(encoders, names), told))


def by_words_only(error: Exception) -> None:
    """Say in the log that no encoder helps."""
    log.warning("clauses are found by their words alone, for an encoder cannot run here: %s", type(error).__name__)

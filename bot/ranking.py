"""Rankers for rulebooks: at once for the command line, and by and by for a running bot."""

import contextlib
import logging
import os
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from bot.settings import LEXICAL
from domain.rulebook.clauses import Rulebook
from domain.rulebook.meaning import FULL, QUICK, Kind, Meaning
from domain.rulebook.ranking import Ranker
from storage.encoders import UNUSABLE, Encoders
from storage.meanings import Heard, meaning_of, silent
from storage.vectors import Vectors

log = logging.getLogger("ombud.ranking")
LARGE = 2000  # clauses; beyond, only the quick encoder reads them: the others would take hours and the memory
NICE = 10
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
    encoders = Encoders()
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
        _by_words(error)
        return Ranker(rulebook)
    spaces = {kind: space for part in parts for kind, space in part.spaces.items()}
    return Ranker(rulebook, Meaning(spaces, {name: encoders.asking(name) for name in names}))


def _by_words(error: Exception) -> None:
    log.warning("clauses are found by their words alone, for an encoder cannot run here: %s", type(error).__name__)


class Stopped(Exception):
    """The bot stops while vectors are computed."""


class Warming:
    """Computes vectors in a thread of low priority while the bot serves; `better` gets each ranker that is better than
    the one before. What was computed is kept, so a stop loses a moment's work.
    """

    def __init__(self, rulebook: Rulebook, cache: Path, better: Callable[[Ranker], None]) -> None:
        self._rulebook, self._cache, self._better = rulebook, cache, better
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="warming", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """Stop within the moment that one text takes."""
        self._stop.set()
        if self._thread.is_alive():
            self._thread.join()

    def _run(self) -> None:
        with contextlib.suppress(AttributeError, OSError):
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), NICE)  # of this thread, on Linux
        vectors = Vectors(self._cache / FILE)
        try:
            encoders = Encoders()
            for kinds in dict.fromkeys((QUICK, kinds_for(self._rulebook))):
                meaning = meaning_of(self._rulebook, encoders, vectors, kinds, self._heard)
                meaning.near(WARM, english=True)
                self._better(Ranker(self._rulebook, meaning))
        except Stopped:
            pass
        except UNUSABLE as error:
            _by_words(error)
        finally:
            vectors.close()

    def _heard(self, _what: str, _done: int, _of: int) -> None:
        if self._stop.is_set():
            raise Stopped

"""Lets a running bot understand its rulebook better while it serves."""

import asyncio
import contextlib
import os
import threading

from bot.ranking import FILE, WARM, by_words_only, kinds_for
from bot.settings import LEXICAL, Settings
from domain.rulebook.clauses import Rulebook
from domain.rulebook.nearness import QUICK
from domain.rulebook.ranking import Ranker
from handlers.slack.kit import Kit
from storage.encoders import UNUSABLE, Encoders
from storage.meanings import meaning_of
from storage.vectors import Vectors

NICE = 10


class Stopped(Exception):
    """The bot stops, or another rulebook came into force, while vectors are computed."""


class Warming:
    """Computes vectors in a thread of low priority, and gives the kit each ranker that is better than the one before:
    by words at once, with the quick encoder after seconds, with all as soon as they are there. What was computed is
    kept, so a stop loses a moment's work. To be made and called on the loop.
    """

    def __init__(self, kit: Kit, settings: Settings) -> None:
        self._kit, self._settings = kit, settings
        self._loop = asyncio.get_running_loop()
        self._encoders = Encoders()
        self._rulebook: Rulebook | None = None  # the one that is wanted; a thread that works at another gives up
        self._threads: list[threading.Thread] = []

    def warm(self, rulebook: Rulebook) -> None:
        """Begin with a rulebook that has just come into force."""
        if self._settings.ranking == LEXICAL:
            return
        self._rulebook = rulebook
        thread = threading.Thread(target=self._run, args=(rulebook,), name="warming", daemon=True)
        self._threads = [one for one in self._threads if one.is_alive()] + [thread]
        thread.start()

    def stop(self) -> None:
        """Stop within the moment that a few texts take."""
        self._rulebook = None
        for thread in self._threads:
            thread.join()

    def _run(self, rulebook: Rulebook) -> None:
        with contextlib.suppress(AttributeError, OSError):
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), NICE)  # of this thread, on Linux
        vectors = Vectors(self._settings.cache / FILE)

        def heard(_what: str, _done: int, _of: int) -> None:
            if self._rulebook is not rulebook:
                raise Stopped

        try:
            for kinds in dict.fromkeys((QUICK, kinds_for(rulebook))):
                meaning = meaning_of(rulebook, self._encoders, vectors, kinds, heard)
                meaning.near(WARM, english=True)
                self._put(rulebook, Ranker(rulebook, meaning))
        except Stopped:
            pass
        except UNUSABLE as error:
            by_words_only(error)
        finally:
            vectors.close()

    def _put(self, rulebook: Rulebook, ranker: Ranker) -> None:
        def put() -> None:
            if self._kit.rulebook is rulebook:
                self._kit.ranker = ranker

        with contextlib.suppress(RuntimeError):  # the loop has ended
            self._loop.call_soon_threadsafe(put)

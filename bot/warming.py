"""Lets a running bot understand its rulebook better while it serves."""

import asyncio
import contextlib
import os
import threading
from concurrent.futures import ThreadPoolExecutor

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


def low_priority() -> None:
    """Let everything else go first; of this thread alone, on Linux."""
    with contextlib.suppress(AttributeError, OSError):
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), NICE)


class Stopped(Exception):
    """The bot stops, or another rulebook came into force, while vectors are computed."""


class Warming:
    """Computes vectors in a thread of low priority, and gives the kit each ranker that is better than the one before:
    by words at once, with the quick encoder after seconds, with all as soon as they are there. What was computed is
    kept, so a stop loses a moment's work. To be made and called on the loop.

    Earlier versions are read in a thread of their own, one after the other, when somebody asks for them.
    """

    def __init__(self, kit: Kit, settings: Settings) -> None:
        self._kit, self._settings = kit, settings
        self._loop = asyncio.get_running_loop()
        self._encoders = Encoders()
        self._rulebook: Rulebook | None = None  # the one that is wanted; a thread that works at another gives up
        self._threads: list[threading.Thread] = []
        self._stopped = False
        self._earlier = ThreadPoolExecutor(1, "earlier", low_priority)

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
        self._rulebook, self._stopped = None, True
        self._earlier.shutdown(cancel_futures=True)
        for thread in self._threads:
            thread.join()

    def understand(self, rulebook: Rulebook) -> asyncio.Future[Ranker | None]:
        """What ranks a version as if it were in force, or None at stop; a moment's work where vectors were kept."""
        return self._loop.run_in_executor(self._earlier, self._understood, rulebook)

    def _understood(self, rulebook: Rulebook) -> Ranker | None:
        vectors = Vectors(self._settings.cache / FILE)

        def heard(_what: str, _done: int, _of: int) -> None:
            if self._stopped:
                raise Stopped

        try:
            return Ranker(rulebook, meaning_of(rulebook, self._encoders, vectors, kinds_for(rulebook), heard))
        except Stopped:
            return None
        except UNUSABLE as error:
            by_words_only(error)
            return Ranker(rulebook)
        finally:
            vectors.close()

    def _run(self, rulebook: Rulebook) -> None:
        low_priority()
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

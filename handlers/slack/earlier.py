"""Rankers of versions that are not in force, for cases and questions of earlier days; kept for those asked last."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

from domain.rulebook.clauses import Rulebook
from domain.rulebook.ranking import Ranker

log = logging.getLogger("ombud.ranking")
KEPT = 3  # versions beside the one in force
PATIENCE = 1.0  # seconds, of the 3 in which Slack wants its answer
Understand = Callable[[Rulebook], Awaitable[Ranker | None]]


class Earlier:
    """To be used on the loop. `understand` makes what ranks a version as if it were in force, beside the loop, or None
    where it is stopped; without it words decide.
    """

    def __init__(self) -> None:
        self.understand: Understand | None = None
        self._ready: dict[str, Ranker] = {}
        self._by_words: dict[str, Ranker] = {}
        self._under_way: dict[str, asyncio.Task[None]] = {}

    async def ranker(self, rules: Rulebook, patience: float = PATIENCE) -> Ranker:
        """The ranker of a version: by meaning where that is there within `patience` (seconds), by words until then."""
        if rules.digest not in self._ready and (task := self._begun(rules)) is not None:
            await asyncio.wait({task}, timeout=patience)
        if rules.digest in self._ready:
            return self._ready[rules.digest]
        if rules.digest not in self._by_words:
            _keep(self._by_words, rules, await asyncio.to_thread(Ranker, rules))
        return self._by_words[rules.digest]

    def is_being_read(self, rules: Rulebook) -> bool:
        """Whether words decide for the moment, and meaning soon."""
        return rules.digest in self._under_way

    def _begun(self, rules: Rulebook) -> asyncio.Task[None] | None:
        if self.understand is not None and rules.digest not in self._under_way:
            self._under_way[rules.digest] = asyncio.create_task(self._understood(self.understand, rules))
        return self._under_way.get(rules.digest)

    async def _understood(self, understand: Understand, rules: Rulebook) -> None:
        try:
            if (ranker := await understand(rules)) is not None:
                _keep(self._ready, rules, ranker)
        except Exception as error:  # noqa: BLE001 -- whatever is wrong with its meaning, its words are there
            log.error("version %s is searched by its words alone: %s", rules.version, type(error).__name__)  # noqa: TRY400 -- no text of a question in a trace
        finally:
            del self._under_way[rules.digest]


def _keep(kept: dict[str, Ranker], rules: Rulebook, ranker: Ranker) -> None:
    kept[rules.digest] = ranker
    while len(kept) > KEPT:
        kept.pop(next(iter(kept)))

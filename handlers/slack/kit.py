"""What listeners are handed: the desk, the queries, the answers, and a place for follow-ups."""

import asyncio
import logging
from collections import Counter
from collections.abc import Callable, Coroutine, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from desk.desk import Desk
from desk.homes import Homes
from desk.on_call import OnCall
from desk.once import Once
from desk.outcomes import NotConfirmed
from desk.queries import Queries
from desk.rulebooks import Rulebooks
from domain.rulebook.answers import Answer, answer
from domain.rulebook.clauses import Rulebook
from domain.rulebook.quoting import rules_for
from domain.rulebook.ranking import Ranker
from domain.rulebook.reading import Reading, read
from domain.spoken import Spoken
from handlers.cards.links import Links
from handlers.locale.catalogue import Catalogue, Words, read_catalogue
from handlers.slack.drawing import Drawing
from handlers.slack.earlier import PATIENCE, Earlier
from handlers.slack.people import People

log = logging.getLogger("ombud.handlers")
WORDS = "words"
SPOKEN = 16  # rulebooks in a language that are kept at hand


class Later:
    """Follow-ups that run after the ack and cannot change it. Their failures are logged by type, never by content."""

    def __init__(self) -> None:
        self._tasks: set[asyncio.Task[Any]] = set()

    def __call__(self, work: Coroutine[Any, Any, Any]) -> asyncio.Task[Any]:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._finished)
        return task

    def _finished(self, task: asyncio.Task[Any]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            log.warning("a follow-up to Slack did not arrive: %s", type(error).__name__)

    async def settled(self) -> None:
        """Wait for what is under way; at stop."""
        await asyncio.gather(*self._tasks, return_exceptions=True)


@dataclass(slots=True)
class Kit:
    """Everything a listener may use."""

    desk: Desk
    queries: Queries
    once: Once
    rulebook: Rulebook
    client: AsyncWebClient
    nonce: Callable[[], str]
    emergency: Spoken
    people: People
    on_call: OnCall
    homes: Homes
    rulebooks: Rulebooks
    catalogue: Catalogue = field(default_factory=read_catalogue)
    vendors: Mapping[str, str] = field(default_factory=dict)
    links: Links = field(default_factory=Links)
    later: Later = field(default_factory=Later)
    ranker: Ranker = field(init=False)
    drawing: Drawing = field(init=False)
    questions: Counter[str] = field(default_factory=Counter)
    earlier: Earlier = field(default_factory=Earlier)
    spoken: dict[tuple[str, str], Rulebook] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.ranker = Ranker(self.rulebook)
        self.drawing = Drawing(self.queries, self.homes, self.rulebook, self.words_for)

    def put_in_force(self, rulebook: Rulebook, ranker: Ranker) -> None:
        """From the next question on, this rulebook answers."""
        self.rulebook, self.ranker, self.drawing.rulebook = rulebook, ranker, rulebook

    def rules_for(self, say: Words, rules: Rulebook | None = None) -> Rulebook:
        """The rulebook, or another version of it, as it is shown to somebody who reads these sentences."""
        rules = rules or self.rulebook
        if say.language not in rules.translations:
            return rules
        key = (rules.digest, say.language)
        if key not in self.spoken:
            if len(self.spoken) >= SPOKEN:
                self.spoken.clear()
            self.spoken[key] = rules_for(rules, say.language)
        return self.spoken[key]

    async def words_for(self, user: str) -> Words:
        """The sentences in somebody's language."""
        return self.catalogue.words((await self.people.person(user)).locale)

    async def answer(self, question: str) -> Answer:
        """The rulebook's answer; from memory."""
        return (await self.read(question)).found

    async def read(self, said: str, before: Sequence[str] = ()) -> Reading:
        """The answer to a message in a conversation; `before` is what was asked earlier in its thread. Understanding it
        takes a processor some 30 ms, so it happens in a thread.
        """
        found = await asyncio.to_thread(read, self.rulebook, self.ranker, said, before)
        self.questions[found.found.outcome.value] += 1
        return found

    async def ranker_of(self, rules: Rulebook, patience: float = PATIENCE) -> Ranker:
        """What ranks the clauses of any version; `patience` (seconds) is how long a better one is worth waiting for."""
        if rules.digest == self.rulebook.digest:
            return self.ranker
        return await self.earlier.ranker(rules, patience)

    async def quoted(self, value: str) -> tuple[Rulebook, str] | NotConfirmed:
        """The rulebook and the clause's id that a button means: `version/id`. An id alone, or a version that was never
        published, means the one in force. Raises `RulebookBent`.
        """
        version, _, name = value.rpartition("/")
        if version in ("", self.rulebook.version):
            return self.rulebook, name
        read = await self.rulebooks.of(version)
        return read if isinstance(read, NotConfirmed) else (read[0] or self.rulebook, name)

    def look_up(self, question: str) -> Answer:
        """The same answer for ourselves, uncounted: nobody asked."""
        return answer(self.rulebook, self.ranker, question)


def words_of(context: Mapping[str, Any]) -> Words:
    """The sentences in the language of whoever is speaking; the door put them there."""
    found: Words = context[WORDS]
    return found


def tell(kit: Kit, respond: Any, text: str) -> None:
    """Say something to whoever clicked, after the ack, seen by them alone."""
    kit.later(respond(text=text, response_type="ephemeral", replace_original=False))

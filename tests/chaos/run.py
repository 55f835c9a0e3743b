"""One run: a town in which steps happen, and what was written down about them."""

import asyncio
import contextlib
import subprocess
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

import aiohttp

from sandbox.faults import Fault, Faults
from tests.chaos.ledger import Ledger
from tests.journeys.town import Town
from tests.postgres import Cluster

Deed = Callable[["Run", Random], Awaitable[str]]
PAUSE = 0.15  # seconds, at most, before each step
STEPS: dict[str, tuple[int, Deed]] = {}


def step(weight: int) -> Callable[[Deed], Deed]:
    """Puts a function into the table of steps, by its name. It is drawn `weight` times as often as one of weight 1. It
    draws everything from its own dice, so that it does the same in a shorter story, and returns a line about it.
    """

    def enter(deed: Deed) -> Deed:
        STEPS[deed.__name__] = (weight, deed)
        return deed

    return enter


class NotingFaults(Faults):
    """Remembers which calls took effect though their answer was lost: only those may be repeated."""

    def __init__(self, sent: list[Any]) -> None:
        super().__init__()
        self._sent, self.lost = sent, set[int]()

    def take(self, method: str) -> Fault | None:
        fault = super().take(method)
        if fault is not None and fault.kind == "drop_after":
            self.lost.add(len(self._sent))  # the call is noted next, before anything else can be
        return fault


@dataclass(slots=True)
class Run:
    """`outages` are spans of wall time (seconds) in which a bot or its database may have been away."""

    town: Town
    room: Path
    seed: int
    cluster: Cluster | None = None
    ledger: Ledger = field(default_factory=Ledger)
    story: list[str] = field(default_factory=list)
    outages: list[tuple[float, float]] = field(default_factory=list)
    faults: NotingFaults = field(init=False)
    holders: list[subprocess.Popen[str]] = field(default_factory=list)
    restarting: bool = False
    _later: set[asyncio.Task[None]] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.faults = NotingFaults(self.town.world.sent)
        self.town.world.faults = self.faults
        self.town.world.rules.limits_enabled = False  # 429s come as faults

    async def does(self, number: int, name: str) -> None:
        """One step of the story, whatever comes of it."""
        deed, dice = STEPS[name][1], Random(f"{self.seed}.{number}")  # noqa: S311 -- a story, no secret
        await asyncio.sleep(dice.uniform(0, PAUSE))  # people take their time, and the bot ticks meanwhile
        try:
            async with asyncio.timeout(20):
                said = await deed(self, dice)
        except TimeoutError:
            said = "nobody answered within twenty seconds"
        self.story.append(f"{number:3} {name}: {said}")

    def down(self) -> list[int]:
        """The replicas that do not run."""
        bots = enumerate(self.town.replicas)
        return [n for n, bot in bots if bot.running is None or bot.running.returncode is not None]

    def later(self, seconds: float, work: Callable[[], Awaitable[None]]) -> None:
        """Has something happen while the story goes on."""

        async def happen() -> None:
            await asyncio.sleep(seconds)
            await work()

        task = asyncio.create_task(happen())
        self._later.add(task)
        task.add_done_callback(self._later.discard)

    async def settled(self) -> None:
        """Everything that was to happen later has happened. Raises what it raised."""
        await asyncio.gather(*self._later)

    @contextlib.contextmanager
    def away(self) -> Any:
        """A span in which something may be away."""
        began = time.time()
        try:
            yield
        finally:
            self.outages.append((began, time.time()))

    async def moves(self, seconds: float) -> None:
        """Case time, forward or back. A bot that is down takes it when it starts."""
        before = self.town.world.case_offset
        with contextlib.suppress(aiohttp.ClientError, TimeoutError, OSError):
            await self.town.advances(seconds=seconds)
        self.town.world.case_offset = before + seconds

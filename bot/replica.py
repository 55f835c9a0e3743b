"""One process of `ombud serve` beside a practice workspace: its address, its log, its end."""

import asyncio
import signal
import sys
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import aiohttp

from bot.places import ROOT

READY = 200


class Process(Protocol):
    """The part of `asyncio.subprocess.Process` that is needed here."""

    @property
    def pid(self) -> int:
        """Its number."""

    @property
    def returncode(self) -> int | None:
        """None while it runs."""

    def send_signal(self, signal: int, /) -> None:
        """To the process itself."""

    async def wait(self) -> int:
        """Until it is gone."""


Begin = Callable[[Mapping[str, str], Path], Awaitable[Process]]


async def serve(env: Mapping[str, str], log: Path) -> Process:
    """Start `ombud serve` as an operator does, with nothing but `env`; what it says is added to `log`."""
    with log.open("ab") as file:
        return await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", "serve", env=env, cwd=ROOT, stdout=file, stderr=file
        )


@dataclass(slots=True)
class Replica:
    """`url` is where it listens, on loopback and without a slash; `running` the process that was started last, with
    `begin`.
    """

    port: int
    log: Path
    begin: Begin = serve
    running: Process | None = None

    @property
    def url(self) -> str:
        """Where it answers."""
        return f"http://127.0.0.1:{self.port}"

    async def start(self, env: dict[str, str]) -> None:
        """Start it; it is not ready yet."""
        self.running = await self.begin({**env, "OMBUD_PORT": str(self.port)}, self.log)

    async def is_ready(self, http: aiohttp.ClientSession) -> bool:
        """What its readiness page says."""
        with suppress(aiohttp.ClientError):
            async with http.get(f"{self.url}/readyz") as answer:
                return answer.status == READY
        return False

    async def end(self, how: signal.Signals) -> None:
        """Send it a signal and wait until it is gone. One that does not run is left alone."""
        if self.running is not None and self.running.returncode is None:
            self.running.send_signal(how)
            await self.running.wait()

    def said(self) -> str:
        """Its log so far."""
        return self.log.read_text() if self.log.exists() else ""

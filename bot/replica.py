"""One process of `ombud serve` beside a practice workspace: its address, its log, its end."""

import asyncio
import signal
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import aiohttp

from bot.places import ROOT

READY = 200


@dataclass(slots=True)
class Replica:
    """`url` is where it listens, on loopback and without a slash; `running` the process that was started last."""

    port: int
    log: Path
    running: asyncio.subprocess.Process | None = None

    @property
    def url(self) -> str:
        """Where it answers."""
        return f"http://127.0.0.1:{self.port}"

    async def start(self, env: dict[str, str]) -> None:
        """Start it; it is not ready yet."""
        with self.log.open("ab") as log:
            self.running = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "bot", "serve",
                env={**env, "OMBUD_PORT": str(self.port)}, cwd=ROOT, stdout=log, stderr=log,
            )  # fmt: skip

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

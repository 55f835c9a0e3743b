"""The jobs that run again and again, in memory: none of them holds anything that a restart would lose."""

import asyncio
from collections.abc import Awaitable, Callable

from apscheduler.schedulers.asyncio import AsyncIOScheduler

Tick = Callable[[], Awaitable[None]]


class Ticks:
    """Each job on its interval (seconds), never twice at once; a late one is made up for once."""

    def __init__(self, *jobs: tuple[Tick, int]) -> None:
        self._running: set[asyncio.Future[None]] = set()
        self._scheduler = AsyncIOScheduler(
            job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None}, timezone="UTC"
        )
        for tick, seconds in jobs:
            self._scheduler.add_job(self._counted(tick), "interval", seconds=seconds)
        self._scheduler.start()

    def _counted(self, tick: Tick) -> Tick:
        async def run() -> None:
            task = asyncio.ensure_future(tick())
            self._running.add(task)
            task.add_done_callback(self._running.discard)
            await task

        return run

    async def stop(self) -> None:
        """Begin nothing more, and wait for what runs."""
        self._scheduler.pause()
        await asyncio.gather(*self._running, return_exceptions=True)
        self._scheduler.shutdown(wait=False)

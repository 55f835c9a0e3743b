"""The jobs that run again and again, in memory: none of them holds anything that a restart would lose."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.clock import Clock

Tick = Callable[[], Awaitable[None]]
WATCH = 2.0  # seconds of the loop's own, steady time


class Ticks:
    """Each job on its interval (seconds), never twice at once; a late one is made up for once. The scheduler plans by
    the machine's clock, and where that is set back by hours its jobs would wait for hours: so a watch on the loop's
    steady time calls those that are planned further ahead than they should be.
    """

    def __init__(self, *jobs: tuple[Tick, int]) -> None:
        self._running: set[asyncio.Future[None]] = set()
        self._clock = Clock()  # the machine's own, whatever case time is
        self._scheduler = AsyncIOScheduler(
            job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None}, timezone="UTC"
        )
        self._every = {
            self._scheduler.add_job(self._counted(tick), "interval", seconds=seconds).id: timedelta(seconds=seconds)
            for tick, seconds in jobs
        }
        self._scheduler.start()
        self._watching = asyncio.create_task(self._watch())

    def _counted(self, tick: Tick) -> Tick:
        async def run() -> None:
            task = asyncio.ensure_future(tick())
            self._running.add(task)
            task.add_done_callback(self._running.discard)
            await task

        return run

    async def _watch(self) -> None:
        while True:
            await asyncio.sleep(WATCH)
            now = self._clock.now()
            for job in self._scheduler.get_jobs():
                if job.next_run_time > now + 2 * self._every[job.id]:
                    job.modify(next_run_time=now)

    async def stop(self) -> None:
        """Begin nothing more, and wait for what runs."""
        self._watching.cancel()
        self._scheduler.pause()
        await asyncio.gather(*self._running, return_exceptions=True)
        self._scheduler.shutdown(wait=False)

"""Rounds go on when the machine's clock is set back by hours."""

import asyncio
from datetime import timedelta

from bot.clock import Clock
from bot.ticks import Ticks


async def test_a_round_that_is_planned_hours_ahead_is_called_soon() -> None:
    rounds: asyncio.Queue[None] = asyncio.Queue()

    async def one() -> None:
        rounds.put_nowait(None)

    ticks = Ticks((one, 1))
    try:
        await asyncio.wait_for(rounds.get(), 3)
        (job,) = ticks._scheduler.get_jobs()
        # What a wall clock set back by three hours leaves behind: the next round is planned as far ahead.
        job.modify(next_run_time=Clock().now() + timedelta(hours=3))
        while not rounds.empty():
            rounds.get_nowait()
        await asyncio.wait_for(rounds.get(), 4)
    finally:
        await ticks.stop()

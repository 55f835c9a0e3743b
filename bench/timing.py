"""Times things in turn, so that a noisy machine is noisy for all of them."""

import statistics
import time
from collections.abc import Awaitable, Callable

Work = Callable[[int], Awaitable[object]]


async def milliseconds(work: Work, rounds: int) -> list[float]:
    """How long each round took."""
    taken = []
    for number in range(rounds):
        started = time.perf_counter()
        await work(number)
        taken.append((time.perf_counter() - started) * 1000)
    return taken


def said(name: str, taken: list[float], floor: list[float]) -> str:
    """One line: median, 95th percentile, and the ratio of medians to the floor of the same run."""
    middle, base = statistics.median(taken), statistics.median(floor)
    late = statistics.quantiles(taken, n=20)[-1]
    return f"{name:<48} median {middle:8.3f} ms   p95 {late:8.3f} ms   {middle / base:7.1f} x floor"

"""`python -m tests.chaos --runs N --seed S`: seeded runs, in turn on SQLite and PostgreSQL; exits 1 where one fails."""

import argparse
import asyncio
import logging
import sys
import tempfile
import time
from pathlib import Path

from tests.chaos.story import STORY, Told, played

HALVINGS = 2


def asked(arguments: list[str]) -> argparse.Namespace:
    """What the command line wants."""
    parser = argparse.ArgumentParser(prog="python -m tests.chaos", description="Seeded runs under every kind of fault.")
    parser.add_argument("--runs", type=int, default=10, help="how many")
    parser.add_argument("--seed", type=int, default=1, help="of the first run; the next ones follow")
    parser.add_argument("--seconds", type=float, default=40, help="of story in each, before it goes quiet")
    parser.add_argument("--jobs", type=int, default=2, help="how many at a time")
    parser.add_argument("--postgres", action="store_true", help="all on PostgreSQL, not every second one")
    parser.add_argument("--only", choices=["sqlite", "postgres"], help="one run on this database, with a shorter story")
    return parser.parse_args(arguments)


async def many(wanted: argparse.Namespace) -> int:
    """Every run in a process of its own; the number of those that failed."""
    free, failed = asyncio.Semaphore(wanted.jobs), 0

    async def one(number: int) -> bool:
        postgres = wanted.postgres or number % 2 == 1
        said = ("--only", "postgres" if postgres else "sqlite", "--seed", str(wanted.seed + number))
        async with free:
            child = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "tests.chaos", *said, "--seconds", str(wanted.seconds)
            )
            return await child.wait() == 0

    failed = (await asyncio.gather(*(one(number) for number in range(wanted.runs)))).count(False)
    print(f"chaos: {wanted.runs - failed} passed, {failed} failed", flush=True)
    return failed


async def single(wanted: argparse.Namespace) -> int:
    """One run and its line; where it fails its story, and the shortest one found that fails too."""
    began = time.monotonic()
    told = await _played(wanted)
    name = f"chaos: seed {wanted.seed} on {wanted.only}"
    print(f"{name}: {told.figures}, {time.monotonic() - began:.0f} s, {len(told.problems)} problems", flush=True)
    if told.problems:
        lines = [f"{name} FAILED", *told.problems[:20], "the story:", *told.story]
        print(
            "\n".join([*lines, f"again: python -m tests.chaos --only {wanted.only} --seed {wanted.seed}"]), flush=True
        )
        shorter = await _shorter(wanted, told)
        if len(shorter.steps) < len(told.steps):
            says = f"{name}: a shorter story of {len(shorter.steps)} steps that fails too:"
            print("\n".join([says, *shorter.problems[:5], *shorter.story]), flush=True)
    return len(told.problems)


async def _played(wanted: argparse.Namespace, steps: STORY | None = None) -> Told:
    with tempfile.TemporaryDirectory(prefix="ombud-chaos-") as room:
        postgres = wanted.only == "postgres"
        return await played(Path(room), wanted.seed, seconds=wanted.seconds, postgres=postgres, steps=steps)


async def _shorter(wanted: argparse.Namespace, failed: Told) -> Told:
    """A few tries to leave out halves, then quarters: each step draws its own dice, so the others stay as they were."""
    for parts in (2**n for n in range(1, HALVINGS + 1)):
        size = -(-len(failed.steps) // parts)
        for first in range(0, len(failed.steps), size):
            kept = [*failed.steps[:first], *failed.steps[first + size :]]
            told = await _played(wanted, kept) if kept else failed
            if told.problems and len(told.steps) < len(failed.steps):
                failed = told
                break
    return failed


if __name__ == "__main__":
    logging.getLogger("aiohttp.server").setLevel(logging.CRITICAL)  # the sandbox's, where the bot is away
    options = asked(sys.argv[1:])
    sys.exit(1 if asyncio.run(single(options) if options.only else many(options)) else 0)

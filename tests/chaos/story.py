"""A run from its beginning to its verdict: the story, quiet, and what is wrong afterwards."""

import asyncio
import contextlib
import functools
import time
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from bot.practice import PromiseBroken
from storage import outbox
from storage.database import Database
from storage.exceptions import Fault
from tests.chaos import failing, people
from tests.chaos.evidence import Evidence, errors_in, gathered, posted, standing
from tests.chaos.invariants import broken
from tests.chaos.run import STEPS, Run
from tests.journeys.town import practice
from tests.postgres import Cluster, own_cluster

STORY = Sequence[tuple[int, str]]
LONGEST = 1000
DRAINED = 45.0  # seconds until the outbox must be empty, once everything is well
assert people
assert failing


@dataclass(frozen=True, slots=True)
class Told:
    """What came of a run: the steps that were taken, a line about each, and what is wrong."""

    steps: STORY
    story: Sequence[str]
    problems: Sequence[str]
    figures: str


def drawn(seed: int) -> STORY:
    """A long story, of which a run plays what it has time for."""
    dice, names = Random(seed), sorted(STEPS)  # noqa: S311 -- a story, no secret
    weights = [STEPS[name][0] for name in names]
    return list(enumerate(dice.choices(names, weights, k=LONGEST), start=1))


async def played(room: Path, seed: int, *, seconds: float, postgres: bool, steps: STORY | None = None) -> Told:
    """One run: `steps`, or what fits into `seconds` of the story of a seed."""
    async with _town(room, seed, postgres=postgres) as run:
        taken: list[tuple[int, str]] = []
        try:
            await _told(run, taken, time.monotonic() + seconds, steps or drawn(seed), whole=steps is not None)
            problems = await _quiet(run)
            for n in range(len(run.town.replicas)):
                await run.town.stop_bot(n)
            found = await _evidence(run)
        except PromiseBroken as broken_promise:
            return Told(taken, run.story, [str(broken_promise)], "broken off")
        figures = f"{len(taken)} steps, {len(found.matters)} cases, {len(found.ledger.words)} texts, "
        figures += f"{len(found.posts)} messages, {len(run.outages)} outages"
        return Told(taken, run.story, [*problems, *broken(found)], figures)


async def _told(run: Run, taken: list[tuple[int, str]], ends: float, steps: STORY, *, whole: bool) -> None:
    for number, name in steps:
        if not whole and time.monotonic() > ends:
            return
        for n in run.down():
            with run.away():
                run.story.append(f"    bot {n} has stopped and is started: {await failing.started(run, n)}")
        await run.does(number, name)
        taken.append((number, name))


async def _evidence(run: Run) -> Evidence:
    now = datetime.now(UTC) + timedelta(seconds=run.town.world.case_offset)
    url, key = run.town.env["OMBUD_DATABASE_URL"], run.town.env["OMBUD_MASTER_KEY"]
    return await gathered(
        url,
        key,
        run.ledger,
        now,
        posts=posted(run.town.world, run.faults.lost, run.outages),
        messages=standing(run.town.world),
        errors=errors_in(run.town.logs()),
    )


@contextlib.asynccontextmanager
async def _town(room: Path, seed: int, *, postgres: bool) -> AsyncIterator[Run]:
    async with contextlib.AsyncExitStack() as stack:
        cluster = stack.enter_context(own_cluster()) if postgres else None
        url = cluster.url if cluster else f"sqlite:///{room}/ombud.db"
        # By words, as in the journeys: what is told here is whether anything is lost, not how well answers are found.
        made = practice(room, url, replicas=2 if postgres else 1, OMBUD_RANKING="lexical")
        town = await stack.enter_async_context(made)
        run = Run(town, room, seed, cluster)
        try:
            yield run
        finally:
            for holder in run.holders:
                holder.kill()
                holder.wait()


async def _quiet(run: Run) -> list[str]:
    """Everything is well again, and time passes until nothing waits any more."""
    run.faults.clear()
    await run.settled()
    run.town.world.duplicates = 0
    for n in run.down():
        await run.town.start_bot(n, ready=False)
    for n in range(len(run.town.replicas)):
        await run.town.until(functools.partial(run.town._is_ready, n), f"bot {n} to be ready when all is well")
    database, ends = Database(run.town.env["OMBUD_DATABASE_URL"]), time.monotonic() + DRAINED
    try:
        while time.monotonic() < ends:
            await run.moves(301)
            waiting = await database.read(lambda conn: outbox.listing(conn, ("pending", "sending", "in_doubt", "dead")))
            for letter in (one for one in waiting if one.state == "dead"):
                run.story.append(f"    an operator sends {letter.id} again")
                await _revived(database, letter.id, run.town.world.case_offset)
            if not waiting:
                return []
            await asyncio.sleep(0.2)  # the bot's own ticks are in real time
    finally:
        database.close()
    return [f"quiet: {one.id} is {one.state} ({one.error}) though all is well" for one in waiting[:5]]


async def _revived(database: Database, delivery: str, offset: float) -> None:
    now = datetime.now(UTC) + timedelta(seconds=offset)
    with contextlib.suppress(Fault):
        await database.write(lambda conn: outbox.revive(conn, delivery, now))


__all__ = ["STORY", "Cluster", "Told", "drawn", "played"]

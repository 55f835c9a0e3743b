"""What fails in a run: the process, the database, Slack, the clock."""

import asyncio
import contextlib
import subprocess
import sys
from random import Random

from bot.practice import PromiseBroken
from tests.chaos.run import Run, step
from tests.storage.test_database import HOLDS


@step(2)
async def kill(run: Run, dice: Random) -> str:
    n = dice.randrange(len(run.town.replicas))
    with run.away():
        await run.town.kill_bot(n)
        await asyncio.sleep(dice.uniform(0, 0.3))
        return f"bot {n} is killed and started: {await started(run, n)}"


async def started(run: Run, n: int) -> str:
    """Starts a bot, again where it gives up at once, as whatever runs it would."""
    for attempt in range(1, 6):
        await run.town.start_bot(n, ready=False)
        with contextlib.suppress(PromiseBroken, TimeoutError):
            await asyncio.wait_for(run.town.until(lambda: _up_or_gone(run, n), "the bot"), 5)
        if n not in run.down():
            return f"up at attempt {attempt}"
    return "it gave up five times"


async def _up_or_gone(run: Run, n: int) -> bool:
    return n in run.down() or await run.town._is_ready(n)


@step(2)
async def database_away(run: Run, dice: Random) -> str:
    """A held write lock on SQLite, a stop and a start of PostgreSQL; the story goes on meanwhile."""
    seconds = dice.uniform(0.3, 2.5)
    if run.cluster is None:
        return await _locked(run, seconds)
    if run.restarting:
        return "PostgreSQL is away already"
    how, run.restarting = dice.choice(("fast", "immediate")), True
    run.later(0, lambda: _restarted(run, how, seconds))
    return f"PostgreSQL stops ({how}) and starts again after {seconds:.1f} s"


async def _locked(run: Run, seconds: float) -> str:
    if any(holder.poll() is None for holder in run.holders):
        return "the database is locked already"
    command = [sys.executable, "-c", HOLDS, str(run.room / "ombud.db")]
    holder = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)  # noqa: ASYNC220
    run.holders.append(holder)

    async def release() -> None:
        with run.away():
            await asyncio.sleep(seconds)
            await asyncio.to_thread(holder.communicate, "let go\n")

    run.later(0, release)
    return f"the database is locked for {seconds:.1f} s"


async def _restarted(run: Run, how: str, seconds: float) -> None:
    assert run.cluster is not None
    with run.away():
        await asyncio.to_thread(run.cluster.stop, how)
        await asyncio.sleep(seconds)
        await asyncio.to_thread(run.cluster.start)
    run.restarting = False


@step(8)
async def slack_fails(run: Run, dice: Random) -> str:
    method = dice.choice(("chat.postMessage", "chat.postMessage", "chat.update", "conversations.open", "views.open",
                          "conversations.history", "*"))  # fmt: skip
    kind, count = dice.choice(("429", "500", "drop_before", "drop_after", "refuse", "delay")), dice.randint(1, 4)
    more = {"429": {"retry_after": dice.randint(1, 4)}, "delay": {"seconds": dice.uniform(0.1, 2.5)}}
    await run.town.fault(method, kind, count=count, **more.get(kind, {}))
    return f"Slack's next {count} answers to {method}: {kind}"


@step(2)
async def duplicates(run: Run, dice: Random) -> str:
    """Events come twice."""
    await run.town.control("duplicate", count=2)
    await run.town.control("message", user=dice.choice(("ana", "emi")), text="may I fine-tune on support chats?")
    return "Slack delivers a message twice"


@step(4)
async def clock_jumps(run: Run, dice: Random) -> str:
    seconds = dice.choice((60, 600, 3600, 3 * 3600, 6 * 3600, -600, -2 * 3600))
    await run.moves(seconds)
    return f"the clock moves by {seconds} s"

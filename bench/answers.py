"""`/policy ask` to its ack, beside a listener that does nothing."""

import tempfile

from bench.slack import bare, command, ombud
from bench.timing import milliseconds, said
from storage.database import Database

QUESTIONS = ("may I fine-tune on support chats?", "who approves a new AI tool?", "may I bring my dog to the office?")
ROUNDS = 600


async def floor() -> list[float]:
    """What Bolt itself takes."""
    app = bare()
    return await milliseconds(lambda _: app.async_dispatch(command("ask x")), ROUNDS)


async def measure_ask() -> None:
    """Prints one line."""
    with tempfile.TemporaryDirectory() as room:
        database = Database(f"sqlite:///{room}/unused.db")
        app = ombud(database)
        answer = await app.async_dispatch(command(f"ask {QUESTIONS[0]}"))
        if "data-fine-tuning-support" not in answer.body:
            raise AssertionError("the bench asks and must be answered")
        base = await floor()
        asked = await milliseconds(
            lambda n: app.async_dispatch(command(f"ask {QUESTIONS[n % len(QUESTIONS)]}")), ROUNDS
        )
        database.close()
    print(said("bare Bolt listener (floor)", base, base))
    print(said("/policy ask to ack", asked, base))

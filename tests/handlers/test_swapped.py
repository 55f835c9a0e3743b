"""A version that comes into force while a question is read changes the next answer, and breaks none."""

import asyncio
from dataclasses import replace

from domain.rulebook.ranking import Ranker
from handlers.locale.catalogue import read_catalogue
from handlers.slack.policy import ask
from storage.database import Database
from tests.bot.couriers.house import posts as a_house
from tests.handlers.conversing import kit_of

QUESTION, CLAUSE = "may I fine-tune on support chats?", "data-fine-tuning-support"


async def test_the_version_that_was_asked_answers(database: Database) -> None:
    async with a_house(database) as posts:
        kit, say = kit_of(posts), read_catalogue().words("en")
        asked = asyncio.create_task(ask(kit, say, QUESTION, "U0ANA"))
        await asyncio.sleep(0)  # it is being read, in a thread
        left = {name: one for name, one in kit.rulebook.clauses.items() if name != CLAUSE}
        after = replace(kit.rulebook, version="9.0.0", digest="9", clauses=left)
        kit.put_in_force(after, Ranker(after))
        said = str(await asked)
        assert CLAUSE in said
        assert "clause_helpful" not in said  # nobody is asked whether what is over helped
        assert CLAUSE not in str(await ask(kit, say, QUESTION, "U0ANA"))

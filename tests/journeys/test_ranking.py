"""A bot answers at once by words, and by meaning as soon as it has read its clauses."""

import shutil
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from bot.places import STARTER
from desk.rulebooks import publish
from domain.rulebook.clauses import Rulebook
from storage.database import Database
from storage.files import read_rulebook
from tests.journeys.town import town as a_town

KEPT = {"data-fine-tuning-support", "data-secrets", "people-told-first"}  # few, so they are soon read
READING = 120.0  # seconds: how long depends on the machine alone
GERMAN = "ask Darf ich mit Gesprächen aus dem Kundendienst ein Modell trainieren?"


async def test_a_question_in_another_language_finds_its_clause_once_vectors_are_there(tmp_path: Path) -> None:
    book = tmp_path / "book"
    shutil.copytree(STARTER, book)
    for clause in (book / "clauses").rglob("*.md"):
        if clause.stem not in KEPT:
            clause.unlink()
    shutil.rmtree(book / "translations")
    more = {"OMBUD_RANKING": "meaning", "OMBUD_CACHE": str(tmp_path / "cache"), "OMBUD_RULEBOOK": str(book)}
    url = f"sqlite:///{tmp_path}/ombud.db"
    async with a_town(tmp_path, url, **more) as town:

        async def understood() -> bool:
            return (await town.asks("ana", GERMAN)).says("data-fine-tuning-support")

        assert (await town.asks("ana", "ask may I fine-tune on support chats?")).says("data-fine-tuning-support")
        await town.until(understood, "the German question to be understood", READING)
        assert (await town.asks("ana", "ask may I bring my dog to the office?")).says("does not cover this")
        await _publish(url, replace(read_rulebook(book), version="1.0.1"))
        kept = {name: one for name, one in read_rulebook(book).clauses.items() if one.chapter == "people"}
        await _publish(url, replace(read_rulebook(book), version="1.1.0", clauses=kept))

        async def replaced() -> bool:
            return (await town.asks("ana", "ask may I bring my dog to the office?")).says("1.1.0")

        await town.until(replaced, "the second version to be in force")

        async def read_again() -> bool:
            earlier = await town.asks("ana", GERMAN.replace("ask", "as of 1.0.1"))
            assert earlier.says("This is how version *1.0.1*")
            return earlier.says("data-fine-tuning-support") and not earlier.says("by its words alone")

        await town.until(
            read_again, "the earlier version to be read for its meaning, which an answer does not wait for", READING
        )


async def _publish(url: str, rules: Rulebook) -> None:
    store = Database(url)
    await store.write(lambda conn: publish(conn, rules, "Tried.", "operator", datetime.now(UTC)))
    store.close()

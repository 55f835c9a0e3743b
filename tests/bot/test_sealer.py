"""The sealer and the witness channel: one seal at a time, however many replicas ask."""

import asyncio
from datetime import timedelta

from bot.couriers.rendering import NotNeeded, Rendered, render
from bot.sealer import Sealer
from desk.tools import Tools
from domain.cases.casework import Witness
from handlers.locale.catalogue import read_catalogue
from sandbox.blocks import checked_message
from storage import outbox, seals, streams
from storage.database import Database
from storage.outbox import Delivery
from tests.desk.test_desk import HOUSE, VAULT
from tests.domain.cases.people import NOON
from tests.storage.test_seals import SIGNER, told

EVERY = timedelta(hours=6)
ENGLISH = read_catalogue().words()
WITNESS = Witness("C0WITNESS", EVERY)
TOOLS = Tools(HOUSE, VAULT, NOON)


class Replica:
    """A sealer whose clock the test sets."""

    def __init__(self, database: Database, witness: Witness | None = WITNESS) -> None:
        self.now = NOON
        self.sealer = Sealer(database, SIGNER, lambda: self.now, witness)

    async def tick(self, after: timedelta) -> None:
        self.now = NOON + after
        await self.sealer.tick()


async def happens(database: Database, stream: str) -> None:
    await database.write(lambda conn: streams.append(conn, [told(stream, 1)]))


async def handed_on(database: Database) -> list[Delivery]:
    return await database.read(lambda conn: outbox.listing(conn, ("pending",)))


async def test_a_seal_is_handed_on_when_the_last_is_old_and_there_is_something_new(database: Database) -> None:
    replica = Replica(database)
    await replica.tick(timedelta(0))
    assert await handed_on(database) == []
    for number, after in enumerate((timedelta(0), EVERY - timedelta(seconds=1), EVERY), start=1):
        await happens(database, f"case-{number}")
        await replica.tick(after)
    await replica.tick(3 * EVERY)  # nothing new
    found = await handed_on(database)
    assert [one.id for one in found] == ["seal.1", "seal.3"]
    assert {(one.lane, one.lane_class, one.destination) for one in found} == {("house:witness", 3, "channel:C0WITNESS")}
    assert await database.read(seals.unsealed_count) == 0


async def test_a_clock_that_was_wrong_silences_the_witness_for_one_interval_at_most(database: Database) -> None:
    replica = Replica(database)
    await happens(database, "case-1")
    await replica.tick(timedelta(days=400))
    await happens(database, "case-2")
    await replica.tick(timedelta(0))
    assert [one.id for one in await handed_on(database)] == ["seal.1", "seal.2"]


async def test_replicas_hand_on_one_seal_between_them(database: Database) -> None:
    replicas = [Replica(database) for _ in range(8)]
    for round_ in range(3):
        await happens(database, f"case-{round_}")
        await asyncio.gather(*(replica.tick(round_ * EVERY) for replica in replicas))
    assert [one.id for one in await handed_on(database)] == ["seal.1", "seal.2", "seal.3"]


async def test_without_a_witness_nothing_is_handed_on(database: Database) -> None:
    await happens(database, "case-1")
    await Replica(database, None).tick(timedelta(0))
    assert await handed_on(database) == []


async def test_the_notice_holds_the_note_as_it_was_signed(database: Database) -> None:
    await happens(database, "case-1")
    await Replica(database).tick(timedelta(0))
    [delivery] = await handed_on(database)
    said = await database.read(lambda conn: render(conn, TOOLS, ENGLISH, delivery))
    note = await database.read(seals.latest)
    assert isinstance(said, Rendered)
    assert said.to == "C0WITNESS"
    assert "The record has 1 events up to" in said.text
    assert said.blocks[0]["block_id"] == "seal.1"
    assert said.blocks[1]["text"]["text"] == f"```\n{note}```"
    checked_message(said.blocks)


async def test_a_seal_that_is_gone_is_not_told(database: Database) -> None:
    lost = Delivery("seal.9", "house:witness", 3, "seal", "house", "channel:C0WITNESS", {"size": 9}, NOON)
    assert isinstance(await database.read(lambda conn: render(conn, TOOLS, ENGLISH, lost)), NotNeeded)

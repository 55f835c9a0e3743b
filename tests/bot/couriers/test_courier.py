"""What is in doubt is looked up, and sent again only where it is not to be found; whatever the clock does."""

import asyncio
import logging
from collections import Counter
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
import pytest_asyncio

from bot.couriers.posting import InDoubt, NotSent
from storage import outbox
from storage.database import Database
from storage.outbox import Delivery
from tests.bot.couriers.house import NOON, Posts
from tests.bot.couriers.house import posts as a_house
from tests.domain.cases.people import near_miss

ROOMS = ("G0DESK", "D0BO", "D0ANA")


@pytest_asyncio.fixture
async def posts(database: Database) -> AsyncIterator[Posts]:
    async with a_house(database) as made:
        yield made


def said(posts: Posts) -> list[int]:
    return [len(posts.said(room)) for room in ROOMS]


async def doubted(posts: Posts) -> None:
    """Card, page and receipt arrive, and the connection breaks before Slack's answer does."""
    posts.world.faults.add({"method": "chat.postMessage", "kind": "drop_after", "count": 3})
    await posts.desk.handle(near_miss())
    await posts.round()
    assert len(await posts.deliveries("in_doubt")) == 3
    assert said(posts) == [1, 1, 1]


async def test_what_arrived_is_found_and_not_sent_again(posts: Posts) -> None:
    await doubted(posts)
    await posts.round(seconds=5)
    assert len(await posts.deliveries("sent")) == 3
    assert said(posts) == [1, 1, 1]


async def test_a_slack_that_drops_metadata_is_searched_by_block_id(posts: Posts) -> None:
    await doubted(posts)
    for room in ROOMS:
        for message in posts.world.town.channels[room].messages:
            message.metadata = None
    await posts.round(seconds=5)
    assert len(await posts.deliveries("sent")) == 3
    assert said(posts) == [1, 1, 1]


async def test_where_history_is_refused_it_is_sent_again_once(posts: Posts) -> None:
    await doubted(posts)
    refused = {"method": "conversations.history", "kind": "refuse", "error": "missing_scope", "count": 1000}
    posts.world.faults.add(refused)
    for _ in range(5):
        await posts.round(seconds=5)
    assert len(await posts.deliveries("sent")) == 3
    assert said(posts) == [2, 2, 2]  # a repeat is better than a loss


async def test_nothing_waits_for_an_instant_from_before_the_clock_was_set_back(posts: Posts) -> None:
    posts.world.faults.add({"method": "chat.postMessage", "kind": "429", "retry_after": 3, "count": 3})
    await posts.desk.handle(near_miss())
    await posts.round()
    assert len(await posts.deliveries("pending")) == 3
    await posts.round(hours=-3)
    assert said(posts) == [1, 1, 1]


async def test_a_doubt_is_settled_though_the_clock_was_set_back(posts: Posts) -> None:
    await doubted(posts)
    await posts.round(hours=-3)
    assert len(await posts.deliveries("sent")) == 3
    assert said(posts) == [1, 1, 1]


async def test_what_died_with_its_process_is_found_though_the_clock_was_set_back(posts: Posts) -> None:
    await posts.desk.handle(near_miss())
    await posts.database.write(lambda conn: outbox.claim(conn, NOON))  # by a process that was killed then
    await posts.round(hours=-3)
    assert len(await posts.deliveries("sending")) == 1
    await posts.round(seconds=31)
    assert len(await posts.deliveries("sent")) == 3


async def test_what_is_being_sent_is_not_sent_twice_when_the_clock_jumps_ahead(posts: Posts) -> None:
    posts.world.faults.add({"method": "chat.postMessage", "kind": "delay", "seconds": 0.5, "count": 3})
    await posts.desk.handle(near_miss())
    courier = posts.courier()
    sending = asyncio.create_task(courier.drain())
    while len(await posts.deliveries("sending")) < 3:
        assert not sending.done()
    posts.now += timedelta(hours=3)
    await courier.tick()
    await sending
    assert said(posts) == [1, 1, 1]
    sent = Counter(one["args"]["blocks"][0]["block_id"] for one in posts.world.sent if "blocks" in one["args"])
    assert set(sent.values()) == {1}


async def test_a_notice_that_cannot_be_drawn_stops_no_other_and_says_nothing_of_anybody(
    posts: Posts, caplog: pytest.LogCaptureFixture
) -> None:
    await posts.desk.handle(near_miss())
    broken = Delivery("broken", "case-1:broken", 0, "nudge", "case-1", "person:U0BO", {"clock": "acknowledge"}, NOON)
    await posts.database.write(lambda conn: outbox.enqueue(conn, broken, NOON))
    await posts.round()
    assert len(await posts.deliveries("sent")) == 3
    (waiting,) = await posts.deliveries("pending")
    assert (waiting.id, waiting.error, waiting.next_try > NOON) == ("broken", "cannot be drawn: KeyError", True)
    said = [record.getMessage() for record in caplog.records if record.levelno >= logging.ERROR]
    assert ["delivery broken cannot be drawn: KeyError" in one for one in said] == [True]
    caplog.clear()


async def test_a_sender_that_hears_late_that_it_failed_undoes_nothing(posts: Posts) -> None:
    await posts.desk.handle(near_miss())
    posts.world.faults.add({"method": "chat.postMessage", "kind": "429", "retry_after": 1, "count": 3})
    slow = [await posts.database.write(lambda conn: outbox.claim(conn, NOON)) for _ in range(3)]
    await posts.round(seconds=31)  # another replica finds them sending, and sends them in the end
    posts.world.faults.clear()
    await posts.round(seconds=5)
    assert len(await posts.deliveries("sent")) == 3
    for delivery in slow:
        assert delivery is not None
        for late in (NotSent("ratelimited", 1.0), NotSent("is_archived", final=True), InDoubt("TimeoutError")):
            await posts.courier()._settle(delivery, late)
    await posts.round(seconds=60)
    assert len(await posts.deliveries("sent")) == 3
    assert said(posts) == [1, 1, 1]


async def test_stopping_finishes_what_is_being_sent(posts: Posts) -> None:
    posts.world.faults.add({"method": "chat.postMessage", "kind": "delay", "seconds": 0.5, "count": 3})
    await posts.desk.handle(near_miss())
    courier = posts.courier()
    running = asyncio.create_task(courier.run())
    courier.wake()
    while len(await posts.deliveries("sending")) < 3:
        assert not running.done()
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    await courier.drain()  # as at stop
    assert len(await posts.deliveries("sent")) == 3
    assert said(posts) == [1, 1, 1]

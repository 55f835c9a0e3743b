"""PostgreSQL stops under a running bot and starts again: it costs time, and nothing else."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from storage import outbox
from storage.database import Database
from storage.outbox import OPEN
from tests.journeys.town import Town
from tests.journeys.town import town as a_town
from tests.postgres import Cluster, fresh_database, own_cluster

pytestmark = pytest.mark.postgres
REPORT = {"text": "pasted a customer log into the model", "kind": "near_miss", "at_risk": "no"}
UNAVAILABLE = 503


@pytest_asyncio.fixture
async def own(tmp_path: Path) -> AsyncIterator[tuple[Town, Cluster]]:
    with own_cluster() as cluster:
        async with a_town(tmp_path, fresh_database(cluster.url)) as town:
            yield town, cluster


async def sent_all(town: Town) -> list[str]:
    """Wait until nothing is on its way; the kinds of what was sent."""
    database = Database(town.env["OMBUD_DATABASE_URL"])

    async def none_left() -> bool:
        return not await database.read(lambda conn: outbox.listing(conn, OPEN))

    try:
        await town.until(none_left, "everything to be sent")
        return sorted(one.kind for one in await database.read(lambda conn: outbox.listing(conn, ("sent",))))
    finally:
        database.close()


async def test_while_it_is_away_people_are_told_and_afterwards_all_is_done_once(own: tuple[Town, Cluster]) -> None:
    town, cluster = own
    await town.reports("emi", REPORT["text"])
    await sent_all(town)
    await town.opens_report("ana")
    await asyncio.to_thread(cluster.stop)
    for edited in ("pasted a customer log", "pasted a customer log, with names"):
        sent = await town.submits("ana", **{**REPORT, "text": edited})
        assert "will not file it twice" in sent["errors"]["text"]
        assert sent["ack_ms"] < 3000
    assert (await town.asks("fen", "ask may I fine-tune on support chats?")).says("data-fine-tuning-support")
    async with town.http.get(f"{town.bot_url}/readyz") as page:
        assert (page.status, "database" in await page.text()) == (UNAVAILABLE, True)
    async with town.http.get(f"{town.bot_url}/healthz") as page:
        assert page.status == 200
    await town.clicks("bo", "case_acknowledge")
    await town.hears("bo", "Not confirmed yet", "G0DESK")
    await town.advances(hours=2, minutes=1)  # a nudge falls due for Bo
    assert town.bot is not None
    assert town.bot.returncode is None  # it lives on
    await asyncio.to_thread(cluster.start)
    await town.until(town._is_ready, "the bot to be ready again")
    assert "pasted a customer log, with names" in str((await town.sees("ana"))["modal"]["state"])
    third = await town.submits("ana")
    assert third["errors"] is None
    await town.hears("bo", "still waits for you")  # no one needs to start anything
    await town.hears("ana", "Your report is case 2")
    await town.hears("bo", "Case 2", "G0DESK")
    assert await sent_all(town) == ["card", "card", "nudge", "page", "page", "receipt", "receipt"]
    cards = [one for one in await town.messages("bo", "G0DESK") if one.says("· Near miss")]
    assert (len(cards), len(await town.messages("ana")), len(await town.messages("emi"))) == (2, 1, 1)


async def test_it_stops_in_the_middle_of_sending_and_nothing_is_sent_twice(own: tuple[Town, Cluster]) -> None:
    town, cluster = own
    await town.fault("chat.postMessage", "delay", seconds=3, count=3)
    await town.reports("ana", REPORT["text"])

    async def on_their_way() -> bool:
        return not town.world.faults.waiting  # each call has used the fault up, and hangs in it

    await town.until(on_their_way, "three notices to be on their way")
    await asyncio.to_thread(cluster.stop)
    assert all(one["method"] != "chat.postMessage" for one in town.world.sent)
    await town.hears("bo", "Case 1", "G0DESK")
    await town.hears("ana", "Your report is case 1")
    await town.hears("bo", "You are on call")
    await asyncio.to_thread(cluster.start)
    await town.until(town._is_ready, "the bot to be ready again")
    await town.advances(seconds=31)  # what could not be written down is looked up
    assert await sent_all(town) == ["card", "page", "receipt"]
    posts = [one for one in town.world.sent if one["method"] == "chat.postMessage"]
    assert len(posts) == 3


async def test_a_direct_message_is_answered_and_the_loops_say_once_that_they_wait(own: tuple[Town, Cluster]) -> None:
    town, cluster = own
    await asyncio.to_thread(cluster.stop)
    await town.control("duplicate", count=1)
    await town.control("message", user="ana", channel="D0ANA", text="may I fine-tune on support chats?")
    await town.hears("ana", "data-fine-tuning-support", "D0ANA")
    assert sum(one.says("data-fine-tuning-support") for one in await town.messages("ana")) == 1
    for _ in range(5):
        await town.advances(seconds=1)  # the sweep tries each time
    await asyncio.to_thread(cluster.start)

    async def go_on() -> bool:
        return all(f"{loop} goes on" in town.logs() for loop in ("The sweep", "The courier"))

    await town.until(go_on, "sweep and courier to say that they go on")
    assert town.logs().count("The sweep waits") == 1


async def test_it_stops_in_the_middle_of_many_reports_and_each_is_filed_once(own: tuple[Town, Cluster]) -> None:
    town, cluster = own
    people = ("ana", "emi", "gil", "hal")
    for person in people:
        await town.opens_report(person)
    sending = asyncio.gather(*(town.submits(person, **REPORT) for person in people))
    await asyncio.to_thread(cluster.stop)
    await sending
    await asyncio.to_thread(cluster.start)
    await town.until(town._is_ready, "the bot to be ready again")
    for person in people:
        modal = await town.modal(person)
        if modal is not None and modal["callback_id"] == "report_form":
            assert (await town.submits(person))["errors"] is None
    await town.advances(seconds=31)  # what was being sent just when it stopped is looked up
    sent = await sent_all(town)
    assert [sent.count(kind) for kind in ("card", "page", "receipt")] == [4, 4, 4]
    for person in people:
        assert len(await town.messages(person)) == 1  # the receipt, in their own language

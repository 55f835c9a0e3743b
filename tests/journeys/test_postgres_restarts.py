"""PostgreSQL crashes and comes back while people report and cases wait: it costs time and nothing else."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bot.replica import READY
from storage import outbox, streams
from storage.database import Database
from tests.chaos.cluster import own_cluster
from tests.journeys.test_opening import REPORT, readiness
from tests.journeys.town import Town
from tests.journeys.town import town as a_town

pytestmark = pytest.mark.postgres


@asynccontextmanager
async def looking(url: str) -> AsyncIterator[Database]:
    """The same database, seen from beside the bot."""
    database = Database(url)
    try:
        yield database
    finally:
        database.close()


async def quiet(town: Town, database: Database) -> None:
    async def nothing_open() -> bool:
        return not await database.read(lambda conn: outbox.listing(conn, outbox.OPEN))

    await town.until(nothing_open, "everything to be sent")


async def happened(database: Database) -> list[str]:
    return [one.type for one in await database.read(lambda conn: list(streams.all_events(conn)))]


async def comes_and_goes(town: Town, word: str, *, there: bool) -> None:
    async def said() -> bool:
        status, wrong = await readiness(town)
        return (word in wrong) is there and (there or status == READY)

    await town.until(said, f"readiness to say {word!r}: {there}")


def posts(town: Town) -> Counter[str]:
    arrived = [one["args"] for one in town.world.sent if one["method"] == "chat.postMessage" and one["ok"]]
    return Counter(one["blocks"][0]["block_id"] for one in arrived if "thread_ts" not in one)


async def test_nothing_is_lost_or_doubled_when_postgresql_crashes_and_comes_back(tmp_path: Path) -> None:
    async with (
        own_cluster() as cluster,
        a_town(tmp_path, cluster.url) as town,
        looking(cluster.url) as database,
    ):
        town.world.rules.limits_enabled = False
        await town.reports("ana", "before the crash")
        await town.hears("bo", "You are on call")
        await quiet(town, database)
        await town.opens_report("emi")
        await cluster.stop("immediate")

        sent = await town.submits("emi", **REPORT)
        assert "will not file it twice" in sent["errors"]["text"]
        assert REPORT["text"] in str(await town.modal("emi"))
        assert (await town.asks("ana", "ask may I fine-tune on support chats?")).says("data-fine-tuning-support")
        await town.control("message", user="ana", channel="D0ANA", text="may I fine-tune on support chats?")
        await town.hears("ana", "data-fine-tuning-support", "D0ANA")
        await comes_and_goes(town, "database", there=True)
        await town.advances(hours=2, minutes=1)  # a nudge falls due while nobody can know

        await cluster.start()
        await comes_and_goes(town, "database", there=False)
        assert (await town.submits("emi"))["errors"] is None
        await town.hears("emi", "Your report is case 2")
        await town.hears("bo", "still waits for you")
        await quiet(town, database)
        types = Counter(await happened(database))
        assert (types["ReportFiled"], types["CaseNudged"]) == (2, 1)
        assert set(posts(town).values()) == {1}
        assert town.logs().count("The sweep waits") <= 2  # said once for each reason, not every second

        async def goes_on() -> bool:
            return "The sweep goes on" in town.logs()

        await town.until(goes_on, "the sweep to say that it goes on")


async def test_a_crash_in_the_middle_of_many_reports_files_each_once(tmp_path: Path) -> None:
    people = ("ana", "emi", "fen", "hal")
    async with (
        own_cluster() as cluster,
        a_town(tmp_path, cluster.url) as town,
        looking(cluster.url) as database,
    ):
        town.world.rules.limits_enabled = False
        for person in people:
            await town.opens_report(person)
        sending = asyncio.gather(*(town.submits(person, **REPORT) for person in people))
        await cluster.stop("immediate")
        await sending
        await cluster.start()
        await comes_and_goes(town, "database", there=False)
        for person in people:
            modal = await town.modal(person)
            if modal is not None and modal["callback_id"] == "report_form":
                assert (await town.submits(person))["errors"] is None
        await quiet(town, database)
        assert (await happened(database)).count("ReportFiled") == len(people)
        for person in people:
            assert sum(one.says("Your report is case") for one in await town.messages(person)) == 1

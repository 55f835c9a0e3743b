"""Two replicas on one PostgreSQL, without a leader: either may die at any time, and nothing is lost or done twice."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import pytest_asyncio

from desk.codec import from_stored
from domain.cases.events import CaseDecided, CaseNudged
from handlers.cards.ids import PROPOSAL_FORM
from storage import outbox, streams
from storage.database import Database
from storage.outbox import OPEN, Delivery
from tests.journeys.town import Town
from tests.journeys.town import town as a_town
from tests.postgres import fresh_database

pytestmark = pytest.mark.postgres
STATES = ("pending", "sending", "in_doubt", "sent", "dead", "dropped")
NEAR_MISS = {"text": "pasted a customer log into the model", "kind": "near_miss", "at_risk": "no"}


@dataclass(slots=True)
class Twins:
    """A town with two bots, and a look at what they share."""

    town: Town
    database: Database

    async def deliveries(self, *states: str) -> list[Delivery]:
        """Notices in given states, or in any."""
        return await self.database.read(lambda conn: outbox.listing(conn, states or STATES))

    async def quiet(self) -> list[Delivery]:
        """Wait until nothing is on its way, and list what was sent."""

        async def none_left() -> bool:
            return not await self.deliveries(*OPEN)

        await self.town.until(none_left, "everything to be sent")
        return await self.deliveries("sent")

    async def happened(self, case: int) -> list[object]:
        """The events of a case."""
        stored = await self.database.read(lambda conn: streams.load(conn, f"case-{case}"))
        return [from_stored(one) for one in stored]

    def posted(self) -> Counter[str]:
        """How often each delivery was posted, by Slack's own list."""
        posts = [one["args"] for one in self.town.world.sent if one["method"] == "chat.postMessage" and one["ok"]]
        return Counter(one["blocks"][0]["block_id"] for one in posts)

    async def mended(self) -> None:
        """Slack is well again."""
        async with self.town.http.delete(f"{self.town.url}control/faults"):
            pass


@pytest_asyncio.fixture
async def twins(tmp_path: Path, cluster: str) -> AsyncIterator[Twins]:
    url = fresh_database(cluster)
    async with a_town(tmp_path, url, replicas=2) as town:
        town.world.rules.limits_enabled = False
        database = Database(url)
        yield Twins(town, database)
        database.close()


async def test_one_is_killed_while_it_sends_and_everything_arrives_once(twins: Twins) -> None:
    town = twins.town
    await town.fault("chat.postMessage", "delay", seconds=0.4, count=1000)
    for person in ("ana", "emi", "fen"):
        await town.opens_report(person)
    for person in ("ana", "emi", "fen"):  # three forms, then three submissions: both replicas file
        await town.submits(person, **NEAR_MISS)

    async def both_send() -> bool:
        return len(await twins.deliveries("sending")) > 4  # one replica has four hands

    await town.until(both_send, "both replicas to send")
    await town.kill_bot(1)
    assert (await town.reports("gil", NEAR_MISS["text"]))["status"] == "ok"  # the other goes on
    await town.hears("gil", "Your report is case 4")
    await twins.mended()

    async def only_the_dead_ones() -> bool:
        return not await twins.deliveries("pending") and len(await twins.deliveries("sending")) <= 4

    await town.until(only_the_dead_ones, "the living one to send what it can")
    await town.advances(seconds=31)  # longer than a call lasts: what the dead one was sending is looked up
    sent = await twins.quiet()
    posts = twins.posted()
    assert set(posts.values()) == {1}
    standing = {(one.channel, one.ts) for one in sent}
    assert len(standing) == posts.total()  # no message that no delivery knows
    kinds = Counter(next(one.kind for one in sent if (one.channel, one.ts) == place) for place in standing)
    assert (kinds["card"], kinds["receipt"], kinds["page"]) == (4, 4, 4)
    cards = [one for one in await town.messages("bo", "G0DESK") if one.says("· Near miss")]
    receipts = [len(await town.messages(person)) for person in ("ana", "emi", "fen", "gil")]
    assert (len(cards), receipts) == (4, [1, 1, 1, 1])


async def test_one_that_starts_leaves_alone_what_the_other_sends(twins: Twins) -> None:
    town = twins.town
    await town.kill_bot(1)
    await town.fault("chat.postMessage", "delay", seconds=5, count=3)
    await town.reports("ana", NEAR_MISS["text"])

    async def sending() -> bool:
        return len(await twins.deliveries("sending")) == 3

    await town.until(sending, "three notices to be on their way")
    await town.start_bot(1)
    assert len(await twins.deliveries("sending")) == 3  # it is ready while the other still sends
    assert len(await twins.quiet()) == 3
    assert sorted(twins.posted().values()) == [1, 1, 1]


async def proposes(town: Town, person: str, case: int) -> None:
    """Takes the case from whoever has it, and proposes."""
    await town.clicks(person, "case_take_over", of=f"Case {case} ")
    await town.decides(person, reasons=f"By {person}.", of=f"Case {case} ")


async def approves(town: Town, person: str, case: int) -> None:
    """Looks at whatever proposal there is, and says yes."""
    await town.clicks(person, "proposal_review", of=f"Case {case} ")
    if ((await town.modal(person)) or {}).get("callback_id") == PROPOSAL_FORM:
        await town.submits(person, answer="approve")


async def plays(town: Town, person: str, case: int) -> None:
    """Everything at which four eyes could fail: what one proposed oneself, and what changes while one looks."""
    for _ in range(3):
        await proposes(town, person, case)
        await approves(town, person, case)
        await approves(town, person, case)


async def test_four_eyes_hold_though_two_people_act_at_once_through_two_replicas(twins: Twins) -> None:
    town, cases = twins.town, (1, 2, 3)
    for case, person in zip(cases, ("ana", "emi", "fen"), strict=True):
        await town.files(person, "the assistant sent client files to a stranger")
        await town.hears("bo", f"Case {case} ", "G0DESK")
        await town.clicks("bo", "case_acknowledge", of=f"Case {case} ")
    await twins.quiet()
    for case in cases:
        await asyncio.gather(plays(town, "bo", case), plays(town, "dee", case))
        await proposes(town, "bo", case)
        await twins.quiet()  # by now the card offers what there is to approve, if anything is
        await asyncio.gather(approves(town, "bo", case), approves(town, "dee", case))
    events = [one for case in cases for one in await twins.happened(case)]
    decided = [one for one in events if isinstance(one, CaseDecided)]
    assert len(decided) == len(cases)
    assert all(one.approved_by not in (None, one.by) for one in decided)


async def test_two_sweeps_nudge_once_and_escalate_once(twins: Twins) -> None:
    town = twins.town
    await town.reports("ana", NEAR_MISS["text"])
    await twins.quiet()
    await town.advances(hours=2, minutes=1)  # both sweeps run at once
    await town.hears("bo", "still waits for you")
    sent = await twins.quiet()
    assert len([one for one in await twins.happened(1) if isinstance(one, CaseNudged)]) == 1
    assert len([one for one in sent if one.kind == "nudge"]) == 1
    assert len([one for one in await town.messages("bo") if one.says("still waits for you")]) == 1
    await town.advances(hours=2)
    await town.hears("cai", "is overdue")
    assert len([one for one in await twins.quiet() if one.kind == "escalation" and "U0CAI" in one.destination]) == 1
    assert len([one for one in await town.messages("cai") if one.says("is overdue")]) == 1
    assert set(twins.posted().values()) == {1}

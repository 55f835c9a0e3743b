"""A channel that takes no messages: operators hear of it once a day, cases go to people, and nobody else waits."""

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest
import pytest_asyncio

from domain.cases.commands import AcknowledgeCase
from storage import outbox
from storage.database import Database
from tests.bot.couriers.house import Posts
from tests.bot.couriers.house import posts as a_house
from tests.domain.cases.people import BO, near_miss


@pytest_asyncio.fixture
async def posts(database: Database) -> AsyncIterator[Posts]:
    async with a_house(database) as made:
        yield made


async def filed(posts: Posts, key: str = "nonce", by: str = "U0ANA") -> None:
    await posts.desk.handle(replace(near_miss(), key=key, by=by))
    await posts.round()


def names(posts: Posts, *people: str) -> dict[str, int]:
    return {person: len(posts.said(f"D0{person}")) for person in people}


async def test_the_case_goes_to_everybody_on_call_and_the_reporter_does_not_wait(posts: Posts) -> None:
    posts.kick("G0DESK")
    await filed(posts)
    assert names(posts, "ANA", "BO", "CAI", "DEE", "GIL") == {"ANA": 1, "BO": 1, "CAI": 1, "DEE": 1, "GIL": 1}
    for person in ("BO", "CAI", "DEE"):
        assert "You are on call: Case 1" in posts.said(f"D0{person}")[0].text
    told = posts.said("D0GIL")[0].text
    assert "`channel_not_found` of <#G0DESK>" in told
    assert "Case 1" not in told
    assert [one.id for one in await posts.deliveries("dead")] == ["case-1.1.1.card.queue:desk"]
    assert await posts.deliveries(*outbox.OPEN) == []


async def test_pages_instead_of_the_card_are_drawn_anew_as_the_card_would_be(posts: Posts) -> None:
    posts.kick("G0DESK")
    await filed(posts)
    await posts.desk.handle(AcknowledgeCase(1, BO))
    await posts.round()
    for person in ("BO", "CAI", "DEE"):
        (page,) = posts.said(f"D0{person}")
        assert "<@U0BO> has it" in page.text


async def test_whoever_is_kept_out_of_the_case_gets_no_page(posts: Posts) -> None:
    posts.kick("G0DESK")
    await filed(posts, by="U0CAI")
    assert not any("on call" in one.text for one in posts.said("D0CAI"))
    assert names(posts, "BO", "DEE") == {"BO": 1, "DEE": 1}


async def test_operators_hear_of_a_channel_once_a_day(posts: Posts) -> None:
    posts.kick("G0DESK")
    for key in ("one", "two", "three"):
        await filed(posts, key)
    assert len(posts.said("D0GIL")) == 1
    await posts.round(days=1)
    await filed(posts, "four")
    assert len(posts.said("D0GIL")) == 2


async def test_what_dies_again_after_a_retry_changes_nothing_more(posts: Posts) -> None:
    posts.kick("G0DESK")
    await filed(posts)
    before = {one.id for one in await posts.deliveries()}
    await posts.database.write(lambda conn: outbox.revive(conn, "case-1.1.1.card.queue:desk", posts.now))
    await posts.round()
    assert {one.id for one in await posts.deliveries()} == before
    assert [one.id for one in await posts.deliveries("dead")] == ["case-1.1.1.card.queue:desk"]


@pytest.mark.parametrize("error", ["is_archived", "not_in_channel", "channel_not_found"])
async def test_a_destination_that_slack_refuses_is_not_tried_again(posts: Posts, error: str) -> None:
    posts.world.faults.add({"method": "chat.postMessage", "kind": "refuse", "error": error})
    posting = await posts.poster.post("G0DESK", "text", [], "delivery")
    assert (getattr(posting, "error", ""), getattr(posting, "final", False)) == (error, True)

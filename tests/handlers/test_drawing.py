"""A Home is drawn in one request, the last drawing stands, and nothing is sent where nothing changed."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest
import pytest_asyncio

from bot.couriers.homes import Budget, HeldBack, HomeCourier
from desk.homes import Homes
from desk.queries import Queries
from domain.cases.commands import AcknowledgeCase
from handlers.locale.catalogue import Words, read_catalogue
from handlers.slack.drawing import Drawing
from storage.database import Database
from storage.vault import Vault
from tests.bot.couriers.house import HOUSE, Posts
from tests.bot.couriers.house import posts as a_house
from tests.domain.cases.people import ANA, BO, near_miss

VAULT = Vault(b"k" * 32)


@pytest_asyncio.fixture
async def posts(database: Database) -> AsyncIterator[Posts]:
    async with a_house(database) as made:
        yield made


async def english(_: str) -> Words:
    return read_catalogue().words()


def homes_of(posts: Posts) -> Homes:
    return Homes(posts.database, VAULT, lambda: posts.now)


def drawing(posts: Posts) -> Drawing:
    queries = Queries(posts.database, VAULT, HOUSE, lambda: posts.now)
    return Drawing(queries, homes_of(posts), HOUSE.rulebook, english)


def sent(posts: Posts) -> int:
    return sum(call["method"] == "views.publish" for call in posts.world.sent)


def stands(posts: Posts, person: str) -> str:
    return str(posts.world.views.homes[person].content["blocks"])


async def test_nothing_is_sent_where_nothing_changed(posts: Posts) -> None:
    await homes_of(posts).opened(ANA)
    for _ in range(3):
        assert await drawing(posts).draw(posts.client, ANA)
    assert sent(posts) == 1
    assert await drawing(posts).draw(posts.client, ANA, afresh=True)
    assert sent(posts) == 2


async def test_whoever_does_not_look_is_not_drawn_for(posts: Posts) -> None:
    assert not await drawing(posts).draw(posts.client, ANA)
    assert sent(posts) == 0


async def test_of_many_drawings_at_once_the_newest_stands(posts: Posts) -> None:
    await homes_of(posts).opened(ANA)

    async def changes() -> None:
        for number in range(4):
            await posts.desk.handle(replace(near_miss(), key=f"form {number}"))
            await asyncio.gather(*(drawing(posts).draw(posts.client, ANA) for _ in range(2)))
        await posts.desk.handle(AcknowledgeCase(4, BO))
        await drawing(posts).draw(posts.client, ANA)

    await asyncio.gather(changes(), *(drawing(posts).draw(posts.client, ANA, afresh=True) for _ in range(3)))
    await drawing(posts).draw(posts.client, ANA)
    assert "Case 4 · Near miss* · in review" in stands(posts, ANA)


async def test_a_view_that_somebody_else_put_there_is_drawn_over(posts: Posts) -> None:
    await homes_of(posts).opened(ANA)
    await drawing(posts).draw(posts.client, ANA)
    strange = {"type": "home", "blocks": [{"type": "divider"}]}
    await posts.client.views_publish(user_id=ANA, view=strange)
    await posts.desk.handle(near_miss())
    assert await drawing(posts).draw(posts.client, ANA)
    assert "Case 1 · Near miss" in stands(posts, ANA)


async def test_nothing_stays_of_a_delivery_that_is_done(posts: Posts) -> None:
    await homes_of(posts).opened(ANA)
    await posts.desk.handle(near_miss())
    courier = posts.courier()
    courier.homes = HomeCourier(posts.database, homes_of(posts), drawing(posts), posts.client, lambda: posts.now)
    await courier.tick()
    assert "Case 1 · Near miss" in stands(posts, ANA)
    assert [one for one in await posts.deliveries() if one.stream == "home"] == []


async def test_a_refused_drawing_is_tried_again_and_then_given_up(posts: Posts) -> None:
    await homes_of(posts).opened(ANA)
    posts.world.manifest = replace(posts.world.manifest, home_tab=False)
    await posts.desk.handle(near_miss())
    courier = posts.courier()
    courier.homes = HomeCourier(posts.database, homes_of(posts), drawing(posts), posts.client, lambda: posts.now)
    await courier.tick()
    assert [one for one in await posts.deliveries() if one.stream == "home"] == []


def test_a_budget_is_for_a_minute() -> None:
    now = 0.0
    budget = Budget(2, lambda: now)
    budget.spend()
    now = 10.0
    budget.spend()
    with pytest.raises(HeldBack) as held:
        budget.spend()
    assert held.value.after == 50.0
    now = 61.0
    budget.spend()

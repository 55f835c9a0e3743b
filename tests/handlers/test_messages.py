"""A message is answered once, on whichever replica it arrives and however often; and always where Slack lets us."""

import asyncio
import hashlib
import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest_asyncio
from slack_bolt.async_app import AsyncApp, AsyncBoltRequest
from sqlalchemy import text

from desk.homes import Homes
from desk.on_call import OnCall
from desk.once import Once
from desk.queries import Queries
from desk.rulebooks import Rulebooks
from handlers.slack.app import Identity, build_app
from handlers.slack.kit import Kit
from handlers.slack.people import People
from storage.database import Database
from storage.vault import Vault
from tests.bot.couriers.house import HOUSE, Posts
from tests.bot.couriers.house import posts as a_house

OK, AGAIN = 200, 503


@pytest_asyncio.fixture
async def posts(database: Database) -> AsyncIterator[Posts]:
    async with a_house(database) as made:
        yield made


def replica(posts: Posts, database: Database | None = None) -> AsyncApp:
    store = database or posts.database
    patience = 10 if database is None else 0.5  # a busy machine is no database that is away
    vault = Vault(b"k" * 32)
    once = Once(store, vault, lambda: posts.now, patience=patience)
    kit = Kit(
        posts.desk,
        Queries(store, vault, HOUSE, lambda: posts.now),
        once,
        HOUSE.rulebook,
        posts.client,
        lambda: "nonce",
        "",
        People(posts.client, "T0HOUSE"),
        OnCall(store, vault, HOUSE, lambda: posts.now),
        Homes(store, vault, lambda: posts.now),
        Rulebooks(store),
    )
    return build_app(kit, Identity("T0HOUSE", "B0OMBUD", "U0OMBUD", "xoxb-practice"), None)


async def heard(app: AsyncApp, ts: str = "1.1", user: str = "U0ANA") -> int:
    event = {"type": "message", "channel_type": "im", "channel": "D0ANA", "user": user, "ts": ts}
    body = {"type": "event_callback", "team_id": "T0HOUSE", "event": {**event, "text": "may I fine-tune on chats?"}}
    headers = {"content-type": ["application/json"]}
    return int((await app.async_dispatch(AsyncBoltRequest(body=json.dumps(body), headers=headers))).status)


async def test_one_event_on_two_replicas_is_answered_once(posts: Posts) -> None:
    twins = replica(posts), replica(posts)
    assert await asyncio.gather(*(heard(one) for one in twins * 3)) == [OK] * 6
    assert len(posts.said("D0ANA")) == 1
    assert await heard(replica(posts)) == OK  # after a restart
    assert len(posts.said("D0ANA")) == 1


async def test_what_slack_refused_is_answered_when_it_comes_again(posts: Posts) -> None:
    posts.world.faults.add({"method": "chat.postMessage", "kind": "429", "retry_after": 1})
    assert await heard(replica(posts)) == AGAIN
    assert await heard(replica(posts)) == OK
    assert len(posts.said("D0ANA")) == 1


async def test_what_was_lost_half_way_is_answered_half_a_minute_later(posts: Posts) -> None:
    posts.world.faults.add({"method": "chat.postMessage", "kind": "drop_before"})
    assert await heard(replica(posts)) == AGAIN
    assert await heard(replica(posts)) == AGAIN  # nobody knows; Slack comes again after a minute
    posts.now = posts.now.replace(minute=1)
    assert await heard(replica(posts)) == OK
    assert len(posts.said("D0ANA")) == 1


async def test_while_the_database_is_away_memory_is_enough(posts: Posts, tmp_path: Path) -> None:
    away = Database(f"postgresql+psycopg://nobody@/none?host={tmp_path}")
    app = replica(posts, away)
    assert await asyncio.gather(heard(app), heard(app)) == [OK, OK]
    assert await heard(app) == OK
    assert len(posts.said("D0ANA")) == 1
    away.close()


async def test_while_the_database_is_away_another_replica_sees_the_reply_in_slack(posts: Posts, tmp_path: Path) -> None:
    away = Database(f"postgresql+psycopg://nobody@/none?host={tmp_path}")
    assert await heard(replica(posts, away)) == OK
    assert await heard(replica(posts, away)) == OK
    assert len(posts.said("D0ANA")) == 1
    away.close()


async def test_nothing_kept_says_what_was_asked_or_by_whom(posts: Posts) -> None:
    await heard(replica(posts))
    (row,) = await posts.database.read(lambda conn: conn.execute(text("SELECT key FROM seen")).all())
    plain = ("T0HOUSE:D0ANA:1.1", "D0ANA:1.1")
    assert row.key not in {hashlib.sha256(one.encode()).hexdigest() for one in plain}
    assert "ANA" not in row.key


async def test_of_a_guest_nothing_is_kept_and_they_are_told_so_once(posts: Posts) -> None:
    app = replica(posts)
    assert [await heard(app, user="U0IVO"), await heard(app, user="U0IVO")] == [OK, OK]
    (answer,) = posts.said("D0ANA")
    assert "fine-tun" not in answer.text
    assert await posts.database.read(lambda conn: conn.execute(text("SELECT count(*) FROM seen")).scalar_one()) == 0

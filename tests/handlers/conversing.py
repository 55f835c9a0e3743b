"""Ombud's listeners before a real sandbox: what people write there reaches every replica as Slack would tell it."""

import asyncio
import json
from dataclasses import dataclass, field
from typing import Any

from slack_bolt.async_app import AsyncApp, AsyncBoltRequest

from bot.practice import KEYS
from desk.homes import Homes
from desk.on_call import OnCall
from desk.once import Once
from desk.queries import Queries
from desk.rulebooks import Rulebooks
from handlers.cards.links import Links
from handlers.slack.app import Identity, build_app
from handlers.slack.kit import Kit
from handlers.slack.people import People
from sandbox.acting import Acting
from sandbox.events import Events
from sandbox.town import Message
from sandbox.world import Acked
from storage.vault import Vault
from tests.bot.couriers.house import HOUSE, Posts

OK = 200
RULES = "https://rules.example.com/policy"


def kit_of(posts: Posts) -> Kit:
    vault = Vault(b"k" * 32)
    return Kit(
        posts.desk,
        Queries(posts.database, vault, HOUSE, lambda: posts.now),
        Once(posts.database, vault, lambda: posts.now, patience=10),
        HOUSE.rulebook,
        posts.client,
        lambda: "nonce",
        "",
        People(posts.client, "T0HOUSE"),
        OnCall(posts.database, vault, HOUSE, lambda: posts.now),
        Homes(posts.database, vault, lambda: posts.now),
        Rulebooks(posts.database),
        links=Links(RULES),
    )


@dataclass
class Talk:
    """People act in the sandbox; `replicas` hear every event, `copies` times each."""

    posts: Posts
    kits: list[Kit]
    replicas: list[AsyncApp] = field(init=False)
    acting: Acting = field(init=False)
    copies: int = 1
    statuses: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        identity = Identity("T0HOUSE", "B0OMBUD", "U0OMBUD", KEYS["bot_token"])
        self.replicas = [build_app(kit, identity, None) for kit in self.kits]
        self.acting = Acting(self.posts.world, Events(self.posts.world))
        self.posts.world.send = self._send
        self.posts.world.rules.retry_waits = (0.0, 0.0)

    async def _send(self, _kind: str, payload: Any, _headers: dict[str, str]) -> Acked:
        headers = {"content-type": ["application/json"]}
        requests = [
            replica.async_dispatch(AsyncBoltRequest(body=json.dumps(payload), headers=headers))
            for replica in self.replicas
            for _ in range(self.copies)
        ]
        found = [int(answer.status) for answer in await asyncio.gather(*requests)]
        self.statuses += found
        return Acked("ok" if found[0] == OK else "error", None, 1)

    async def says(self, user: str, text: str, channel: str = "", **more: Any) -> str:
        """Somebody writes; the ts of their message."""
        said = await self.acting.message({"user": user, "channel": channel, "text": text, **more})
        return str(said["ts"])

    async def edits(self, user: str, ts: str, text: str, channel: str = "") -> None:
        await self.acting.edit({"user": user, "channel": channel, "message_ts": ts, "text": text})

    async def uploads(self, user: str, name: str) -> str:
        return str((await self.acting.upload({"user": user, "name": name, "text": "x"}))["file"]["id"])

    def answers(self, channel: str, to: str) -> list[Message]:
        """Ombud's messages that answer one message, known by the thread and the mark on them."""
        return [one for one in self.posts.said(channel) if one.blocks and one.blocks[0]["block_id"] == f"to-{to}"]

    def words(self, channel: str, to: str) -> str:
        """The one answer to a message."""
        (answer,) = self.answers(channel, to)
        return f"{answer.text} {answer.blocks}"

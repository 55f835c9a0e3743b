"""What is so in the workspace: its people, its conversations and the messages in them. Knows no wire and no bot."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from sandbox.residents import BOT, BOT_USER, PLACES, RESIDENTS, Place, Resident

Json = dict[str, Any]


@dataclass(slots=True)
class Message:
    ts: str
    user: str
    text: str
    blocks: list[Json] = field(default_factory=list)
    thread_ts: str | None = None
    by_bot: bool = False
    metadata: Json | None = None
    ephemeral_to: str | None = None
    edited_ts: str | None = None
    reactions: dict[str, list[str]] = field(default_factory=dict)
    typed: dict[tuple[str, str], Json] = field(default_factory=dict)
    client_msg_id: str | None = None
    subtype: str | None = None
    files: list[Json] = field(default_factory=list)
    attachments: list[Json] = field(default_factory=list)
    links: list[Json] = field(default_factory=list)
    links_acked: bool = False
    at: float = 0.0  # case time: what a reader's clock shows; `ts` stays real time, as rate limits and look-ups need it

    def visible_to(self, user: str) -> bool:
        return self.ephemeral_to in (None, user)


@dataclass(slots=True)
class Channel:
    id: str
    name: str
    kind: str  # public, private or im
    topic: str
    members: set[str]
    messages: list[Message] = field(default_factory=list)
    archived: bool = False
    bot_was_removed: bool = False
    prompts: Json | None = None
    statuses: dict[str, str] = field(default_factory=dict)

    def message(self, ts: str) -> Message | None:
        return next((message for message in self.messages if message.ts == ts), None)

    def thread(self, ts: str) -> list[Message]:
        return [message for message in self.messages if ts in (message.ts, message.thread_ts)]

    @property
    def event_kind(self) -> str:
        return {"public": "channel", "private": "group", "im": "im"}[self.kind]

    @property
    def payload_name(self) -> str:
        """The name that payloads of interactions carry: private places are not named.
        https://docs.slack.dev/reference/interaction-payloads/block_actions-payload"""
        return {"public": self.name, "private": "privategroup", "im": "directmessage"}[self.kind]


class Town:
    def __init__(self) -> None:
        self.people: dict[str, Resident] = {person.id: person for person in RESIDENTS}
        self.channels: dict[str, Channel] = {place.id: _channel(place) for place in PLACES}
        for person in RESIDENTS:
            self.channels[person.dm] = Channel(person.dm, person.handle, "im", "", {person.id, BOT_USER})
        self._last_ts = 0

    def person(self, reference: str) -> Resident | None:
        """A resident by id or handle."""
        return self.people.get(reference) or next((p for p in self.people.values() if p.handle == reference), None)

    def speaks(self, handle: str, locale: str) -> None:
        """A resident chooses another language in their profile."""
        found = next(person for person in self.people.values() if person.handle == handle)
        self.people[found.id] = replace(found, locale=locale)

    def channel(self, reference: str) -> Channel | None:
        """A conversation by id or name, or the direct message with a person by that person's id."""
        if reference in self.people:
            return self.channels[self.people[reference].dm]
        name = reference.removeprefix("#")
        named = (c for c in self.channels.values() if c.kind != "im" and c.name == name)
        return self.channels.get(reference) or next(named, None)

    def next_ts(self, now: float) -> str:
        """A message's id: its time in microseconds, and never the same twice."""
        self._last_ts = max(self._last_ts + 1, int(now * 1_000_000))
        return f"{self._last_ts // 1_000_000}.{self._last_ts % 1_000_000:06d}"

    def with_ids(self, text: str) -> str:
        """A command's text whose manifest says `should_escape`: `@cai` arrives as `<@U0CAI|cai>`.
        https://docs.slack.dev/interactivity/implementing-slash-commands#creating_commands
        """
        return _HANDLE.sub(lambda at: self._reference(at[1]) or at[0], text)

    def _reference(self, handle: str) -> str:
        found = self.person(handle.lower())
        return f"<@{found.id}|{found.handle}>" if found else ""

    def seen_by(self, user: str) -> Iterator[Channel]:
        return (channel for channel in self.channels.values() if user in channel.members)


_HANDLE = re.compile(r"(?<![<\w])@(\w+)")
_REFERENCE = re.compile(r"(<(?:@U|#C)[A-Z0-9]+>)")
_ADDRESS = re.compile(r"(?<![<\w])https?://[^\s<>|]*[\w/]")


def as_typed(text: str) -> str:
    """What a person typed, as Slack's client sends it. https://docs.slack.dev/messaging/formatting-message-text#escaping"""
    parts = _REFERENCE.split(text)
    return "".join(part if _REFERENCE.fullmatch(part) else html.escape(part, quote=False) for part in parts)


def as_written(text: str) -> str:
    """A message as Slack's client sends it: as typed, and addresses made links.
    https://docs.slack.dev/messaging/formatting-message-text#links
    """
    return _ADDRESS.sub(lambda found: f"<{found.group()}>", as_typed(text))


def _channel(place: Place) -> Channel:
    return Channel(place.id, place.name, "private" if place.private else "public", place.topic, set(place.members))


def as_slack(message: Message, *, metadata: bool = False) -> Json:
    """A message as history and payloads show it. https://docs.slack.dev/reference/events/message"""
    shown: Json = {"type": "message", "user": message.user, "ts": message.ts, "text": message.text}
    if message.by_bot:
        shown |= {"bot_id": BOT, "app_id": "A0OMBUD"}
    for name in ("subtype", "files", "attachments"):
        if getattr(message, name):
            shown[name] = getattr(message, name)
    if message.client_msg_id:
        shown["client_msg_id"] = message.client_msg_id
    if message.blocks:
        shown["blocks"] = message.blocks
    if message.thread_ts:
        shown["thread_ts"] = message.thread_ts
    if message.edited_ts:
        shown["edited"] = {"user": message.user, "ts": message.edited_ts}
    if message.reactions:
        names = message.reactions.items()
        shown["reactions"] = [{"name": name, "users": users, "count": len(users)} for name, users in names]
    if metadata and message.metadata:
        shown["metadata"] = message.metadata
    return shown

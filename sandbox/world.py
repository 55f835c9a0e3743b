"""One workspace with one installed app: everything the sandbox remembers."""

import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from sandbox.faults import Faults
from sandbox.files import File
from sandbox.limits import Limits
from sandbox.manifest import Manifest
from sandbox.refusals import Refused
from sandbox.residents import BOT_USER
from sandbox.rules import Clock, Rules, wall_clock
from sandbox.town import Channel, Json, Message, Town
from sandbox.triggers import Triggers
from sandbox.views import Views
from sandbox.wire import Wire

Sender = Callable[[str, Json, dict[str, str]], Awaitable["Acked"]]


@dataclass(frozen=True, slots=True)
class Acked:
    """How the bot answered: `status` is ok, timeout or error; `body` is what the ack carried."""

    status: str
    body: Any
    ms: float


@dataclass(frozen=True, slots=True)
class Keys:
    signing_secret: str
    bot_token: str
    app_token: str


@dataclass(slots=True)
class ReplyHook:
    """A response_url: five uses within thirty minutes.
    https://docs.slack.dev/interactivity/handling-user-interaction#message_responses"""

    user: str
    channel: str
    ts: str | None
    at: float
    uses: int = 0


@dataclass(slots=True)
class World:
    manifest: Manifest
    keys: Keys
    rules: Rules = field(default_factory=Rules)
    clock: Clock = wall_clock
    url: str = ""
    town: Town = field(default_factory=Town)
    faults: Faults = field(default_factory=Faults)
    limits: Limits = field(default_factory=Limits)
    views: Views = field(default_factory=Views)
    files: dict[str, File] = field(default_factory=dict)
    hooks: dict[str, ReplyHook] = field(default_factory=dict)
    sent: list[Json] = field(default_factory=list)
    wire: Wire = field(default_factory=Wire)
    toasts: dict[str, list[str]] = field(default_factory=dict)
    case_offset: float = 0.0
    born: str = field(default_factory=lambda: secrets.token_hex(4))
    renew: Callable[[], Awaitable[None]] | None = None
    duplicates: int = 0
    send: Sender | None = None
    on_own: Callable[[Channel, Message], None] | None = None
    on_change: Callable[[Channel, Message, Json], None] | None = None
    triggers: Triggers = field(init=False)

    def __post_init__(self) -> None:
        self.triggers = Triggers(self.rules, self.clock)

    def forget(self) -> None:
        """Everything that happened, not how the sandbox is set up; open views, hooks and triggers are void. Who looks
        at it notices when `born` changes, which is for whoever calls this.
        """
        people, self.town = self.town.people, Town()
        self.town.people = people
        self.views, self.faults, self.limits, self.wire = Views(), Faults(), Limits(), Wire()
        self.triggers, self.rules.limits_enabled, self.rules.drop_metadata = (
            Triggers(self.rules, self.clock),
            True,
            False,
        )
        self.files.clear()
        self.hooks.clear()
        self.sent.clear()
        self.toasts.clear()
        self.case_offset, self.duplicates = 0.0, 0

    def say(self, channel: Channel, user: str, text: str, **more: Any) -> Message:
        now = self.clock()
        message = Message(self.town.next_ts(now), user, text, at=now + self.case_offset, **more)
        channel.messages.append(message)
        return message

    def whisper(self, channel: Channel, to: str, text: str, blocks: list[Json] | None = None) -> Message:
        """A message that only one person sees, from the bot."""
        return self.say(channel, BOT_USER, text, blocks=blocks or [], by_bot=True, ephemeral_to=to)

    def tell_change(self, channel: Channel, message: Message, before: Json) -> None:
        """A message is another than it was: the app hears of it, also of its own."""
        if self.on_change is not None and message.ephemeral_to is None:
            self.on_change(channel, message, before)

    def toast(self, user: str, text: str) -> None:
        self.toasts.setdefault(user, []).append(text)

    def hook(self, user: str, channel: str, ts: str | None) -> str:
        """A fresh response_url."""
        name = secrets.token_urlsafe(12)
        self.hooks[name] = ReplyHook(user, channel, ts, self.clock())
        return f"{self.url}respond/{name}"

    def room(self, reference: Any) -> Channel:
        """The channel that a call names, as far as the bot may see it."""
        found = self.town.channel(str(reference or ""))
        if found is None:
            raise Refused("channel_not_found")
        if found.kind == "private" and BOT_USER not in found.members and not found.bot_was_removed:
            raise Refused("channel_not_found")
        return found

    def open_room(self, reference: Any) -> Channel:
        """The channel that a call writes to. https://docs.slack.dev/reference/methods/chat.postMessage#errors"""
        found = self.room(reference)
        if found.archived:
            raise Refused("is_archived")
        if BOT_USER not in found.members:
            raise Refused("not_in_channel")
        return found

    def may_read(self, file: File) -> bool:
        """Whether the app sees a file: a form handed it over, or it is shared where the bot is."""
        return file.given or any(BOT_USER in self.town.channels[room].members for room in file.shown_in)

    def must_have(self, *scopes: str) -> None:
        """https://docs.slack.dev/authentication/installing-with-oauth#scopes: any one of `scopes` is enough."""
        if scopes and not self.manifest.scopes.intersection(scopes):
            raise Refused("missing_scope", needed=scopes[0], provided=",".join(sorted(self.manifest.scopes)))

"""Which events of Slack are said to Ombud, and what each holds. Asks nobody, keeps nothing."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from domain.rulebook.reading import question_in

Json = dict[str, Any]
# What a person can send that is a message: https://docs.slack.dev/reference/events/message#subtypes
_SPOKEN = frozenset({None, "file_share", "me_message", "thread_broadcast", "huddle_thread"})


class Carries(StrEnum):
    """What a message without words holds."""

    NOTHING = "nothing"
    FILES = "files"
    VOICE = "voice"
    HUDDLE = "huddle"


@dataclass(frozen=True, slots=True)
class Said:
    """Something said to Ombud. `named` is its key: team, channel and ts. `raw` is the text as Slack sent it.
    `overheard`: not by name, in a thread of a channel that may be one of two. `edit` is when it was changed; None for
    what is new. `mention`: it came as `app_mention`; the same message may come as `message`, too.
    """

    named: str
    channel: str
    ts: str
    root: str
    user: str
    text: str
    raw: str
    carries: Carries
    private: bool
    overheard: bool = False
    edit: str | None = None
    mention: bool = False

    @property
    def thread(self) -> str:
        """The key of the thread it stands in, once Ombud has answered there."""
        return f"{self.named.removesuffix(self.ts)}{self.root}:thread"


def said_to_us(event: Json, team: str, bot: str | None) -> Said | None:
    """What an event says to Ombud; None for what is not said to it: other people's talk, its own messages, deletions,
    unfurls, and edits that leave the text as it was.
    """
    subtype = event.get("subtype")
    if subtype == "message_changed":
        message, before = event.get("message") or {}, event.get("previous_message") or {}
        if message.get("text") == before.get("text"):
            return None
        changed = {**message, **{name: event.get(name) for name in ("channel", "channel_type")}}
        return _said(changed, team, bot, (message.get("edited") or {}).get("ts") or event.get("ts"))
    return _said(event, team, bot, (event.get("edited") or {}).get("ts"))


def concerns_us(body: Json, bot: str | None) -> bool:
    """Whether anybody here has to look at an event: false for talk in channels that cannot be meant for Ombud."""
    event = body.get("event") or {}
    if event.get("type") != "message" or event.get("channel_type") == "im":
        return True
    return said_to_us(event, str(body.get("team_id")), bot) is not None


def _said(message: Json, team: str, bot: str | None, edit: str | None) -> Said | None:
    user, ts, text = message.get("user"), message.get("ts"), message.get("text") or ""
    if message.get("bot_id") or message.get("subtype") not in _SPOKEN or not user or not ts or user == bot:
        return None
    private = message.get("channel_type") == "im"
    named = message.get("type") == "app_mention" or (bot is not None and f"<@{bot}" in text)
    thread = message.get("thread_ts")
    if not private and not named and (not thread or "<@" in text or message.get("parent_user_id") not in {user, bot}):
        return None
    return Said(
        named=f"{team}:{message['channel']}:{ts}",
        channel=message["channel"],
        ts=ts,
        root=thread or ts,
        user=user,
        text=question_in(text),
        raw=text,
        carries=_carried(message),
        private=private,
        overheard=not private and not named,
        edit=edit,
        mention=message.get("type") == "app_mention",
    )


def _carried(message: Json) -> Carries:
    if message.get("subtype") == "huddle_thread":
        return Carries.HUDDLE
    files = message.get("files") or []
    if any(one.get("subtype") == "slack_audio" or "audio/" in str(one.get("mimetype")) for one in files):
        return Carries.VOICE
    return Carries.FILES if files else Carries.NOTHING

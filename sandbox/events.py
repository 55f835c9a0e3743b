"""The Events API: delivered at once, again after a minute and after five, never de-duplicated."""

import asyncio
import time
from collections.abc import Callable

from sandbox.interactions import new_id
from sandbox.residents import APP, BOT_USER, TEAM, Resident
from sandbox.town import Channel, Json, Message, as_slack
from sandbox.unfurls import links_in
from sandbox.views import as_payload
from sandbox.world import World


class Events:
    """https://docs.slack.dev/apis/events-api/#retries"""

    def __init__(self, world: World) -> None:
        self._world = world
        self._tasks: set[asyncio.Task[None]] = set()
        world.on_own, world.on_change = self.own, self.changed

    def spoken(self, person: Resident, room: Channel, message: Message) -> None:
        """A person wrote a message: whatever the manifest subscribes to is told."""
        hears = self._world.manifest.hears
        more: Json = {
            "channel": room.id,
            "channel_type": room.event_kind,
            "event_ts": message.ts,
            "user": person.id,
            "team": person.team,
            "user_team": person.team,
        }
        root = room.message(message.thread_ts) if message.thread_ts else None
        if root is not None:
            more["parent_user_id"] = root.user
        self._linked(person, room, message)
        if BOT_USER not in room.members:
            return
        for file in message.files if hears("file_shared") else ():
            shared = {"file_id": file["id"], "file": {"id": file["id"]}, "user_id": person.id, "channel_id": room.id}
            self.emit({"type": "file_shared", "event_ts": message.ts} | shared, person.team)
        if self._hears_messages(room):
            self.emit(as_slack(message) | more | {"type": "message"}, person.team)
        if f"<@{BOT_USER}>" in message.text and room.kind != "im" and hears("app_mention"):
            self.emit(as_slack(message) | more | {"type": "app_mention"}, person.team)

    def _hears_messages(self, room: Channel) -> bool:
        name = {"public": "channels", "private": "groups", "im": "im"}[room.kind]
        return BOT_USER in room.members and self._world.manifest.hears(f"message.{name}")

    def _linked(self, person: Resident, room: Channel, message: Message) -> None:
        """https://docs.slack.dev/reference/events/link_shared: also where the bot is no member."""
        message.links = links_in(message.text, self._world.manifest.unfurl_domains)
        if not message.links or not self._world.manifest.hears("link_shared"):
            return
        event: Json = {
            "type": "link_shared", "channel": room.id, "is_bot_user_member": BOT_USER in room.members,
            "user": person.id, "message_ts": message.ts, "event_ts": message.ts, "links": message.links,
            "unfurl_id": f"{room.id}.{message.ts}", "source": "conversations_history",
        }  # fmt: skip
        if message.thread_ts:
            event["thread_ts"] = message.thread_ts

        def acked() -> None:
            message.links_acked = True

        self.emit(event, person.team, acked)

    def own(self, room: Channel, message: Message) -> None:
        """The app hears what its own bot wrote, too."""
        if self._hears_messages(room):
            more = {"channel": room.id, "channel_type": room.event_kind, "event_ts": message.ts, "team": TEAM}
            self.emit(as_slack(message) | more)

    def changed(self, room: Channel, message: Message, before: Json) -> None:
        """https://docs.slack.dev/reference/events/message/message_changed: an edit, an unfurl, the app's own update."""
        root = room.message(message.thread_ts) if message.thread_ts else None
        now = {**as_slack(message), "user_team": TEAM, **({"parent_user_id": root.user} if root else {})}
        self._hidden(room, "message_changed", {"message": now, "previous_message": before})

    def deleted(self, room: Channel, message: Message) -> None:
        """https://docs.slack.dev/reference/events/message/message_deleted"""
        self._hidden(room, "message_deleted", {"deleted_ts": message.ts, "previous_message": as_slack(message)})

    def _hidden(self, room: Channel, subtype: str, more: Json) -> None:
        if self._hears_messages(room):
            ts = self._world.town.next_ts(self._world.clock())
            event = {"type": "message", "subtype": subtype, "hidden": True, "ts": ts, "event_ts": ts}
            self.emit(event | {"channel": room.id, "channel_type": room.event_kind} | more)

    def opened(self, person: Resident, tab: str) -> None:
        """https://docs.slack.dev/reference/events/app_home_opened"""
        world = self._world
        if not world.manifest.hears("app_home_opened"):
            return
        ts = world.town.next_ts(world.clock())
        event: Json = {"type": "app_home_opened", "user": person.id, "channel": person.dm, "tab": tab, "event_ts": ts}
        home = world.views.homes.get(person.id)
        if tab == "home" and home is not None:
            event["view"] = as_payload(home)
        if tab == "messages" and world.manifest.agent:
            event["context"] = {"entities": []}
        self.emit(event, person.team)

    def emit(self, event: Json, home: str = TEAM, acked: Callable[[], None] | None = None) -> None:
        """`home` is the workspace of whoever caused it; `acked` is called when a bot took it."""
        payload = {
            "token": "verification", "team_id": home, "api_app_id": APP, "event": event, "type": "event_callback",
            "event_id": f"Ev{new_id()}", "event_time": int(time.time()), "is_ext_shared_channel": home != TEAM,
            "authorizations": [{"team_id": TEAM, "user_id": BOT_USER, "is_bot": True, "enterprise_id": None}],
        }  # fmt: skip
        times = 1
        if self._world.duplicates > 0:
            self._world.duplicates -= 1
            times = 2
        for _ in range(times):
            task = asyncio.create_task(self._deliver(payload, acked))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _deliver(self, payload: Json, heard: Callable[[], None] | None) -> None:
        headers: dict[str, str] = {}
        for number, wait in enumerate((None, *self._world.rules.retry_waits)):
            if wait is not None:
                await asyncio.sleep(wait)
            if self._world.send is None:
                return
            acked = await self._world.send("events_api", payload, headers)
            if acked.status == "ok":
                if heard is not None:
                    heard()
                return
            reason = "http_timeout" if acked.status == "timeout" else "http_error"
            headers = {"X-Slack-Retry-Num": str(number + 1), "X-Slack-Retry-Reason": reason}

    async def settled(self) -> None:
        """Wait for first deliveries that are under way."""
        if self._tasks:
            await asyncio.wait(list(self._tasks), timeout=self._world.rules.ack_seconds)

    def stop(self) -> None:
        for task in self._tasks:
            task.cancel()

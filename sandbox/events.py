"""The Events API: delivered at once, again after a minute and after five, never de-duplicated."""

import asyncio
import time

from sandbox.interactions import new_id
from sandbox.residents import APP, BOT_USER, TEAM, Resident
from sandbox.town import Channel, Json, Message, as_slack
from sandbox.world import World


class Events:
    """https://docs.slack.dev/apis/events-api/#retries"""

    def __init__(self, world: World) -> None:
        self._world = world
        self._tasks: set[asyncio.Task[None]] = set()

    def spoken(self, person: Resident, room: Channel, message: Message) -> None:
        """A person wrote a message: whatever the manifest subscribes to is told."""
        more = {
            "channel": room.id,
            "channel_type": room.event_kind,
            "event_ts": message.ts,
            "user": person.id,
            "team": person.team,
            "user_team": person.team,
        }
        name = {"public": "channels", "private": "groups", "im": "im"}[room.kind]
        if BOT_USER not in room.members:
            return
        if self._world.manifest.hears(f"message.{name}"):
            self.emit(as_slack(message) | more | {"type": "message"}, person.team)
        if f"<@{BOT_USER}>" in message.text and room.kind != "im" and self._world.manifest.hears("app_mention"):
            self.emit(as_slack(message) | more | {"type": "app_mention"}, person.team)

    def emit(self, event: Json, home: str = TEAM) -> None:
        """`home` is the workspace of whoever caused it."""
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
            task = asyncio.create_task(self._deliver(payload))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _deliver(self, payload: Json) -> None:
        headers: dict[str, str] = {}
        for number, wait in enumerate((None, *self._world.rules.retry_waits)):
            if wait is not None:
                await asyncio.sleep(wait)
            if self._world.send is None:
                return
            acked = await self._world.send("events_api", payload, headers)
            if acked.status == "ok":
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

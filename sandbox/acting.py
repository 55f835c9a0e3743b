"""What a person does besides clicking: writes, edits, deletes, uploads, opens a tab."""

import base64
from typing import Any

from sandbox.events import Events
from sandbox.files import as_slack as shown
from sandbox.files import uploaded
from sandbox.interactions import new_id
from sandbox.refusals import NoSuch
from sandbox.residents import Resident
from sandbox.town import Channel, Json, Message, as_slack, as_written
from sandbox.world import World

# https://docs.slack.dev/reference/events/message#subtypes: those that a person brings about
SUBTYPES = frozenset({"me_message", "thread_broadcast", "huddle_thread"})
TABS = frozenset({"home", "messages"})


def person_of(world: World, said: Json) -> Resident:
    """Who acts. Raises `NoSuch`."""
    found = world.town.person(str(said.get("user")))
    if found is None:
        raise NoSuch("no_such_person")
    return found


def room_of(world: World, said: Json, person: Resident) -> Channel:
    """The conversation acted in, with Ombud where none is named. Raises `NoSuch`."""
    found = world.town.channel(str(said.get("channel") or person.dm))
    if found is None or person.id not in found.members:
        raise NoSuch("no_such_channel")
    return found


class Acting:
    """Each method is one call of the control API under the same name."""

    def __init__(self, world: World, events: Events) -> None:
        self._world, self._events = world, events

    async def message(self, said: Json) -> Json:
        """Write a message: `text`, and `thread_ts`, `subtype` and the ids of uploaded `files` where there are any."""
        person = person_of(self._world, said)
        room = room_of(self._world, said, person)
        if room.archived:
            raise NoSuch("is_archived")
        files = [self._world.files[one] for one in said.get("files") or ()]
        subtype = said.get("subtype") or ("file_share" if files else None)
        if subtype not in SUBTYPES | {None, "file_share"}:
            raise NoSuch("no_such_subtype")
        for file in files:
            file.shown_in.append(room.id)
        more: Any = {"thread_ts": said.get("thread_ts"), "client_msg_id": new_id(), "subtype": subtype}
        text = as_written(str(said.get("text") or ""))
        message = self._world.say(room, person.id, text, files=[shown(file) for file in files], **more)
        self._events.spoken(person, room, message)
        await self._events.settled()
        return {"ts": message.ts}

    def _own(self, said: Json) -> tuple[Channel, Message]:
        person = person_of(self._world, said)
        room = room_of(self._world, said, person)
        message = room.message(str(said.get("message_ts")))
        if message is None or message.user != person.id:
            raise NoSuch("no_such_message")
        return room, message

    async def edit(self, said: Json) -> Json:
        """Change the text of a message of one's own."""
        room, message = self._own(said)
        before = as_slack(message)
        message.text = as_written(str(said["text"]))
        message.edited_ts = self._world.town.next_ts(self._world.clock())
        self._events.changed(room, message, before)
        await self._events.settled()
        return {"ts": message.ts}

    async def delete(self, said: Json) -> Json:
        """Delete a message of one's own."""
        room, message = self._own(said)
        room.messages.remove(message)
        self._events.deleted(room, message)
        await self._events.settled()
        return {}

    async def upload(self, said: Json) -> Json:
        """Upload a file: `name`, and its `text` or its content as `base64`. Nobody sees it until a message shares it
        or a form hands it over.
        """
        person = person_of(self._world, said)
        content = base64.b64decode(said["base64"]) if "base64" in said else str(said.get("text") or "").encode()
        file = uploaded(person.id, str(said["name"]), content, int(self._world.clock()), self._world.url)
        self._world.files[file.id] = file
        return {"file": shown(file)}

    async def open(self, said: Json) -> Json:
        """Open a tab of the app: `home` or `messages`."""
        person, tab = person_of(self._world, said), str(said.get("tab") or "home")
        manifest = self._world.manifest
        if tab not in TABS or not (manifest.home_tab if tab == "home" else manifest.messages_tab):
            raise NoSuch("no_such_tab")
        self._events.opened(person, tab)
        await self._events.settled()
        return {}

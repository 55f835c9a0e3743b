"""The control API: acts as any resident, lists what was sent, and hands switches over."""

import time
from collections.abc import Awaitable, Callable
from dataclasses import asdict
from typing import Any

from aiohttp import web

from sandbox import interactions
from sandbox.acting import Acting, person_of, room_of
from sandbox.refusals import NoSuch
from sandbox.residents import Resident
from sandbox.seen import seen_by
from sandbox.switches import Switches
from sandbox.town import Channel, Json, Message
from sandbox.views import OpenView
from sandbox.world import World

BAD = 400
Answer = Callable[[Json], Awaitable[Any]]


class Control:
    def __init__(self, world: World) -> None:
        self._world = world

    def person(self, said: Json) -> Resident:
        return person_of(self._world, said)

    def room(self, said: Json, person: Resident) -> Channel:
        return room_of(self._world, said, person)

    def view(self, person: Resident) -> OpenView:
        top = self._world.views.top(person.id)
        if top is None:
            raise NoSuch("no_open_view")
        return top

    async def command(self, said: Json) -> Json:
        person = self.person(said)
        room = self.room(said, person)
        return await interactions.command(self._world, person, room, str(said["command"]), str(said.get("text") or ""))

    async def shortcut(self, said: Json) -> Json:
        person = self.person(said)
        room = self.room(said, person) if said.get("channel") else None
        return await interactions.shortcut(self._world, person, str(said["callback_id"]), room, said.get("message_ts"))

    async def click(self, said: Json) -> Json:
        person = self.person(said)
        room = self.room(said, person)
        message = self._clicked(person, room, said)
        return await interactions.click(self._world, person, room, message, str(said["action_id"]), said)

    def _clicked(self, person: Resident, room: Channel, said: Json) -> Message:
        if said.get("message_ts"):
            message = room.message(str(said["message_ts"]))
        else:  # the newest message with that button
            message = next(
                (
                    one
                    for one in reversed(room.messages)
                    if one.visible_to(person.id) and f"'action_id': '{said['action_id']}'" in str(one.blocks)
                ),
                None,
            )
        if message is None:
            raise NoSuch("no_such_action")
        return message

    async def submit(self, said: Json) -> Json:
        person = self.person(said)
        return await interactions.submit(self._world, person, self.view(person), said.get("values") or {})

    async def click_view(self, said: Json) -> Json:
        """An element in the open dialogue; `values` is what stands in its inputs by then."""
        person = self.person(said)
        action, block, values = str(said["action_id"]), said.get("block_id"), said.get("values") or {}
        return await interactions.click_view(self._world, person, self.view(person), action, block, values)

    async def click_home(self, said: Json) -> Json:
        """An element on the person's Home."""
        person = self.person(said)
        home = self._world.views.homes.get(person.id)
        if home is None:
            raise NoSuch("no_home")
        action, block, values = str(said["action_id"]), said.get("block_id"), said.get("values") or {}
        return await interactions.click_view(self._world, person, home, action, block, values)

    async def close(self, said: Json) -> Json:
        self._world.views.close(self.person(said).id)
        return {}

    async def options(self, said: Json) -> Json:
        person = self.person(said)
        view = self.view(person)
        query = str(said.get("query") or "")
        return {"options": await interactions.options(self._world, person, view, str(said["action_id"]), query)}


def add_control(app: web.Application, world: World, control: Control, acting: Acting, switches: Switches) -> None:
    async def state(_: web.Request) -> web.Response:
        rooms = [{"id": r.id, "name": r.name, "kind": r.kind, "topic": r.topic} for r in world.town.channels.values()]
        return web.json_response({
            "people": [asdict(person) for person in world.town.people.values()], "channels": rooms,
            "commands": [asdict(command) for command in world.manifest.commands],
            "shortcuts": [asdict(shortcut) for shortcut in world.manifest.shortcuts],
            "home_tab": world.manifest.home_tab, "born": world.born,
            "case_offset_seconds": world.case_offset, "now": time.time() + world.case_offset,
        })  # fmt: skip

    async def as_person(request: web.Request) -> web.Response:
        person = world.town.person(request.match_info["user"])
        return web.json_response(seen_by(world, person) if person else {}, status=200 if person else 404)

    async def sent(request: web.Request) -> web.Response:
        if request.method == "DELETE":
            world.sent.clear()
        return web.json_response(world.sent)

    async def clear_faults(_: web.Request) -> web.Response:
        world.faults.clear()
        return web.json_response({})

    async def offset(_: web.Request) -> web.Response:
        return web.json_response({"case_offset_seconds": world.case_offset})

    app.router.add_get("/control/state", state)
    app.router.add_get("/control/as/{user}", as_person)
    app.router.add_get("/control/sent", sent)
    app.router.add_delete("/control/sent", sent)
    app.router.add_delete("/control/faults", clear_faults)
    app.router.add_get("/control/time", offset)
    for name in ("message", "edit", "delete", "upload", "open"):
        app.router.add_post(f"/control/{name}", _posted(getattr(acting, name)))
    for name in ("command", "shortcut", "click", "click_view", "click_home", "submit", "close", "options"):
        app.router.add_post(f"/control/{name}", _posted(getattr(control, name)))
    for name in ("faults", "duplicate", "limits", "rules", "archive", "unarchive", "kick", "invite", "time"):
        app.router.add_post(f"/control/{name}", _posted(getattr(switches, name)))


def _posted(answer: Answer) -> Callable[[web.Request], Awaitable[web.Response]]:
    async def handle(request: web.Request) -> web.Response:
        try:
            return web.json_response(await answer(await request.json()))
        except (NoSuch, KeyError, ValueError, TypeError) as error:
            return web.json_response({"error": str(error)}, status=BAD)

    return handle

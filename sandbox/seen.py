"""What a person sees: their conversations, the open dialogue, toasts."""

from typing import Any

from sandbox.residents import BOT_USER, Resident
from sandbox.town import Channel, Json, Message
from sandbox.views import OpenView, state_of
from sandbox.world import World


def seen_by(world: World, person: Resident) -> Json:
    view = world.views.top(person.id)
    home = world.views.homes.get(person.id)
    return {
        "conversations": [_conversation(world, room, person) for room in world.town.seen_by(person.id)],
        "modal": _modal(view) if view else None,
        "home": _modal(home) if home else None,
        "toasts": world.toasts.get(person.id, []),
        "case_offset_seconds": world.case_offset,
        "done": sorted(world.wire.guide.done),
        "wire": world.wire.newest,
        "born": world.born,
    }


def _conversation(world: World, room: Channel, person: Resident) -> Json:
    messages = [_message(world, message) for message in room.messages if message.visible_to(person.id)]
    name = "ombud" if room.kind == "im" else room.name
    return {
        "id": room.id, "name": name, "kind": "dm" if room.kind == "im" else "channel", "topic": room.topic,
        "private": room.kind == "private", "archived": room.archived, "has_bot": BOT_USER in room.members,
        "members": sorted(room.members), "messages": messages, "prompts": room.prompts,
        "statuses": {thread: said for thread, said in room.statuses.items() if said},
    }  # fmt: skip


def _message(world: World, message: Message) -> Json:
    author = world.town.people.get(message.user)
    return {
        "ts": message.ts, "at": message.at, "user": message.user, "text": message.text, "blocks": message.blocks,
        "username": author.name if author else ("Ombud" if message.user == BOT_USER else message.user),
        "thread_ts": message.thread_ts, "ephemeral": message.ephemeral_to is not None,
        "edited": message.edited_ts is not None, "reactions": message.reactions,
        "attachments": message.attachments, "files": message.files,
    }  # fmt: skip


def _modal(view: OpenView) -> Json:
    more: dict[str, Any] = {"id": view.id, "hash": view.hash, "errors": view.errors or None, "notice": view.notice}
    return view.content | more | {"state": state_of(view)}

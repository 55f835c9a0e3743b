"""conversations.*"""

from sandbox.methods.registry import Json, method
from sandbox.refusals import Refused
from sandbox.residents import BOT_USER
from sandbox.town import Channel, Message, as_slack
from sandbox.world import World

_PREFIX = {"public": "channels", "private": "groups", "im": "im"}
MOST = 999


def _shown(room: Channel) -> Json:
    return {
        "id": room.id, "name": room.name, "is_channel": room.kind == "public", "is_group": room.kind == "private",
        "is_im": room.kind == "im", "is_private": room.kind != "public", "is_archived": room.archived,
        "is_member": BOT_USER in room.members, "topic": {"value": room.topic},
    }  # fmt: skip


def _readable(world: World, args: Json, right: str) -> Channel:
    room = world.room(args.get("channel"))
    world.must_have(f"{_PREFIX[room.kind]}:{right}")
    if right == "history" and BOT_USER not in room.members:
        raise Refused("not_in_channel")
    return room


def _page(args: Json, messages: list[Message]) -> Json:
    metadata = str(args.get("include_all_metadata", "")).lower() in ("1", "true")
    limit = min(int(args.get("limit") or 100), MOST)
    shown = [as_slack(message, metadata=metadata) for message in messages[:limit]]
    return {"messages": shown, "has_more": len(messages) > limit}


@method("conversations.list")
def list_(world: World, args: Json) -> Json:
    """https://docs.slack.dev/reference/methods/conversations.list"""
    world.must_have("channels:read", "groups:read", "im:read")
    kinds = {"public_channel": "public", "private_channel": "private", "im": "im"}
    wanted = {kinds.get(kind.strip()) for kind in str(args.get("types") or "public_channel").split(",")}
    rooms = [room for room in world.town.channels.values() if room.kind in wanted]
    return {"channels": [_shown(room) for room in rooms if room.kind == "public" or BOT_USER in room.members]}


@method("conversations.info")
def info(world: World, args: Json) -> Json:
    """https://docs.slack.dev/reference/methods/conversations.info"""
    return {"channel": _shown(_readable(world, args, "read"))}


@method("conversations.history")
def history(world: World, args: Json) -> Json:
    """https://docs.slack.dev/reference/methods/conversations.history"""
    room = _readable(world, args, "history")
    visible = [message for message in room.messages if not message.ephemeral_to and not message.thread_ts]
    return _page(args, visible[::-1])


@method("conversations.replies")
def replies(world: World, args: Json) -> Json:
    """https://docs.slack.dev/reference/methods/conversations.replies"""
    room = _readable(world, args, "history")
    thread = [message for message in room.thread(str(args.get("ts"))) if not message.ephemeral_to]
    if not thread:
        raise Refused("thread_not_found")
    return _page(args, thread)


@method("conversations.members")
def members(world: World, args: Json) -> Json:
    """https://docs.slack.dev/reference/methods/conversations.members"""
    return {"members": sorted(_readable(world, args, "read").members)}


@method("conversations.open")
def open_(world: World, args: Json) -> Json:
    """https://docs.slack.dev/reference/methods/conversations.open"""
    world.must_have("im:write")
    person = world.town.people.get(str(args.get("users") or ""))
    if person is None:
        raise Refused("user_not_found")
    return {"channel": {"id": person.dm}}

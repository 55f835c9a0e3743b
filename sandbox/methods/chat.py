"""chat.*"""

from typing import Any

from sandbox.blocks import checked_message
from sandbox.methods.registry import Json, method
from sandbox.refusals import Refused
from sandbox.residents import BOT_USER
from sandbox.town import Message, as_slack
from sandbox.world import World

LONGEST = 40_000


def _contents(args: Json) -> tuple[str, list[Json]]:
    blocks: list[Any] = checked_message(args["blocks"]) if args.get("blocks") else []
    text = str(args.get("text") or "")
    if not text and not blocks:
        raise Refused("no_text")
    if len(text) > LONGEST:
        raise Refused("msg_too_long")
    return text, blocks


@method("chat.postMessage")
def post(world: World, args: Json) -> Json:
    """https://docs.slack.dev/reference/methods/chat.postMessage"""
    world.must_have("chat:write")
    room = world.open_room(args.get("channel"))
    text, blocks = _contents(args)
    metadata = None if world.rules.drop_metadata else args.get("metadata")
    more = {"metadata": metadata, "thread_ts": args.get("thread_ts")}
    message = world.say(room, BOT_USER, text, blocks=blocks, by_bot=True, **more)
    room.statuses.pop(str(args.get("thread_ts")), None)
    if world.on_own is not None:
        world.on_own(room, message)
    return {"channel": room.id, "ts": message.ts, "message": as_slack(message)}


def _own(world: World, args: Json, missing: str) -> tuple[str, Message]:
    room = world.open_room(args.get("channel"))
    message = room.message(str(args.get("ts")))
    if message is None or message.ephemeral_to:
        raise Refused("message_not_found")
    if not message.by_bot:
        raise Refused(missing)
    return room.id, message


@method("chat.update")
def update(world: World, args: Json) -> Json:
    """https://docs.slack.dev/reference/methods/chat.update"""
    world.must_have("chat:write")
    room, message = _own(world, args, "cant_update_message")
    before = as_slack(message)
    message.text, blocks = _contents(args)
    message.blocks = blocks if args.get("blocks") is not None else message.blocks
    if not world.rules.drop_metadata:
        message.metadata = args.get("metadata") or message.metadata
    message.edited_ts = world.town.next_ts(world.clock())
    world.tell_change(world.room(room), message, before)
    return {"channel": room, "ts": message.ts, "text": message.text, "message": as_slack(message)}


@method("chat.delete")
def delete(world: World, args: Json) -> Json:
    """https://docs.slack.dev/reference/methods/chat.delete"""
    world.must_have("chat:write")
    room, message = _own(world, args, "cant_delete_message")
    world.room(room).messages.remove(message)
    return {"channel": room, "ts": message.ts}


@method("chat.postEphemeral")
def whisper(world: World, args: Json) -> Json:
    """https://docs.slack.dev/reference/methods/chat.postEphemeral"""
    world.must_have("chat:write")
    room = world.open_room(args.get("channel"))
    if args.get("user") not in room.members:
        raise Refused("user_not_in_channel")
    text, blocks = _contents(args)
    return {"message_ts": world.whisper(room, str(args["user"]), text, blocks).ts}


@method("chat.getPermalink")
def permalink(world: World, args: Json) -> Json:
    """https://docs.slack.dev/reference/methods/chat.getPermalink"""
    room = world.room(args.get("channel"))
    if room.message(str(args.get("message_ts"))) is None:
        raise Refused("message_not_found")
    link = f"https://harbour-house.example/archives/{room.id}/p{str(args['message_ts']).replace('.', '')}"
    return {"channel": room.id, "permalink": link}

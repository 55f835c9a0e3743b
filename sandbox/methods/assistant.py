"""assistant.threads.*: prompts and status in the pane of an agent."""

from sandbox.methods.registry import Json, method
from sandbox.refusals import Refused
from sandbox.town import Channel
from sandbox.world import World

MOST_PROMPTS = 4


def _pane(world: World, args: Json) -> Channel:
    room = world.town.channels.get(str(args.get("channel_id") or ""))
    if room is None:
        raise Refused("channel_not_found")
    return room


def _thread(room: Channel, args: Json) -> str:
    thread = str(args.get("thread_ts") or "")
    if room.message(thread) is None:
        raise Refused("invalid_thread_ts")
    return thread


@method("assistant.threads.setSuggestedPrompts")
def set_prompts(world: World, args: Json) -> Json:
    """https://docs.slack.dev/reference/methods/assistant.threads.setSuggestedPrompts: in an agent app a call that
    carries `thread_ts` fails silently.
    """
    world.must_have("assistant:write")
    room = _pane(world, args)
    prompts = args.get("prompts")
    whole = isinstance(prompts, list) and all(
        isinstance(one, dict) and one.keys() == {"title", "message"} for one in prompts
    )
    if not whole or not prompts or len(prompts) > MOST_PROMPTS:
        raise Refused("invalid_arguments", ["prompts: one to four, each with title and message"])
    if not args.get("thread_ts"):
        room.prompts = {"title": args.get("title"), "prompts": prompts}
    return {}


@method("assistant.threads.setStatus")
def set_status(world: World, args: Json) -> Json:
    """https://docs.slack.dev/reference/methods/assistant.threads.setStatus: gone with the app's next message there, or
    by an empty status.
    """
    world.must_have("assistant:write", "chat:write")
    room = _pane(world, args)
    thread = _thread(room, args)
    if "status" not in args:
        raise Refused("invalid_arguments", ["missing required field: status"])
    room.statuses[thread] = str(args["status"])
    return {}


@method("assistant.threads.setTitle")
def set_title(world: World, args: Json) -> Json:
    """https://docs.slack.dev/reference/methods/assistant.threads.setTitle"""
    world.must_have("assistant:write")
    _thread(_pane(world, args), args)
    return {}

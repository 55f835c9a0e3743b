"""A person acts: commands, clicks, forms, shortcuts. What the ack says is carried out as Slack's client would."""

import secrets
import time

from sandbox.blocks import checked_message, checked_view
from sandbox.filling import fill, handed_over, unfit
from sandbox.refusals import NoSuch, Refused
from sandbox.residents import APP, Resident
from sandbox.states import STATELESS, typed
from sandbox.town import Channel, Json, Message, as_slack, as_typed
from sandbox.views import OpenView, as_payload, element_in, replace, state_of
from sandbox.world import Acked, World

TROUBLE = "We had some trouble connecting. Try again?"
SILENT = "This app is not responding. Try again in a moment."


def base(world: World, person: Resident, kind: str) -> Json:
    """https://docs.slack.dev/reference/interaction-payloads"""
    user = {"id": person.id, "username": person.handle, "name": person.handle, "team_id": person.team}
    team = {"id": person.team, "domain": person.team_domain}
    trigger = world.triggers.issue(person.id)
    return {
        "type": kind, "team": team, "user": user, "api_app_id": APP, "token": "verification", "trigger_id": trigger,
        "enterprise": None, "is_enterprise_install": False,
    }  # fmt: skip


async def send(world: World, kind: str, payload: Json) -> Acked:
    if world.send is None:
        raise RuntimeError("no bot is connected")
    return await world.send(kind, payload, {})


def told(acked: Acked, errors: dict[str, str] | None = None) -> Json:
    return {"ack_ms": acked.ms, "status": acked.status, "response": acked.body, "errors": errors}


async def command(world: World, person: Resident, room: Channel, name: str, text: str) -> Json:
    """https://docs.slack.dev/interactivity/implementing-slash-commands"""
    known = world.manifest.command(name)
    if known is None:
        raise NoSuch(f"{name} is not a valid command")
    payload = {
        "token": "verification", "team_id": person.team, "team_domain": person.team_domain, "channel_id": room.id,
        "channel_name": room.payload_name, "user_id": person.id, "user_name": person.handle, "command": name,
        "text": world.town.with_ids(as_typed(text)) if known.should_escape else as_typed(text),
        "api_app_id": APP, "is_enterprise_install": "false",
        "response_url": world.hook(person.id, room.id, None), "trigger_id": world.triggers.issue(person.id),
    }  # fmt: skip
    acked = await send(world, "slash_commands", payload)
    if acked.status != "ok":
        error = "operation_timeout" if acked.status == "timeout" else "dispatch_failed"
        world.whisper(room, person.id, f'{name} failed with the error "{error}"')
    elif isinstance(acked.body, dict) and (acked.body.get("text") or acked.body.get("blocks")):
        answered(world, person, room, acked.body)
    return told(acked)


def answered(world: World, person: Resident, room: Channel, body: Json) -> None:
    """A message in an ack's body, or through a response_url."""
    try:
        blocks = checked_message(body["blocks"]) if body.get("blocks") else []
    except Refused as refused:
        world.toast(person.id, f"Slack could not show the answer: {refused.answer}")
        return
    if body.get("response_type") == "in_channel":
        world.say(room, "U0OMBUD", str(body.get("text") or ""), blocks=blocks, by_bot=True)
    else:
        world.whisper(room, person.id, str(body.get("text") or ""), blocks)


async def shortcut(world: World, person: Resident, callback_id: str, room: Channel | None, ts: str | None) -> Json:
    """https://docs.slack.dev/interactivity/implementing-shortcuts"""
    known = world.manifest.shortcut(callback_id)
    if known is None:
        raise NoSuch("no_such_shortcut")
    if known.type != "message" or room is None:
        return told(await send(world, "interactive", base(world, person, "shortcut") | {"callback_id": callback_id}))
    message = room.message(ts or "")
    if message is None:
        raise NoSuch("no_such_message")
    more = {
        "callback_id": callback_id, "message": as_slack(message), "message_ts": message.ts, "action_ts": _now(),
        "channel": {"id": room.id, "name": room.payload_name}, "response_url": world.hook(person.id, room.id, None),
    }  # fmt: skip
    return told(await send(world, "interactive", base(world, person, "message_action") | more))


def _now() -> str:
    return f"{time.time():.6f}"


def _action(element: Json, block: Json, state: Json) -> Json:
    """https://docs.slack.dev/reference/interaction-payloads/block_actions-payload: a button's own fields, or what was
    chosen in any other element.
    """
    said: Json = {key: element[key] for key in ("type", "action_id", "text", "value", "style") if key in element}
    said |= state
    return said | {"block_id": block["block_id"], "action_ts": _now()}


async def click(world: World, person: Resident, room: Channel, message: Message, action_id: str, said: Json) -> Json:
    found = element_in(message.blocks, action_id, said.get("block_id")) if message.visible_to(person.id) else None
    if found is None:
        raise NoSuch("no_such_action")
    block, element = found
    state = {} if element["type"] == "button" else typed(world.town, world.files, element, said.get("value"))
    payload = base(world, person, "block_actions") | {
        "container": {"type": "message", "message_ts": message.ts, "channel_id": room.id,
                      "is_ephemeral": message.ephemeral_to is not None},
        "channel": {"id": room.id, "name": room.payload_name},
        "message": as_slack(message), "state": {"values": {}},
        "response_url": world.hook(person.id, room.id, message.ts), "actions": [_action(element, block, state)],
    }  # fmt: skip
    acked = await send(world, "interactive", payload)
    if acked.status != "ok":
        world.toast(person.id, SILENT)
    return told(acked)


async def click_view(
    world: World, person: Resident, view: OpenView, action_id: str, block_id: str | None, values: Json
) -> Json:
    """An element in a dialogue or on the Home: no message, no channel, no response_url, but the view and a trigger.
    https://docs.slack.dev/reference/interaction-payloads/block_actions-payload
    """
    fill(world.town, world.files, view, values)
    found = element_in(view.content["blocks"], action_id, block_id)
    if found is None:
        raise NoSuch("no_such_action")
    block, element = found
    if element["type"] == "overflow":
        state = typed(world.town, world.files, element, values.get(action_id))
    elif element["type"] in STATELESS:
        state = {}
    else:
        state = state_of(view)["values"][block["block_id"]][action_id]
    payload = base(world, person, "block_actions") | {
        "container": {"type": "view", "view_id": view.id},
        "view": as_payload(view), "actions": [_action(element, block, state)],
    }  # fmt: skip
    acked = await send(world, "interactive", payload)
    if acked.status != "ok":
        world.toast(person.id, SILENT)
    return told(acked)


async def submit(world: World, person: Resident, view: OpenView, values: Json) -> Json:
    """https://docs.slack.dev/surfaces/modals#response_actions"""
    fill(world.town, world.files, view, values)
    errors = unfit(view)
    view.errors, view.notice = errors, None
    if errors:
        return told(Acked("ok", None, 0.0), errors)
    handed_over(view, world.files)
    payload = base(world, person, "view_submission") | {"view": as_payload(view), "response_urls": []}
    acked = await send(world, "interactive", payload)
    if acked.status != "ok":
        view.notice = TROUBLE
        return told(acked)
    return told(acked, _respond(world, person, view, acked.body or {}))


def _respond(world: World, person: Resident, view: OpenView, body: Json) -> dict[str, str] | None:
    try:
        match body.get("response_action"):
            case "errors":
                view.errors = dict(body["errors"])
                return view.errors
            case "update":
                replace(view, checked_view(body["view"], "modal"))
            case "push":
                world.views.push(person.id, checked_view(body["view"], "modal"))
            case "clear":
                world.views.close(person.id, everything=True)
            case _:
                world.views.close(person.id)
    except Refused as refused:
        view.notice = f"{TROUBLE} ({refused.answer})"
    return None


async def options(world: World, person: Resident, view: OpenView, action_id: str, query: str) -> list[Json]:
    """https://docs.slack.dev/reference/interaction-payloads/block_suggestion-payload"""
    found = element_in(view.content["blocks"], action_id, None)
    if found is None:
        raise NoSuch("no_such_action")
    more = {"action_id": action_id, "block_id": found[0]["block_id"], "value": query, "view": as_payload(view)}
    more["container"] = {"type": "view", "view_id": view.id}
    acked = await send(world, "interactive", base(world, person, "block_suggestion") | more)
    offered: list[Json] = (acked.body or {}).get("options") or []
    view.offered.setdefault(action_id, []).extend(offered)
    return offered


def new_id() -> str:
    return secrets.token_hex(6).upper()

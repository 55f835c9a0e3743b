"""response_url: answers to an interaction, five times within thirty minutes."""

from aiohttp import web

from sandbox.interactions import answered
from sandbox.world import World

GONE = 404


def add_reply_hooks(app: web.Application, world: World) -> None:
    async def respond(request: web.Request) -> web.Response:
        """https://docs.slack.dev/interactivity/handling-user-interaction#message_responses"""
        hook = world.hooks.get(request.match_info["name"])
        rules = world.rules
        if hook is None or hook.uses >= rules.response_url_uses or world.clock() - hook.at > rules.response_url_seconds:
            return web.json_response({"ok": False, "error": "used_url"}, status=GONE)
        hook.uses += 1
        body = await request.json()
        world.sent.append({
            "n": len(world.sent) + 1, "method": "response_url", "args": body, "at": world.clock(), "ok": True,
            "error": None,
        })  # fmt: skip
        world.wire.from_bot("response_url", body, "ok", None)
        person, room = world.town.people[hook.user], world.town.channels[hook.channel]
        message = room.message(hook.ts or "")
        if body.get("delete_original") and message is not None:
            room.messages.remove(message)
        elif body.get("replace_original") and message is not None:
            message.text, message.blocks = body.get("text", ""), body.get("blocks") or []
        else:
            answered(world, person, room, body)
        return web.json_response({"ok": True})

    app.router.add_post("/respond/{name}", respond)

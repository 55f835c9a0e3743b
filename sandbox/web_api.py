"""The Web API: token, faults, limits, then the method. https://docs.slack.dev/apis/web-api"""

import asyncio
import json
import time

from aiohttp import web

from sandbox.methods import assistant, chat, conversations, files, people, unfurls, views
from sandbox.methods.registry import METHODS
from sandbox.refusals import Refused
from sandbox.town import Json
from sandbox.world import World

OK = 200
ROOMS = (assistant, chat, conversations, files, people, unfurls, views)
_JSON_ARGS = ("blocks", "view", "metadata", "attachments", "unfurls", "prompts")


async def _args(request: web.Request) -> Json:
    if request.content_type == "application/json":
        given: Json = await request.json()
        return given
    args: Json = {**request.query, **await request.post()}
    for name in _JSON_ARGS:
        if isinstance(args.get(name), str):
            args[name] = json.loads(args[name])
    return args


def _token(request: web.Request, args: Json) -> str:
    return request.headers.get("Authorization", "").removeprefix("Bearer ").strip() or str(args.get("token") or "")


def add_web_api(app: web.Application, world: World) -> None:
    async def heard(request: web.Request) -> web.StreamResponse:
        name, started = request.match_info["method"], time.perf_counter()
        args = await _args(request)
        token = _token(request, args)
        args.pop("token", None)
        response = await call(request, name, args, token)
        world.wire.from_bot(name, args, *_outcome(response), ms=(time.perf_counter() - started) * 1000)
        return response

    async def call(request: web.Request, name: str, args: Json, token: str) -> web.Response:
        fault = world.faults.take(name)
        kind = fault.kind if fault else ""
        if fault and kind == "delay":
            await asyncio.sleep(fault.seconds)
        if kind == "drop_before":
            return _dropped(request)
        if fault and kind == "500":
            return web.Response(status=500, text="server error")
        if fault and kind == "429":
            return _limited(fault.retry_after)
        if fault and kind in ("refuse", "unknown"):
            answer: Json = {"ok": False, "error": "unknown_method" if kind == "unknown" else fault.error}
        else:
            wait = (
                world.limits.wait(name, str(args.get("channel")), world.clock()) if world.rules.limits_enabled else None
            )
            if wait is not None:
                return _limited(wait)
            answer = answered(world, name, args, token)
        world.sent.append({
            "n": len(world.sent) + 1, "method": name, "args": args, "at": world.clock(),
            "ok": answer["ok"], "error": answer.get("error"),
        })  # fmt: skip
        # https://docs.slack.dev/authentication/installing-with-oauth: every answer names the token's scopes
        headers = {"x-oauth-scopes": ",".join(sorted(world.manifest.scopes))}
        return _dropped(request) if kind == "drop_after" else web.json_response(answer, headers=headers)

    app.router.add_route("*", "/api/{method}", heard)


def answered(world: World, name: str, args: Json, token: str) -> Json:
    """What the method says, with Slack's own errors."""
    wanted = world.keys.app_token if name == "apps.connections.open" else world.keys.bot_token
    if name not in METHODS:
        return {"ok": False, "error": "unknown_method", "req_method": name}
    if token != wanted:
        return {"ok": False, "error": "invalid_auth" if token else "not_authed"}
    try:
        return {"ok": True, **METHODS[name](world, args)}
    except Refused as refused:
        return refused.answer


def _limited(seconds: int) -> web.Response:
    """https://docs.slack.dev/apis/web-api/rate-limits"""
    headers = {"Retry-After": str(seconds)}
    return web.json_response({"ok": False, "error": "ratelimited"}, status=429, headers=headers)


def _outcome(response: web.Response) -> tuple[str, Json | None]:
    """How a call ended, in a word, and what was answered."""
    if response.content_type == "application/json" and response.text:
        answer: Json = json.loads(response.text)
        return ("ok" if answer.get("ok") else str(answer.get("error"))), answer
    return ("dropped" if response.status == OK else f"HTTP {response.status}"), None


def _dropped(request: web.Request) -> web.Response:
    if request.transport is not None:
        request.transport.abort()
    return web.Response()

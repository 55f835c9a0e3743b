"""What the sandbox sends to the bots: over signed HTTP, or over a socket that a bot opened."""

import asyncio
import json
import secrets
import time
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

import aiohttp
from aiohttp import WSMsgType, web

from sandbox.methods.people import tickets
from sandbox.residents import APP
from sandbox.signing import signed_headers
from sandbox.town import Json
from sandbox.world import Acked, World

OK = 200


class HttpBot:
    """https://docs.slack.dev/apis/events-api/using-http-request-urls, and before the bots a load balancer: each in its
    turn, one that refuses the connection is passed over, and a request that was begun is never given to another.
    """

    def __init__(self, world: World, bot_urls: Sequence[str]) -> None:
        self._world, self._urls = world, [f"{url.rstrip('/')}/slack/events" for url in bot_urls]
        self._session: aiohttp.ClientSession | None = None
        self._turn = 0

    async def send(self, kind: str, payload: Json, headers: dict[str, str]) -> Acked:
        if kind == "events_api":
            content, body = "application/json", json.dumps(payload)
        else:
            content = "application/x-www-form-urlencoded"
            body = urlencode(payload if kind == "slash_commands" else {"payload": json.dumps(payload)})
        signed = signed_headers(self._world.keys.signing_secret, time.time(), body)
        started = time.perf_counter()
        try:
            async with asyncio.timeout(self._world.rules.ack_seconds):
                ok, text = await self._post(body.encode(), {**signed, **headers, "Content-Type": content})
        except TimeoutError:
            return Acked("timeout", None, (time.perf_counter() - started) * 1000)
        except aiohttp.ClientError:
            return Acked("error", None, (time.perf_counter() - started) * 1000)
        return Acked("ok" if ok else "error", _body(text), (time.perf_counter() - started) * 1000)

    async def _post(self, body: bytes, headers: dict[str, str]) -> tuple[bool, str]:
        """Raises `ClientError` where no bot takes it, or the one that took it breaks off."""
        self._session = self._session or aiohttp.ClientSession()
        self._turn += 1
        refused: aiohttp.ClientError = aiohttp.ClientConnectionError("there is no bot")
        for n in range(len(self._urls)):
            try:
                async with self._session.post(
                    self._urls[(self._turn + n) % len(self._urls)], data=body, headers=headers
                ) as answer:
                    return answer.status == OK, await answer.text()
            except aiohttp.ClientConnectorError as error:
                refused = error
        raise refused

    async def close(self) -> None:
        if self._session is not None:
            await self._session.close()


def _body(text: str) -> Any:
    try:
        return json.loads(text) if text else None
    except ValueError:
        return {"text": text}


class SocketBot:
    """https://docs.slack.dev/apis/events-api/using-socket-mode"""

    def __init__(self, world: World) -> None:
        self._world = world
        self._sockets: list[web.WebSocketResponse] = []
        self._waiting: dict[str, asyncio.Future[Any]] = {}
        self._turn = 0

    async def serve(self, request: web.Request) -> web.StreamResponse:
        if request.query.get("ticket") not in tickets:
            return web.Response(status=404)
        tickets.discard(request.query["ticket"])
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        self._sockets.append(socket)
        await socket.send_json({"type": "hello", "num_connections": 1, "connection_info": {"app_id": APP}})
        try:
            async for message in socket:
                if message.type is WSMsgType.TEXT:
                    self._acked(json.loads(message.data))
        finally:
            self._sockets.remove(socket)
        return socket

    def _acked(self, answer: Json) -> None:
        future = self._waiting.pop(answer.get("envelope_id", ""), None)
        if future is not None and not future.done():
            future.set_result(answer.get("payload"))

    async def send(self, kind: str, payload: Json, headers: dict[str, str]) -> Acked:
        if not self._sockets:
            return Acked("error", None, 0.0)
        envelope = secrets.token_hex(16)
        self._waiting[envelope] = asyncio.get_running_loop().create_future()
        self._turn += 1
        said = {
            "envelope_id": envelope,
            "type": kind,
            "accepts_response_payload": kind != "events_api",
            "payload": payload,
        }
        if "X-Slack-Retry-Num" in headers:
            said |= {
                "retry_attempt": int(headers["X-Slack-Retry-Num"]),
                "retry_reason": headers["X-Slack-Retry-Reason"],
            }
        started = time.perf_counter()
        try:
            await self._sockets[self._turn % len(self._sockets)].send_json(said)
            body = await asyncio.wait_for(self._waiting[envelope], self._world.rules.ack_seconds)
        except TimeoutError:
            return Acked("timeout", None, (time.perf_counter() - started) * 1000)
        except ConnectionError:
            return Acked("error", None, (time.perf_counter() - started) * 1000)
        finally:
            self._waiting.pop(envelope, None)
        return Acked("ok", body, (time.perf_counter() - started) * 1000)

    async def close(self) -> None:
        for socket in list(self._sockets):
            await socket.close()

"""`/healthz`, `/readyz` and `/metrics`: read from what the loops wrote down, never from the loops."""

from collections.abc import Awaitable, Callable, Mapping

from aiohttp import web
from prometheus_client import CollectorRegistry, Gauge
from prometheus_client.openmetrics.exposition import CONTENT_TYPE_LATEST, generate_latest

Figures = Mapping[str, Mapping[str, float]]
OK, AWAY = 200, 503


def add_health(
    app: web.Application, ready: Callable[[], Awaitable[dict[str, str]]], figures: Callable[[], Awaitable[Figures]]
) -> None:
    """Adds the three pages. `ready` answers with what is wrong by part; `figures` by name and label."""

    async def healthz(_: web.Request) -> web.Response:
        return web.json_response({"ok": True})

    async def readyz(_: web.Request) -> web.Response:
        wrong = await ready()
        return web.json_response({"ok": not wrong, "wrong": wrong}, status=AWAY if wrong else OK)

    async def metrics(_: web.Request) -> web.Response:
        registry = CollectorRegistry()
        for name, labelled in (await figures()).items():
            gauge = Gauge(name, name.replace("_", " "), ["of"], registry=registry)
            for label, value in labelled.items():
                gauge.labels(label).set(value)
        page: bytes = generate_latest(registry)  # type: ignore[no-untyped-call]
        return web.Response(body=page, headers={"Content-Type": CONTENT_TYPE_LATEST})

    app.router.add_get("/healthz", healthz)
    app.router.add_get("/readyz", readyz)
    app.router.add_get("/metrics", metrics)

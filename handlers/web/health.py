"""`/healthz`, `/readyz` and `/metrics`: read from what the loops wrote down, never from the loops."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from aiohttp import web
from prometheus_client import CollectorRegistry, Counter, Gauge
from prometheus_client.openmetrics.exposition import CONTENT_TYPE_LATEST, generate_latest

OK, AWAY = 200, 503


@dataclass(frozen=True, slots=True)
class Metric:
    """What is measured: its name in OpenMetrics, one sentence, and its one label. Never a person or a text."""

    name: str
    says: str
    label: str
    counts: bool = False


@dataclass(frozen=True, slots=True)
class Figure:
    """A metric's values now, for each value of its label."""

    metric: Metric
    values: Mapping[str, float]


def add_health(
    app: web.Application,
    ready: Callable[[], Awaitable[dict[str, str]]],
    figures: Callable[[], Awaitable[list[Figure]]],
) -> None:
    """Adds the three pages. `ready` answers with what is wrong, by part."""

    async def healthz(_: web.Request) -> web.Response:
        return web.json_response({"ok": True})

    async def readyz(_: web.Request) -> web.Response:
        wrong = await ready()
        return web.json_response({"ok": not wrong, "wrong": wrong}, status=AWAY if wrong else OK)

    async def metrics(_: web.Request) -> web.Response:
        page = exposed(await figures())
        return web.Response(body=page, headers={"Content-Type": CONTENT_TYPE_LATEST})

    app.router.add_get("/healthz", healthz)
    app.router.add_get("/readyz", readyz)
    app.router.add_get("/metrics", metrics)


def exposed(figures: list[Figure]) -> bytes:
    """Figures in the OpenMetrics text format."""
    registry = CollectorRegistry()
    for figure in figures:
        metric = figure.metric
        if metric.counts:
            counter = Counter(metric.name, metric.says, [metric.label], registry=registry)
            for value, amount in figure.values.items():
                counter.labels(value).inc(amount)
        else:
            gauge = Gauge(metric.name, metric.says, [metric.label], registry=registry)
            for value, amount in figure.values.items():
                gauge.labels(value).set(amount)
    page: bytes = generate_latest(registry)  # type: ignore[no-untyped-call]
    return page

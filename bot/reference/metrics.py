"""The page of metrics."""

from bot.metrics import METRICS
from bot.reference.tables import page, table

_INTRO = (
    "`/metrics` speaks OpenMetrics. No label ever names a person or a text. A dashboard and alert rules that use them "
    "are in [examples/monitoring](../how-to/watch-ombud.md)."
)


def metrics() -> str:
    """Every metric, as a scrape names it."""
    rows = [(f"`{one.name}{'_total' if one.counts else ''}`", f"`{one.label}`", one.says) for one in METRICS]
    return page("Metrics", _INTRO, table(("metric", "label", "meaning"), rows))

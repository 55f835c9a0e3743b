"""What Ombud writes to its log: its own words. Libraries that would log bodies or rows stay at warnings."""

import logging
from collections.abc import Mapping

from bot.settings import BadSettings

LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")
QUIET = (
    "slack_bolt", "slack_sdk", "sqlalchemy", "psycopg", "aiohttp", "asyncio", "apscheduler", "alembic", "bm25s",
    "tzlocal",
)  # fmt: skip


def write_logs(env: Mapping[str, str]) -> None:
    """Log to standard error at `OMBUD_LOG_LEVEL`. Raises `BadSettings`."""
    level = (env.get("OMBUD_LOG_LEVEL") or "INFO").upper()
    if level not in LEVELS:
        raise BadSettings(f"OMBUD_LOG_LEVEL must be one of {', '.join(LEVELS)}, not {level!r}.")
    logging.basicConfig(level=level, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)

"""`OMBUD_LOG_LEVEL` opens Ombud's own log; libraries that would log bodies or rows stay at warnings."""

import subprocess
import sys

import pytest

from tests.test_house import ROOT

SPEAKS = """
import logging
from bot.logs import QUIET, write_logs
write_logs({"OMBUD_LOG_LEVEL": "WANTED"})
for name in ("ombud", *QUIET):
    logging.getLogger(name).debug("%s at debug", name)
    logging.getLogger(name).warning("%s at warning", name)
"""


def said(level: str) -> subprocess.CompletedProcess[str]:
    code = SPEAKS.replace("WANTED", level)
    return subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(("level", "debugs"), [("DEBUG", 1), ("info", 0)])
def test_only_our_own_words_are_logged_at_debug(level: str, debugs: int) -> None:
    log = said(level).stderr
    assert (log.count("at debug"), "ombud at debug" in log) == (debugs, debugs == 1)
    for library in ("slack_bolt", "slack_sdk", "sqlalchemy", "psycopg", "aiohttp", "asyncio", "alembic"):
        assert f"{library} at warning" in log


def test_a_level_that_does_not_exist_is_named() -> None:
    done = said("LOUD")
    assert "OMBUD_LOG_LEVEL must be one of DEBUG, INFO, WARNING, ERROR, not 'LOUD'" in done.stderr

"""What every test may lean on: real databases, and no unexpected ERROR in the log."""

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from storage.database import Database
from storage.migrate import upgrade
from tests.postgres import fresh_database, throwaway_cluster


def unexpected(records: list[logging.LogRecord]) -> list[str]:
    """What an unexpected ERROR said."""
    return [record.getMessage() for record in records if record.levelno >= logging.ERROR]


@pytest.fixture(autouse=True)
def _no_unexpected_errors(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    yield
    records = [*caplog.get_records("setup"), *caplog.get_records("call")]
    assert unexpected(records) == [], "unexpected ERROR records"


@pytest.fixture(scope="session")
def cluster() -> Iterator[str]:
    with throwaway_cluster() as url:
        yield url


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "postgres":
        return fresh_database(request.getfixturevalue("cluster"))
    return f"sqlite:///{tmp_path}/ombud.db"


@pytest.fixture
def database(empty_url: str) -> Iterator[Database]:
    upgrade(empty_url)
    opened = Database(empty_url)
    yield opened
    opened.close()

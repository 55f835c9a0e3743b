"""The `town` that journeys happen in."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from tests.journeys.town import Town
from tests.journeys.town import town as a_town


@pytest_asyncio.fixture
async def town(tmp_path: Path) -> AsyncIterator[Town]:
    async with a_town(tmp_path, f"sqlite:///{tmp_path}/ombud.db") as made:
        yield made


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What is told on both databases is told on PostgreSQL by `make test-wide`; replicas and outages always need it."""
    for item in items:
        asked = getattr(item, "callspec", None)
        if item.path.parent == Path(__file__).parent and asked and asked.params.get("empty_url") == "postgres":
            item.add_marker("wide")

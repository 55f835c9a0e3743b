"""The `town` that journeys happen in."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest_asyncio

from tests.journeys.town import Town
from tests.journeys.town import town as a_town


@pytest_asyncio.fixture
async def town(tmp_path: Path) -> AsyncIterator[Town]:
    async with a_town(tmp_path, f"sqlite:///{tmp_path}/ombud.db") as made:
        yield made

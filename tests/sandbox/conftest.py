"""A practice workspace on demand."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path

import pytest

from bot.practice import Practice, practice


@pytest.fixture
def town_factory(tmp_path: Path) -> Callable[[], AbstractAsyncContextManager[Practice]]:
    return lambda: practice(tmp_path, f"sqlite:///{tmp_path}/ombud.db")

"""Who is a guest, and how little Slack is asked about it."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from slack_sdk.errors import SlackApiError

from handlers.slack import guests as module
from handlers.slack.guests import Guests, Standing
from handlers.slack.kit import Later

TEAM = "T0HOUSE"
Answer = dict[str, Any] | Exception


class Directory:
    """Answers as it is told, and counts."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer
        self.asked: list[str] = []
        self.open = asyncio.Event()
        self.open.set()

    async def __call__(self, *, user: str) -> dict[str, Any]:
        self.asked.append(user)
        await self.open.wait()
        if isinstance(self.answer, Exception):
            raise self.answer
        return {"user": self.answer}


class Watch:
    """Seconds that only the test moves."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


def guests(directory: Callable[..., Awaitable[Any]], watch: Watch | None = None, patience: float = 5.0) -> Guests:
    return Guests(directory, TEAM, Later(), patience=patience, now=watch or Watch())


@pytest.mark.parametrize(
    ("said", "standing"),
    [
        ({"team_id": TEAM}, Standing.MEMBER),
        ({}, Standing.MEMBER),
        ({"team_id": TEAM, "is_restricted": True}, Standing.GUEST),
        ({"team_id": TEAM, "is_ultra_restricted": True}, Standing.GUEST),
        ({"team_id": TEAM, "is_stranger": True}, Standing.STRANGER),
        ({"team_id": "T0OTHER", "is_stranger": False}, Standing.STRANGER),  # in a channel that both share
        ({"team_id": "T0OTHER", "enterprise_user": {"teams": ["T0OTHER", TEAM]}}, Standing.MEMBER),
    ],
)
async def test_what_slack_says_of_somebody(said: dict[str, Any], standing: Standing) -> None:
    known = guests(Directory(said))
    assert await known.standing("U0IVO") is standing
    assert await known.is_guest("U0IVO") is (standing is not Standing.MEMBER)


async def test_one_call_at_a_time_and_none_while_it_is_remembered() -> None:
    directory, watch = Directory({"team_id": TEAM, "is_restricted": True}), Watch()
    known = guests(directory, watch)
    found = await asyncio.gather(*(known.standing("U0IVO") for _ in range(100)))
    assert (set(found), len(directory.asked)) == ({Standing.GUEST}, 1)
    watch.now = 599
    await known.standing("U0IVO")
    assert len(directory.asked) == 1
    watch.now = 601
    directory.answer = {"team_id": TEAM}
    assert await known.standing("U0IVO") is Standing.MEMBER  # made a member meanwhile
    assert len(directory.asked) == 2


async def test_a_late_answer_holds_nobody_up_and_counts_from_then_on() -> None:
    directory = Directory({"team_id": TEAM, "is_restricted": True})
    directory.open.clear()
    known = guests(directory, patience=0.01)
    assert await known.standing("U0IVO") is Standing.MEMBER
    directory.open.set()
    assert await known.standing("U0IVO") is Standing.GUEST
    assert len(directory.asked) == 1


@pytest.mark.parametrize("error", [SlackApiError("no", {"error": "missing_scope"}), TimeoutError(), OSError()])
async def test_no_answer_makes_a_member_is_said_once_and_asked_again_soon(
    error: Exception, caplog: pytest.LogCaptureFixture
) -> None:
    directory, watch = Directory(error), Watch()
    known = guests(directory, watch)
    with caplog.at_level(logging.WARNING):
        for person in ("U0IVO", "U0ANA", "U0IVO"):
            assert await known.standing(person) is Standing.MEMBER
    assert len(directory.asked) == 2
    assert len(caplog.records) == 1
    assert "U0" not in caplog.text
    watch.now = 31
    directory.answer = {"team_id": TEAM, "is_restricted": True}
    assert await known.standing("U0IVO") is Standing.GUEST


async def test_memory_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "ROOM", 3)
    directory = Directory({"team_id": TEAM})
    known = guests(directory)
    for number in range(5):
        await known.standing(f"U{number}")
    await known.standing("U4")
    assert len(directory.asked) == 5
    await known.standing("U0")
    assert len(directory.asked) == 6

"""Ask, report, acknowledge, decide, hear back — and be nudged when you don't."""

from pathlib import Path

import pytest

from tests.journeys.town import Town
from tests.journeys.town import town as a_town
from tests.postgres import fresh_database


async def the_whole_story(town: Town) -> None:
    assert (await town.asks("ana", "ask may I fine-tune on support chats?")).says("data-fine-tuning-support")
    answer = await town.asks("ana", "ask may I bring my dog to the office?")
    assert answer.says("does not cover this")
    await town.reports("ana", "I pasted a customer log into the model")
    receipt = (await town.sees("ana"))["modal"]
    assert "Your report is case 1" in str(receipt)
    await town.hears("ana", "Your report is case 1")
    card = await town.hears("bo", "Case 1", "G0DESK")
    assert not card.says("customer log")
    assert not card.says("U0ANA")
    await town.hears("bo", "You are on call")
    await town.clicks("bo", "case_open")
    assert "pasted a customer log" in str((await town.sees("bo"))["modal"])
    await town.clicks("bo", "case_acknowledge")
    await town.hears("bo", "acknowledged this", "G0DESK")
    assert (await town.decides("bo"))["errors"] is None
    outcome = await town.hears("ana", "held names of customers")
    assert outcome.says("Customer personal data in AI tools")
    await town.hears("cai", "Decided", "G0DESK")


async def test_the_main_job_over_http(town: Town) -> None:
    await the_whole_story(town)


async def test_the_main_job_over_socket_mode(tmp_path: Path) -> None:
    async with a_town(tmp_path, f"sqlite:///{tmp_path}/ombud.db", mode="socket") as town:
        await the_whole_story(town)


@pytest.mark.postgres
async def test_the_main_job_on_postgresql(tmp_path: Path, cluster: str) -> None:
    async with a_town(tmp_path, fresh_database(cluster)) as town:
        await the_whole_story(town)


async def test_a_forgotten_case_is_nudged_and_escalated(town: Town) -> None:
    await town.reports("ana", "pasted a customer log into the model")
    await town.hears("bo", "You are on call")
    await town.advances(hours=2, minutes=1)
    await town.hears("bo", "still waits for you")
    await town.advances(hours=2)
    await town.hears("cai", "is overdue")
    await town.advances(hours=2)
    assert (await town.hears("dee", "is overdue")).says("U0CAI")
    for person in ("bo", "cai", "dee"):
        assert not any(message.says("customer log") for message in await town.messages(person))

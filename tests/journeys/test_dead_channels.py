"""A queue's channel is gone: operators hear so, people are written to directly, and nobody else is held up."""

from pathlib import Path

import pytest

from tests.bot.test_commands import beside
from tests.journeys.test_faults import count
from tests.journeys.town import Town


@pytest.mark.parametrize(
    ("gone", "back", "error"), [("archive", "unarchive", "is_archived"), ("kick", "invite", "not_in_channel")]
)
async def test_a_dead_channel_falls_back_to_direct_messages(
    town: Town, tmp_path: Path, gone: str, back: str, error: str
) -> None:
    await town.control(gone, channel="G0DESK")
    await town.reports("ana", "pasted a customer log into the model")
    await town.hears("ana", "Your report is case 1")
    told = await town.hears("gil", "takes no messages")
    assert told.says(error)
    for person in ("bo", "cai", "dee"):
        await town.hears(person, "You are on call: Case 1")
    await town.reports("emi", "another one")
    await town.hears("cai", "You are on call: Case 2")
    await town.files("ana", "Somebody may be hurt.", at_risk="yes")
    await town.hears("bo", "Case 3 · Abuse · critical", "G0URGENT")  # the other queue goes on

    async def buried() -> bool:
        return count(tmp_path, "SELECT count(*) FROM delivery WHERE state = 'dead' AND kind = 'card'") == 2

    await town.until(buried, "both cards to be dead letters")
    assert len([one for one in await town.messages("gil") if one.says("takes no messages")]) == 1
    await town.clicks("cai", "case_acknowledge", "D0CAI", of="Case 1")
    await town.hears("bo", "<@U0CAI> has it")
    await town.control(back, channel="G0DESK")
    code, _ = await beside(town, "outbox", "retry", "case-2.1.1.card.queue:desk")
    assert code == 0
    await town.hears("bo", "Case 2", "G0DESK")


async def test_somebody_kept_out_is_not_written_to_instead(town: Town) -> None:
    await town.control("archive", channel="G0DESK")
    await town.files("ana", "Cai read the prompts of her team.", subjects=["U0CAI"])
    await town.hears("bo", "You are on call: Case 1")
    await town.hears("dee", "You are on call: Case 1")
    await town.hears("gil", "takes no messages")
    assert not await town.messages("cai")


async def test_a_server_that_forgets_metadata_is_asked_for_the_block(town: Town, tmp_path: Path) -> None:
    await town.control("rules", drop_metadata=True)
    await town.fault("chat.postMessage", "drop_after", count=3)
    await town.reports("ana", "pasted a customer log into the model")
    await town.hears("bo", "Case 1", "G0DESK")
    await town.advances(seconds=10)

    async def settled() -> bool:
        return count(tmp_path, "SELECT count(*) FROM delivery WHERE state = 'sent' AND stream = 'case-1'") == 3

    await town.until(settled, "three doubts to be settled")
    said = [*await town.messages("bo"), *await town.messages("bo", "G0DESK"), *await town.messages("ana")]
    assert len(said) == 3


async def test_a_server_that_refuses_history_is_sent_a_repeat_rather_than_a_loss(town: Town) -> None:
    await town.fault("conversations.history", "refuse", error="missing_scope", count=1000)
    await town.fault("chat.postMessage", "drop_before", count=3)
    await town.reports("ana", "pasted a customer log into the model")
    await town.advances(seconds=10)
    await town.hears("bo", "Case 1", "G0DESK")
    await town.hears("ana", "Your report is case 1")
    await town.hears("bo", "You are on call")


async def test_a_clock_set_back_and_forward_loses_no_deadline_and_fires_none_twice(town: Town, tmp_path: Path) -> None:
    await town.reports("ana", "pasted a customer log into the model")
    await town.hears("bo", "You are on call")
    nudges = "SELECT count(*) FROM event WHERE type = 'CaseNudged'"
    climbs = "SELECT count(*) FROM event WHERE type = 'CaseEscalated'"
    await town.advances(hours=2, minutes=1)
    await town.hears("bo", "still waits for you")
    await town.advances(hours=-5)
    await town.advances(hours=5)
    assert count(tmp_path, nudges) == 1
    await town.advances(hours=3)
    await town.hears("cai", "is overdue")
    await town.advances(hours=-9)
    await town.advances(hours=10)
    await town.hears("dee", "is overdue")
    assert count(tmp_path, climbs) == 2  # secondary, then lead: each once
    assert count(tmp_path, nudges) == 1


async def test_a_dead_witness_channel_is_told_to_the_operators(town: Town) -> None:
    await town.control("archive", channel="C0RECORD")
    await town.reports("ana", "pasted a customer log into the model")
    await town.hears("ana", "Your report is case 1")
    await town.stop_bot()  # which seals what is left
    await town.start_bot()
    told = await town.hears("gil", "The witness channel takes no messages")
    assert told.says("is_archived")

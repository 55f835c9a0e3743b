"""A whole investigation, as a reviewer and two reporters meet it in Slack."""

import asyncio
import base64
import re
import sys
from pathlib import Path
from typing import Any

import pytest

from sandbox.files import uploaded
from tests.journeys.town import Town
from tests.test_house import ROOT

CODE = re.compile(r"(?:[0-9A-Z]{4}-){4}[0-9A-Z]{5}")


async def uploads(town: Town, person: str, name: str, content: bytes) -> str:
    given = await town.control("upload", user=person, name=name, base64=base64.b64encode(content).decode())
    return str(given["file"]["id"])


async def presses(town: Town, person: str, action: str, **values: Any) -> dict[str, Any]:
    """A button of the open case, and its form filled in and sent; the window stands again behind it."""
    await town.clicks_view(person, action)
    sent = await town.submits(person, **values)
    await town.control("close", user=person)
    return sent


async def window(town: Town, person: str, of: str = "Case 1 ·") -> str:
    await town.control("close", user=person)
    await town.clicks(person, "case_open", of=of)
    return str(await town.modal(person))


async def pressed_step(town: Town, person: str, step: str) -> None:
    await town.control("click_view", user=person, action_id="step_tick", block_id=f"step-{step}")


async def finds_out(town: Town) -> None:
    """Bo acknowledges, ticks, notes, and attaches a message and a file."""
    await town.reports("ana", "pasted a customer log into the model")
    await town.hears("bo", "Case 1 ·", "G0DESK")
    said = await town.control("message", user="emi", channel="C0GENERAL", text="I pasted <b>it</b> & sent it, too")
    await town.clicks("bo", "case_acknowledge")
    await window(town, "bo")
    await pressed_step(town, "bo", "happened")
    await pressed_step(town, "bo", "held")
    assert "Checklist: 2 of 5 done" in str(await town.modal("bo"))
    await town.hears("bo", "2 of 5", "G0DESK")
    await pressed_step(town, "bo", "held")
    assert "Checklist: 1 of 5 done" in str(await town.modal("bo"))
    noted = await presses(town, "bo", "note_write", text="She says that it was a *test* log.")
    assert noted["errors"] is None
    await town.control("shortcut", user="bo", callback_id="add_to_case", channel="C0GENERAL", message_ts=said["ts"])
    assert (await town.submits("bo", case="one"))["errors"] == {"case": "Please give the number of a case."}
    assert (await town.submits("bo", case="1"))["errors"] is None
    await window(town, "bo")
    file = await uploads(town, "bo", "log.txt", b"name, mail\nAna, ana@example.com\n")
    assert (await presses(town, "bo", "evidence_attach", file=[file]))["errors"] is None
    seen = await window(town, "bo")
    assert "She says that it was a *test* log." in seen
    assert "A message by <@U0EMI>" in seen
    assert "log.txt" in seen
    await town.control("click_view", user="bo", action_id="evidence_open", block_id="1-evidence-1-what")
    looked = str(await town.modal("bo"))
    assert "I pasted <b>it</b> & sent it, too" in looked
    assert "it is what was attached" in looked
    assert "<@U0BO> looked at it" in await window(town, "bo")


async def becomes_one(town: Town) -> None:
    """Bo moves the case, and merges a second report into it."""
    moved = await presses(town, "bo", "case_move", kind="near_miss", queue="urgent", reason="It cannot wait.")
    assert moved["errors"] is None
    await town.hears("bo", "Case 1 went to the queue urgent", "G0DESK")
    await town.hears("bo", "Case 1 ·", "G0URGENT")
    await town.reports("emi", "a customer log was pasted into a model")
    await town.hears("bo", "Case 2 ·", "G0DESK")
    await window(town, "bo", "Case 2 ·")
    assert (await presses(town, "bo", "case_merge", into="2"))["errors"] == {
        "into": "A case is no duplicate of itself. Please give the number of the other one."
    }
    assert (await presses(town, "bo", "case_merge", into="1"))["errors"] is None
    await town.hears("emi", "is about the same matter as case 1")
    await town.hears("ana", "Another report about the same matter as case 1")
    await town.hears("bo", "merged this into case 1", "G0DESK")


async def test_a_full_investigation_and_both_reporters_hear(town: Town) -> None:
    await finds_out(town)
    await becomes_one(town)
    await town.control("close", user="bo")
    await town.clicks("bo", "case_open", "G0URGENT")
    assert "a customer log was pasted into a model" in str(await town.modal("bo"))
    await town.control("close", user="bo")
    await town.clicks("bo", "case_decide", "G0URGENT")
    form = str(await town.modal("bo"))
    assert "4 steps are still open" in form
    assert "read your reasons, too: 2" in form
    sent = await town.submits("bo", finding="no_violation", reasons="It was a test log without any real name.")
    assert sent["errors"] is None
    for person, case in (("ana", 1), ("emi", 2)):
        outcome = await town.hears(person, f"Case {case} is decided")
        assert outcome.says("It was a test log")
    assert not any("<@U0ANA>" in one.words for one in await town.messages("emi"))
    assert not any("<@U0EMI>" in one.words for one in await town.messages("ana"))


async def test_an_anonymous_reporter_of_a_duplicate_reads_the_outcome_with_the_code(town: Town) -> None:
    await town.reports("ana", "pasted a customer log into the model")
    await town.files("emi", "a log was pasted", kind="near_miss", mode="anonymous")
    found = CODE.search(str(await town.modal("emi")))
    assert found
    await town.hears("bo", "Case 2 ·", "G0DESK")
    await town.hears("bo", "Case 1 ·", "G0DESK")
    await window(town, "bo", "Case 2 ·")
    assert (await presses(town, "bo", "case_merge", into="1"))["errors"] is None
    status = await town.says("emi", "/report", f"status {found.group()}")
    assert status.says("is handled together with case 1")
    await town.hears("ana", "Another report")
    await town.control("close", user="bo")
    await town.decides("bo", "no_violation", of="Case 1 ·")
    await town.hears("ana", "Case 1 is decided")
    status = await town.says("emi", "/report", f"status {found.group()}")
    assert status.says("names of customers")
    assert not await town.messages("emi")


async def test_a_binary_file_is_taken_out_on_the_command_line(town: Town, tmp_path: Path) -> None:
    await town.reports("ana", "pasted a customer log into the model")
    await town.hears("bo", "Case 1 ·", "G0DESK")
    await window(town, "bo")
    content = bytes(range(256)) * 9
    file = await uploads(town, "bo", "shot.png", content)
    assert (await presses(town, "bo", "evidence_attach", file=[file]))["errors"] is None
    await window(town, "bo")
    await town.control("click_view", user="bo", action_id="evidence_open", block_id="1-evidence-1-what")
    assert "ombud case evidence 1 evidence-1" in str(await town.modal("bo"))
    out = tmp_path / "shot.png"
    command = ("-m", "bot", "case", "evidence", "1", "evidence-1", "--out", str(out))
    ran = await asyncio.create_subprocess_exec(sys.executable, *command, env=town.env, cwd=ROOT)
    assert (await ran.wait(), out.read_bytes()) == (0, content)
    assert "operator took a copy out" in await window(town, "bo")


@pytest.mark.parametrize(("size", "says"), [(0, "There is nothing in it"), (5_000_001, "at most 5 MB")])
async def test_files_of_the_wrong_size_are_told_at_the_field(town: Town, size: int, says: str) -> None:
    await town.reports("ana", "pasted a customer log into the model")
    await town.hears("bo", "Case 1 ·", "G0DESK")
    await window(town, "bo")
    file = uploaded("U0BO", "log.txt", b"x" * size, 0, town.url)
    town.world.files[file.id] = file
    assert says in (await presses(town, "bo", "evidence_attach", file=[file.id]))["errors"]["file"]


async def test_only_reviewers_add_to_a_case(town: Town) -> None:
    await town.reports("ana", "pasted a customer log into the model")
    said = await town.control("message", user="emi", channel="C0GENERAL", text="it was me")
    await town.control("shortcut", user="gil", callback_id="add_to_case", channel="C0GENERAL", message_ts=said["ts"])
    assert "roster.yml" in (await town.submits("gil", case="1"))["errors"]["case"]

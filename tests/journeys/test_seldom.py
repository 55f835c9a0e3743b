"""Buttons that are seldom pressed do what they say: holds, names, pages of a queue, and reading a gap from Home."""

import re

from tests.journeys.test_gaps import ASKED, a_gap_opens, ask
from tests.journeys.test_investigation import presses, window
from tests.journeys.town import Message, Town


async def test_a_hold_is_placed_with_a_reason_and_lifted(town: Town) -> None:
    await town.reports("ana", "pasted a customer log into the model")
    await town.hears("bo", "Case 1 ·", "G0DESK")
    await window(town, "bo")
    refused = await presses(town, "bo", "hold_place", reason=" ")
    assert refused["errors"] == {"reason": "Please write at least a few words here."}
    await window(town, "bo")
    placed = await presses(town, "bo", "hold_place", reason="A court asks for it.")
    assert placed["errors"] is None
    seen = await window(town, "bo")
    assert "hold_lift" in seen
    assert "hold_place" not in seen
    await town.clicks_view("bo", "hold_lift")
    again = await window(town, "bo")
    assert "hold_place" in again
    assert "hold_lift" not in again


async def test_whoever_is_named_later_is_kept_out(town: Town) -> None:
    await town.reports("ana", "somebody read the prompts of a team")
    await town.hears("bo", "Case 1 ·", "G0DESK")
    await window(town, "bo")
    named = await presses(town, "bo", "subjects_name", subjects=["U0CAI"])
    assert named["errors"] is None
    assert "<@U0CAI>" in await window(town, "bo")
    await town.clicks("cai", "case_open")
    await town.hears("cai", "You are kept out of this case", "G0DESK")
    assert await town.modal("cai") is None


async def test_a_long_queue_is_turned_to_and_fro(town: Town) -> None:
    for n in range(17):
        await town.reports("ana", f"log number {n}")
        await town.control("close", user="ana")
    await town.hears("bo", "Case 17 ·", "G0DESK")
    first = cases(await town.says("bo", "/desk", "queue all"))
    await town.clicks("bo", "queue_later", "C0GENERAL")
    second = await turned(town, first)
    assert first | second == set(range(1, 18))
    assert not first & second
    await town.clicks("bo", "queue_earlier", "C0GENERAL")
    assert await turned(town, second) == first


async def turned(town: Town, before: set[int]) -> set[int]:
    """What stands in the queue's place, which Slack is told after the click."""

    async def other() -> set[int]:
        shown = cases((await town.messages("bo", "C0GENERAL"))[-1])
        return shown if shown != before else set()

    found: set[int] = await town.until(other, "the queue to turn its page")
    return found


def cases(queue: Message) -> set[int]:
    return {int(found) for found in re.findall(r"\*Case (\d+) ·", queue.words)}


async def test_a_gap_is_read_and_closed_from_home(town: Town) -> None:
    for person, words in zip(("ana", "bo", "cai"), ASKED, strict=True):
        await ask(town, person, words)
    await a_gap_opens(town)
    await town.opens_home("fen")
    await town.sees_home("fen", "Lücke 1")
    await town.clicks_home("fen", "gap_read")
    assert "dog" in str(await town.modal("fen"))
    await town.clicks_view("fen", "gap_answer")
    await town.control("options", user="fen", action_id="clauses", query="secrets")
    assert (await town.submits("fen", clauses=["data-secrets"]))["errors"] is None
    await town.gone_from_home("fen", "Lücke 1")

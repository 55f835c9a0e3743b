"""What happens when the process, the database or Slack fails at the worst moment."""

import asyncio
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.bot.test_commands import beside
from tests.journeys.town import Town
from tests.storage.test_database import HOLDS

REPORT = {"text": "pasted a customer log into the model", "kind": "near_miss", "at_risk": "no"}


def rows(room: Path, sql: str) -> list[Any]:
    conn = sqlite3.connect(room / "ombud.db")
    try:
        return conn.execute(sql).fetchall()
    finally:
        conn.close()


def count(room: Path, sql: str) -> int:
    return int(rows(room, sql)[0][0])


@pytest.fixture
def room(tmp_path: Path) -> Path:
    return tmp_path


async def test_killed_after_the_commit_and_before_the_ack_the_report_is_filed_once(town: Town, room: Path) -> None:
    await town.opens_report("ana")
    sending = asyncio.create_task(town.control("submit", user="ana", values=REPORT))

    async def committed() -> bool:
        return count(room, "SELECT count(*) FROM event") > 0

    await town.until(committed, "the commit")
    assert town.bot is not None
    town.bot.send_signal(signal.SIGKILL)
    await town.bot.wait()
    await sending
    await town.start_bot()
    if (modal := (await town.sees("ana"))["modal"])["callback_id"] == "report_form":
        assert modal["notice"]  # Slack says that there was trouble, and the text is still there
        assert "pasted a customer log" in str(modal["state"])
        await town.control("submit", user="ana", values={})
    assert "case 1" in str((await town.sees("ana"))["modal"])
    assert count(room, "SELECT count(*) FROM case_row") == 1
    await town.hears("ana", "Your report is case 1")
    await town.hears("bo", "Case 1", "G0DESK")


async def test_killed_after_the_send_and_before_the_settling_it_is_not_sent_again(town: Town, room: Path) -> None:
    await town.fault("chat.postMessage", "drop_after", count=10)  # it arrives, and Ombud never hears so
    await town.reports("ana", REPORT["text"])
    await town.hears("bo", "Case 1", "G0DESK")

    async def doubted() -> bool:
        return count(room, "SELECT count(*) FROM delivery WHERE state IN ('in_doubt', 'sending')") == 3

    await town.until(doubted, "three deliveries in doubt")
    await town.kill_bot()
    async with town.http.delete(f"{town.url}control/faults"):
        pass
    conn = sqlite3.connect(room / "ombud.db")
    conn.execute("UPDATE delivery SET state = 'sending', claimed_at = 0")  # as if killed an instant earlier
    conn.commit()
    conn.close()
    await town.start_bot()

    async def settled() -> bool:
        return count(room, "SELECT count(*) FROM delivery WHERE state = 'sent'") == 3

    await town.until(settled, "three deliveries to be sent")
    cards = [message for message in await town.messages("bo", "G0DESK") if message.says("Case 1")]
    receipts = [message for message in await town.messages("ana") if message.says("case 1")]
    assert (len(cards), len(receipts)) == (1, 1)


async def test_a_process_that_was_down_over_a_due_time_catches_up_and_says_so(town: Town) -> None:
    await town.reports("ana", REPORT["text"])
    await town.hears("bo", "You are on call")
    await town.stop_bot()
    town.world.case_offset += 6 * 3600
    await town.start_bot()
    assert (await town.hears("cai", "is overdue")).says("2 hours late: Ombud was down")


async def test_a_held_write_lock_keeps_the_form_open_and_files_once(town: Town, room: Path) -> None:
    await town.opens_report("ana")
    with subprocess.Popen(  # noqa: ASYNC220 -- starts at once
        [sys.executable, "-c", HOLDS, str(room / "ombud.db")], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        first = await town.control("submit", user="ana", values=REPORT)
        assert "will not file it twice" in first["errors"]["text"]
        assert first["ack_ms"] < 3000
        edited = {**REPORT, "text": "pasted a customer log, with names"}
        second = await town.control("submit", user="ana", values=edited)
        assert "will not file it twice" in second["errors"]["text"]
        assert (await town.asks("ana", "ask may I fine-tune on support chats?")).says("data-fine-tuning-support")
        await asyncio.sleep(2)  # real time: the lock is to be held for six seconds in all
        holder.communicate("let go\n")
    assert "pasted a customer log, with names" in str((await town.sees("ana"))["modal"]["state"])
    third = await town.control("submit", user="ana", values={})
    assert third["errors"] is None
    assert count(room, "SELECT count(*) FROM case_row") == 1
    await town.hears("ana", "Your report is case 1")
    await town.hears("bo", "Case 1", "G0DESK")


async def test_forty_parallel_clicks_acknowledge_once(town: Town, room: Path) -> None:
    await town.reports("ana", REPORT["text"])
    await town.hears("bo", "Case 1", "G0DESK")
    clicks = [town.clicks(person, "case_acknowledge") for person in ("bo", "cai") * 20]
    answers = await asyncio.gather(*clicks)
    assert {answer["status"] for answer in answers if "status" in answer} == {"ok"}
    assert count(room, "SELECT count(*) FROM event WHERE type = 'CaseAcknowledged'") == 1
    heard = [*await town.messages("bo", "G0DESK"), *await town.messages("cai", "G0DESK")]
    assert any(message.raw["ephemeral"] and message.says("acknowledged this") for message in heard)


@pytest.mark.parametrize(
    ("kind", "more"),
    [
        ("429", {"retry_after": 1}),
        ("500", {}),
        ("drop_before", {}),
        ("drop_after", {}),
        ("refuse", {"error": "internal_error"}),
    ],
)
async def test_whatever_slack_does_a_card_arrives_exactly_once(town: Town, kind: str, more: dict[str, Any]) -> None:
    await town.fault("chat.postMessage", kind, count=3, **more)
    await town.reports("ana", REPORT["text"])
    await town.hears("bo", "Case 1", "G0DESK")
    await town.hears("ana", "Your report is case 1")
    await town.advances(seconds=60)  # doubts are looked up
    await town.hears("bo", "You are on call")

    async def drained() -> bool:
        async with town.http.get(f"{town.bot_url}/metrics") as answer:
            figures = await answer.text()
        return 'ombud_deliveries{state="sent"} 3.0' in figures

    await town.until(drained, "everything to be sent")
    cards = [message for message in await town.messages("bo", "G0DESK") if message.says("Case 1")]
    assert (len(cards), len(await town.messages("ana")), len(await town.messages("bo"))) == (1, 1, 1)


async def test_a_nudge_in_the_outbox_is_dropped_when_somebody_acts(town: Town, room: Path) -> None:
    await town.reports("ana", REPORT["text"])

    async def quiet() -> bool:
        return count(room, "SELECT count(*) FROM delivery WHERE state = 'sent'") == 3

    await town.until(quiet, "card, page and receipt to be sent")
    await town.fault("chat.postMessage", "429", retry_after=5, count=1)
    await town.advances(hours=2, minutes=1)

    async def waits() -> bool:
        return count(room, "SELECT count(*) FROM delivery WHERE kind = 'nudge' AND attempts = 1") == 1

    await town.until(waits, "a nudge to wait in the outbox")
    await town.clicks("bo", "case_acknowledge")
    await town.advances(seconds=30)

    async def dropped() -> bool:
        return count(room, "SELECT count(*) FROM delivery WHERE kind = 'nudge' AND state = 'dropped'") == 1

    await town.until(dropped, "the nudge to be dropped")
    assert not any(message.says("still waits for you") for message in await town.messages("bo"))


async def test_a_slack_that_lacks_methods_is_lived_with(town: Town) -> None:
    for method in ("conversations.open", "conversations.history"):
        await town.fault(method, "unknown", count=1000)
    await town.reports("ana", REPORT["text"])
    await town.hears("ana", "Your report is case 1")
    await town.hears("bo", "Case 1", "G0DESK")


async def test_what_fails_for_a_day_is_a_dead_letter_that_an_operator_sends_again(town: Town, room: Path) -> None:
    await town.fault("chat.postMessage", "refuse", error="internal_error", count=100_000)
    await town.reports("ana", REPORT["text"])
    await town.advances(days=1, minutes=1)

    async def dead() -> bool:
        return count(room, "SELECT count(*) FROM delivery WHERE kind = 'card' AND state = 'dead'") == 1

    await town.until(dead, "the card to be a dead letter")
    code, listed = await beside(town, "outbox", "list")
    assert (code, "case-1.1.1.card.queue:desk  dead" in listed) == (0, True)
    async with town.http.delete(f"{town.url}control/faults"):
        pass
    assert await beside(town, "outbox", "retry", "case-1.1.1.card.queue:desk") == (
        0, "It will be sent with the next round.\n",
    )  # fmt: skip
    await town.hears("bo", "Case 1", "G0DESK")


async def test_a_slack_that_fails_without_json_is_lived_with(town: Town) -> None:
    """An answer of status 500 holds no JSON, whatever was asked."""
    for method in ("conversations.open", "conversations.history", "views.open"):
        await town.fault(method, "500", count=1)
    await town.fault("chat.postMessage", "drop_after", count=2)  # so that the history is asked
    await town.control("command", user="ana", channel="C0GENERAL", command="/report", text="typed before")
    assert any(message.says("typed before") for message in await town.messages("ana", "C0GENERAL"))
    await town.reports("ana", REPORT["text"])
    await town.hears("bo", "Case 1", "G0DESK")
    await town.advances(seconds=60)
    await town.hears("ana", "Your report is case 1")
    await town.hears("bo", "You are on call")

"""Reports without fear: modes, conversation, exclusion and four eyes, as people meet them in Slack."""

import asyncio
import re
import signal
import sqlite3
from pathlib import Path
from typing import Any

from tests.journeys.town import Town

ABUSE = {"text": "the assistant sent client files to a stranger", "kind": "abuse", "at_risk": "no"}
CODE = re.compile(r"(?:[0-9A-Z]{4}-){4}[0-9A-Z]{5}")


def count(room: Path, what: str) -> int:
    conn = sqlite3.connect(room / "ombud.db")
    try:
        return int(conn.execute(f"SELECT count(*) FROM {what}").fetchone()[0])  # noqa: S608 -- written in this file
    finally:
        conn.close()


async def sends(town: Town, person: str, **more: Any) -> dict[str, Any]:
    await town.opens_report(person)
    return await town.control("submit", user=person, values={**ABUSE, **more})


async def code_of(town: Town, person: str) -> str:
    found = CODE.search(str((await town.sees(person))["modal"]))
    assert found
    return found.group()


async def says(town: Town, person: str, text: str) -> str:
    await town.control("command", user=person, channel="C0GENERAL", command="/report", text=text)
    heard = await town.messages(person, "C0GENERAL")
    return heard[-1].words if heard else ""


async def test_the_code_is_in_the_ack_and_the_same_after_a_kill_between_commit_and_ack(
    town: Town, tmp_path: Path
) -> None:
    await town.opens_report("emi")
    sending = asyncio.create_task(town.control("submit", user="emi", values={**ABUSE, "mode": "anonymous"}))

    async def committed() -> bool:
        return count(tmp_path, "event") > 0

    await town.until(committed, "the commit")
    assert town.bot is not None
    town.bot.send_signal(signal.SIGKILL)
    await town.bot.wait()
    await sending
    await town.start_bot()
    if (await town.sees("emi"))["modal"]["callback_id"] == "report_form":
        await town.control("submit", user="emi", values={})
    first = await code_of(town, "emi")
    assert "case 1" in await says(town, "emi", f"status {first}")
    assert "No report answers" in await says(town, "emi", "status AAAAA-AAAAA-AAAAA-AAAAAA")
    await town.hears("bo", "Case 1 · Abuse", "G0DESK")
    assert not await town.messages("emi")


async def test_an_anonymous_reporter_talks_with_a_code_and_hears_the_outcome_there(town: Town) -> None:
    await sends(town, "emi", mode="anonymous", kind="near_miss")
    code = await code_of(town, "emi")
    await town.hears("bo", "Case 1 · Near miss", "G0DESK")
    await says(town, "emi", f"reply {code.lower()}")
    sent = await town.control("submit", user="emi", values={"text": "It was on Monday."})
    assert sent["errors"] is None
    await town.hears("bo", "the reporter wrote")
    await town.clicks("bo", "case_open", "G0DESK")
    assert "It was on Monday." in str((await town.sees("bo"))["modal"])
    assert "Read <!date" in await says(town, "emi", f"status {code}")
    await town.decides("bo")
    status = await says(town, "emi", f"status {code}")
    assert "held names of customers" in status
    assert "Customer personal data in AI tools" in status


async def test_a_wrong_code_is_told_at_its_field_and_keeps_the_text(town: Town) -> None:
    await says(town, "emi", "reply AAAAA-AAAAA-AAAAA-AAAAAA")
    sent = await town.control("submit", user="emi", values={"text": "It was on Monday."})
    assert "No report answers" in sent["errors"]["text"]
    assert "It was on Monday." in str((await town.sees("emi"))["modal"]["state"])


async def test_text_that_begins_with_a_sub_command_is_still_a_report(town: Town) -> None:
    modal = await town.opens_report("ana", "status pages were written by a model")
    assert "status pages were written" in str(modal["state"])


async def test_a_reporter_by_name_answers_in_the_thread_or_in_the_window(town: Town, tmp_path: Path) -> None:
    await sends(town, "ana", kind="near_miss")
    receipt = await town.hears("ana", "Your report is case 1")

    async def settled() -> bool:
        return count(tmp_path, "delivery WHERE kind = 'receipt' AND state = 'sent'") == 1

    await town.until(settled, "the receipt to be settled")
    thread = {"thread_ts": receipt.raw["ts"], "channel": "D0ANA"}
    await town.control("message", user="ana", text="It was <b>Monday</b> & not Sunday.", **thread)
    await town.hears("ana", "It is with the reviewers of the case")
    await town.clicks("ana", "talk_read", "D0ANA")
    await town.control("submit", user="ana", values={"text": "And there was a second log."})
    await town.hears("bo", "the reporter wrote")
    await town.clicks("bo", "case_open", "G0DESK")
    opened = str((await town.sees("bo"))["modal"])
    assert "It was <b>Monday</b> & not Sunday." in opened
    assert "And there was a second log." in opened
    mine = await town.control("message", user="ana", text="may I fine-tune on support chats?", channel="D0ANA")
    await town.hears("ana", "data-fine-tuning-support")
    assert mine["ts"]


async def test_nobody_else_reads_a_reporters_page_or_has_their_name_erased(town: Town) -> None:
    await sends(town, "ana")
    await town.hears("ana", "Your report is case 1")
    assert "Only whoever filed this report" in await says(town, "bo", "status 1")
    assert "case 1" in await says(town, "ana", "status 1")
    await town.clicks("ana", "name_erase", "D0ANA")
    await town.hears("ana", "Your name is erased")
    await town.clicks("bo", "case_open", "G0DESK")
    assert "Nobody can learn any more who reported this" in str((await town.sees("bo"))["modal"])


async def test_a_heavy_decision_takes_two_and_the_proposer_is_refused(town: Town) -> None:
    await sends(town, "ana")
    await town.hears("bo", "Case 1 · Abuse", "G0DESK")
    await town.decides("bo")
    await town.hears("dee", "needs a second person")
    await town.hears("bo", "Waits for a second person", "G0DESK")
    assert not any(one.says("is decided: ") for one in await town.messages("ana"))
    await town.clicks("bo", "proposal_review", "G0DESK")
    await town.hears("bo", "somebody else must approve", "G0DESK")
    await town.clicks("gil", "proposal_review", "G0DESK")
    await town.hears("gil", "Only a second person", "G0DESK")
    await town.clicks("dee", "proposal_review", "D0DEE")
    sent = await town.control("submit", user="dee", values={"answer": "return", "reason": ""})
    assert "reason" in sent["errors"]
    await town.control("submit", user="dee", values={"answer": "return", "reason": "Which names?"})
    await town.hears("bo", "returned your proposal")
    await town.clicks("bo", "case_open", "G0DESK")
    assert "Which names?" in str((await town.sees("bo"))["modal"])
    await town.decides("bo", reasons="The log held names and addresses.")
    await town.hears("cai", "needs a second person")
    await town.clicks("cai", "proposal_review", "D0CAI")
    await town.clicks_view("cai", "case_open")
    assert ABUSE["text"] in str(await town.modal("cai"))  # nobody approves what they have not read
    await town.control("close", user="cai")
    sent = await town.control("submit", user="cai", values={"answer": "approve"})
    assert sent["errors"] is None
    assert (await town.hears("ana", "is decided: ")).says("names and addresses")


async def test_whoever_recuses_is_relieved_and_the_next_is_asked(town: Town) -> None:
    await sends(town, "ana")
    await town.hears("bo", "You are on call")
    await town.hears("bo", "Case 1", "G0DESK")  # page and card come in any order
    await town.clicks("bo", "case_recuse")
    await town.hears("cai", "waits for you now")
    await town.hears("bo", "is not with you any more")
    await town.clicks("bo", "case_open", "G0DESK")
    await town.hears("bo", "You are kept out of this case", "G0DESK")
    assert (await town.sees("bo"))["modal"] is None


async def test_a_case_that_nobody_may_have_is_told_to_those_who_run_ombud(town: Town) -> None:
    await town.files("ana", "All of them share one account.", subjects=["U0BO", "U0CAI", "U0DEE"])
    await town.hears("hal", "You are on call: Case 1")  # the outsider
    await town.files("ana", "And the auditor too.", subjects=["U0BO", "U0CAI", "U0DEE", "U0HAL"])
    told = await town.hears("gil", "Case 2 · Abuse · high has nobody")
    assert not told.says("auditor")
    await town.hears("gil", "Nobody is on call", "G0DESK")
    await town.clicks("hal", "case_acknowledge", "D0HAL")
    await town.hears("hal", "<@U0HAL> acknowledged this")

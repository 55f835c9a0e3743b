"""The reporter afterwards, as people meet it in Slack: add, withdraw, not solved, and one click on how it was."""

import asyncio
import re
import signal
import sqlite3
from pathlib import Path
from typing import Any

from tests.journeys.town import Town

CODE = re.compile(r"(?:[0-9A-Z]{4}-){4}[0-9A-Z]{5}")


def rows(room: Path, what: str) -> list[tuple[Any, ...]]:
    conn = sqlite3.connect(room / "ombud.db")
    try:
        return conn.execute(f"SELECT {what}").fetchall()
    finally:
        conn.close()


async def anonymous(town: Town, person: str, **more: Any) -> str:
    """A near miss reported anonymously; its code."""
    await town.files(person, "pasted a customer log into the model", kind="near_miss", mode="anonymous", **more)
    found = CODE.search(str(await town.modal(person)))
    assert found
    await town.submits(person, saved=["yes"])
    return found.group()


async def shown(town: Town, person: str) -> str:
    return str(await town.modal(person))


async def test_a_light_report_is_withdrawn_closed_and_the_reviewers_hear(town: Town, tmp_path: Path) -> None:
    await town.reports("ana", "a draft rule is unclear to me", kind="ambiguity")
    await town.hears("bo", "You are on call: Case 1")
    await town.hears("ana", "Your report is case 1")
    await town.clicks("ana", "report_withdraw", "D0ANA")
    assert "If you withdraw, it is closed at once" in await shown(town, "ana")
    sent = await town.submits("ana", reason="I found the clause.")
    assert sent["errors"] is None
    assert "Case 1 is closed; nobody works on it" in await shown(town, "ana")
    await town.hears("bo", "its reporter withdrew it before anybody had begun")
    await town.hears("bo", "Withdrawn by the reporter", "G0DESK")
    await town.hears("ana", "You withdrew this report")
    await town.clicks("bo", "case_open", "G0DESK")
    assert "I found the clause." in await shown(town, "bo")
    await town.advances(days=20)
    assert not [one for one in await town.messages("bo") if one.says("still waits")]
    still = rows(tmp_path, "id FROM deadline WHERE settled_at IS NULL AND stream = 'case-1'")
    assert still == [("case-1/retention",)]


async def test_a_case_that_somebody_has_goes_on_until_they_decide(town: Town) -> None:
    await town.reports("ana", "pasted a customer log into the model")
    await town.hears("bo", "Case 1", "G0DESK")
    await town.clicks("bo", "case_acknowledge")
    await town.hears("ana", "Your report is case 1")
    await town.clicks("ana", "report_withdraw", "D0ANA")
    assert "Withdrawing does not close case 1 by itself" in await shown(town, "ana")
    await town.submits("ana")
    assert "decide whether it must go on" in await shown(town, "ana")
    await town.hears("bo", "Please decide whether it must go on")
    sent = await town.decides("bo", finding="withdrawn", clauses=[], intent=None, reasons="Nobody was harmed.")
    assert sent["errors"] is None
    await town.hears("ana", "Nobody was harmed.")
    await town.clicks("ana", "report_not_solved", "D0ANA")
    await town.hears("ana", "You withdrew this report")


async def test_an_addition_becomes_part_of_the_report(town: Town) -> None:
    await town.reports("ana", "pasted a customer log into the model")
    await town.hears("ana", "Your report is case 1")
    await town.hears("bo", "You are on call")
    await town.clicks("ana", "report_add", "D0ANA")
    sent = await town.submits("ana", text="There was a second log.", where_when="on Monday")
    assert sent["errors"] is None
    assert "part of your report, case 1" in await shown(town, "ana")
    told = await town.hears("bo", "the reporter added to the report")
    assert not told.says("second log")
    await town.hears("bo", "The reporter added to the report", "G0DESK")
    await town.clicks("bo", "case_open", "G0DESK")
    opened = await shown(town, "bo")
    assert "There was a second log." in opened
    assert "on Monday" in opened
    assert "Added later" in opened


async def test_an_anonymous_not_solved_reopens_by_code_and_another_reviewer_is_paged(
    town: Town, tmp_path: Path
) -> None:
    code = await anonymous(town, "emi")
    await town.hears("bo", "Case 1 · Near miss", "G0DESK")
    await town.decides("bo", reasons="It cannot happen again.")
    await town.hears("cai", "Decided", "G0DESK")
    assert (await town.says("emi", "/report", f"status {code}")).says("It cannot happen again.")
    await town.clicks("emi", "report_not_solved", "C0GENERAL")
    assert "somebody looks at it who had no part" in await shown(town, "emi")
    assert "reasons" in (await town.submits("emi", reasons="  "))["errors"]
    sent = await town.submits("emi", reasons="It happened again on Tuesday.")
    assert sent["errors"] is None
    assert "Case 1 is open again" in await shown(town, "emi")
    await town.hears("cai", "You are asked to look with fresh eyes")
    await town.hears("bo", "so <@U0CAI> is asked to look first")
    await town.hears("bo", "was not solved", "G0DESK")
    await town.clicks("cai", "case_acknowledge")
    await town.clicks("cai", "case_open")
    opened = await shown(town, "cai")
    assert "It happened again on Tuesday." in opened
    assert "It cannot happen again." in opened  # the former reasons
    await town.decides("cai", reasons="The export is switched off now.")
    status = await town.says("emi", "/report", f"status {code}")
    assert status.says("The export is switched off now.")
    assert not status.says("This was not solved")
    await town.clicks("emi", "outcome_rate_helped", "C0GENERAL")
    await town.hears("emi", "counted without your name", "C0GENERAL")
    await town.clicks("emi", "outcome_rate_partly", "C0GENERAL")

    async def changed() -> bool:
        return rows(tmp_path, "answer FROM vote") == [("partly",)]

    await town.until(changed, "the vote to be changed")
    assert not await town.messages("emi")


async def test_after_thirty_days_it_is_said_what_else_to_do(town: Town) -> None:
    await town.reports("ana", "pasted a customer log into the model")
    await town.hears("bo", "Case 1", "G0DESK")
    await town.decides("bo")
    await town.hears("ana", "Not solved? Until")
    await town.advances(days=31)
    await town.clicks("ana", "report_not_solved", "D0ANA")
    await town.hears("ana", "If it happened again, please report it anew")
    assert (await town.says("ana", "/report", "status 1")).says("you could say that this was not solved")


async def test_not_solved_twice_after_a_kill_between_commit_and_ack_reopens_once(town: Town, tmp_path: Path) -> None:
    await town.reports("ana", "pasted a customer log into the model")
    await town.hears("bo", "Case 1", "G0DESK")
    await town.decides("bo")
    await town.hears("ana", "Not solved? Until")
    await town.clicks("ana", "report_not_solved", "D0ANA")
    sending = asyncio.create_task(town.submits("ana", reasons="It happened again."))

    async def committed() -> bool:
        return bool(rows(tmp_path, "1 FROM event WHERE type = 'CaseReopened'"))

    await town.until(committed, "the commit")
    assert town.bot is not None
    town.bot.send_signal(signal.SIGKILL)
    await town.bot.wait()
    await sending
    await town.start_bot()
    if "not_solved_form" in await shown(town, "ana"):
        sent = await town.submits("ana")
        assert sent["errors"] is None
    assert "Case 1 is open again" in await shown(town, "ana")
    assert len(rows(tmp_path, "1 FROM event WHERE type = 'CaseReopened'")) == 1
    await town.hears("cai", "You are asked to look with fresh eyes")


async def test_whoever_is_not_the_reporter_can_do_none_of_it(town: Town, tmp_path: Path) -> None:
    await town.reports("ana", "pasted a customer log into the model")
    receipt = await town.hears("ana", "Your report is case 1")
    await town.hears("bo", "Case 1", "G0DESK")
    await town.decides("bo")
    await town.hears("ana", "Did this help?")
    assert receipt.raw["ts"]
    town.world.town.channels["D0ANA"].members.add("U0DEE")
    await town.clicks("dee", "report_not_solved", "D0ANA")
    await town.clicks("dee", "outcome_rate_did_not_help", "D0ANA")
    heard = [one for one in await town.messages("dee", "D0ANA") if one.says("Only whoever filed this report")]
    assert heard
    assert rows(tmp_path, "1 FROM vote") == []

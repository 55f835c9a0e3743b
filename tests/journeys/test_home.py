"""Home and the queue as people live with them: what is theirs moves by itself, and nothing that is not is there."""

import sqlite3
from pathlib import Path
from typing import Any

from tests.journeys.town import Town

SECRET = "pasted a customer log into the model"


async def published(town: Town, person: str) -> int:
    return sum(
        call["method"] == "views.publish" and call["args"]["user_id"] == f"U0{person.upper()}"
        for call in town.world.sent
    )


async def test_a_reporter_sees_their_report_move_without_reopening_home(town: Town) -> None:
    await town.opens_home("ana")
    await town.sees_home("ana", "You have not reported anything")
    await town.reports("ana", SECRET)
    await town.sees_home("ana", "Case 1 · Near miss* · open")
    await town.hears("bo", "Case 1", "G0DESK")
    await town.clicks("bo", "case_acknowledge")
    await town.sees_home("ana", "Case 1 · Near miss* · in review")
    await town.decides("bo")
    await town.sees_home("ana", "Case 1 · Near miss* · decided")
    assert SECRET not in await town.home("ana")
    await town.clicks_home("ana", "talk_read", "report-1")
    assert "Case 1" in str(await town.modal("ana"))


async def test_a_reviewer_clears_their_queue_from_home(town: Town) -> None:
    await town.opens_home("bo")
    await town.sees_home("bo", "Nothing waits for you")
    for _ in range(2):
        await town.reports("ana", SECRET)
    await town.sees_home("bo", "Case 2 · Near miss")
    await town.clicks_home("bo", "case_acknowledge", "case-1-actions")
    await town.sees_home("bo", "Decide by")
    await town.clicks_home("bo", "case_open", "case-1-actions")
    assert SECRET in str(await town.modal("bo"))
    assert SECRET not in await town.home("bo")
    await town.control("close", user="bo")
    for number in (1, 2):
        await town.clicks_home("bo", "case_decide", f"case-{number}-actions")
        await town.control("options", user="bo", action_id="clauses", query="customer")
        sent = await town.submits("bo", finding="no_violation", reasons="It was test data.")
        assert not sent.get("errors")
        await town.control("close", user="bo")
    await town.sees_home("bo", "Nothing waits for you")


async def test_a_no_on_home_is_said_over_it(town: Town) -> None:
    await town.opens_home("bo")
    await town.reports("ana", SECRET)
    await town.sees_home("bo", "Case 1 · Near miss")
    stale = (await town.sees("bo"))["home"]
    await town.clicks("cai", "case_acknowledge", of="Case 1")
    await town.hears("cai", "acknowledged this", "G0DESK")
    await town.gone_from_home("bo", "Case 1 · Near miss")
    assert "case-1-actions" in str(stale)
    shown = await town.says("bo", "/desk", "queue all")
    assert shown.says("Case 1 · Near miss")
    await town.clicks("bo", "case_take_over", "C0GENERAL")
    await town.sees_home("bo", "Case 1 · Near miss")


async def test_whoever_is_kept_out_finds_nothing(town: Town) -> None:
    for person in ("bo", "cai"):
        await town.opens_home(person)
    await town.files("ana", "Bo read the prompts of his team.", subjects=["U0BO"])
    await town.sees_home("cai", "Case 1 · Abuse")
    await town.reports("ana", SECRET)
    await town.sees_home("bo", "Case 2 · Near miss")
    assert "Case 1" not in await town.home("bo")
    for which in ("mine", "all", "breached"):
        assert not (await town.says("bo", "/desk", f"queue {which}")).says("Case 1")
    assert (await town.says("bo", "/desk", "case 1")).says("You are kept out of this case")


async def test_an_anonymous_report_is_on_nobodys_home_but_the_reviewers(town: Town) -> None:
    for person in ("emi", "bo"):
        await town.opens_home(person)
        await town.sees_home(person, "Your reports")
    before = await published(town, "emi")
    await town.files("emi", SECRET, mode="anonymous")
    await town.sees_home("bo", "Case 1 · Abuse")
    await town.opens_home("emi")
    await town.sees_home("emi", "Anonymous reports are not listed here")
    assert "Case 1" not in await town.home("emi")
    assert await published(town, "emi") == before


async def test_what_has_not_changed_is_not_sent_again(town: Town) -> None:
    await town.opens_home("bo")
    await town.sees_home("bo", "Nothing waits for you")
    before = await published(town, "bo")
    for _ in range(3):
        await town.opens_home("bo")
    assert await published(town, "bo") == before


async def test_slacks_limit_delays_a_home_and_nothing_else(town: Town) -> None:
    await town.opens_home("bo")
    await town.sees_home("bo", "Nothing waits for you")
    await town.fault("views.publish", "429", retry_after=1, count=2)
    await town.reports("ana", SECRET)
    await town.hears("bo", "Case 1", "G0DESK")
    await town.sees_home("bo", "Case 1 · Near miss")


async def test_long_lists_have_pages(town: Town) -> None:
    town.world.rules.limits_enabled = False
    await town.opens_home("bo")
    for number in range(14):
        await town.reports("ana", f"{SECRET}, {number}")
    await town.opens_home("ana")
    await town.sees_home("ana", "Case 14 ·")
    assert "Case 6 ·" not in await town.home("ana")
    await town.clicks_home("ana", "home_older")
    await town.sees_home("ana", "Case 6 ·")
    await town.sees_home("bo", "Due later")
    assert "Case 13 ·" not in await town.home("bo")
    await town.clicks_home("bo", "home_later")
    await town.sees_home("bo", "Case 14 ·")
    await town.clicks_home("bo", "home_earlier")
    await town.sees_home("bo", "Case 1 ·")


async def test_a_question_is_answered_in_its_window_and_can_be_tried_again(town: Town) -> None:
    await town.opens_home("ana")
    await town.sees_home("ana", "Your reports")
    await town.clicks_home("ana", "home_ask")
    await town.submits("ana", text="may I fine-tune on support chats?")
    modal: Any = await town.modal("ana")
    assert "data-fine-tuning-support" in str(modal)
    await town.clicks_view("ana", "clause_show")
    assert "Fine" in str(await town.modal("ana"))
    await town.control("close", user="ana")
    await town.submits("ana", text="may I bring my dog to the office?")
    assert "does not cover this" in str(await town.modal("ana"))
    await town.clicks_view("ana", "ambiguity_report")
    assert "bring my dog" in str(await town.modal("ana"))


async def test_a_report_can_be_made_from_home(town: Town) -> None:
    await town.opens_home("ana")
    await town.sees_home("ana", "Your reports")
    await town.clicks_home("ana", "home_report")
    await town.submits("ana", text=SECRET, kind="near_miss", at_risk="no")
    await town.sees_home("ana", "Case 1 · Near miss")


async def test_the_queue_by_command(town: Town) -> None:
    await town.reports("ana", SECRET)
    await town.hears("bo", "Case 1", "G0DESK")
    assert (await town.says("bo", "/desk", "queue")).says("Acknowledge by")
    assert (await town.says("ana", "/desk", "queue")).says("Nobody has asked you to review cases")
    assert (await town.says("bo", "/desk", "queue mien")).says("Which cases?")
    assert (await town.says("bo", "/desk", "qeue mine")).says("Did you mean */desk queue mine*")
    await town.says("bo", "/desk", "case 1")
    await town.clicks("bo", "case_acknowledge", "C0GENERAL")
    await town.hears("bo", "acknowledged this", "G0DESK")
    await town.advances(days=30)
    assert (await town.says("bo", "/desk", "queue breached")).says("*Late:*")


async def test_a_lead_sees_how_promises_were_kept(town: Town) -> None:
    await town.opens_home("dee")
    await town.sees_home("dee", "No promise ended")
    await town.reports("ana", SECRET)
    await town.hears("bo", "Case 1", "G0DESK")
    await town.clicks("bo", "case_acknowledge")
    await town.sees_home("dee", "Medium, acknowledgement: 1 kept, 0 broken.")


async def test_home_is_in_its_readers_language(town: Town) -> None:
    await town.opens_home("fen")
    await town.sees_home("fen", "Ihre Meldungen")


async def test_home_survives_a_restart_and_is_drawn_after_it(town: Town) -> None:
    await town.opens_home("ana")
    await town.sees_home("ana", "Your reports")
    await town.fault("views.publish", "refuse", error="internal_error", count=1000)
    await town.reports("ana", SECRET)
    await town.kill_bot()
    async with town.http.delete(f"{town.url}control/faults"):
        pass
    await town.start_bot()
    await town.sees_home("ana", "Case 1 · Near miss")


async def test_a_guest_is_told_so_on_home_and_nothing_is_stored(town: Town, tmp_path: Path) -> None:
    await town.opens_home("ivo")
    await town.sees_home("ivo", "Ombud answers members of this workspace only")
    conn = sqlite3.connect(tmp_path / "ombud.db")
    assert conn.execute("SELECT count(*) FROM home").fetchone() == (0,)
    conn.close()


async def test_home_says_when_the_database_is_away(town: Town, tmp_path: Path) -> None:
    conn = sqlite3.connect(tmp_path / "ombud.db", isolation_level=None)
    conn.execute("BEGIN IMMEDIATE")
    await town.opens_home("ana")
    await town.sees_home("ana", "The database does not answer just now")
    conn.execute("ROLLBACK")
    conn.close()
    await town.opens_home("ana")
    await town.sees_home("ana", "Your reports")

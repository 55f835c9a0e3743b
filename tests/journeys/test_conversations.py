"""What people type and click, and what each of them is told."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest_asyncio

from tests.journeys.town import Town
from tests.journeys.town import town as a_town

ODD = "<!channel> *bold* `code` ```pre``` <https://example.org|link> <@U0BO> & 🦓 \u202eolleh שלום "


@pytest_asyncio.fixture
async def town(empty_url: str, tmp_path: Path) -> AsyncIterator[Town]:
    """These dozen journeys run on both databases."""
    async with a_town(tmp_path, empty_url) as made:
        yield made


async def acknowledged(town: Town) -> None:
    await town.reports("ana", "pasted a customer log into the model")
    await town.hears("bo", "Case 1", "G0DESK")
    await town.clicks("bo", "case_acknowledge")
    await town.hears("bo", "acknowledged this", "G0DESK")


async def test_a_second_click_is_told_who_was_first(town: Town) -> None:
    await town.reports("ana", "pasted a customer log into the model")
    card = await town.hears("bo", "Case 1", "G0DESK")
    button = {"channel": "G0DESK", "message_ts": card.raw["ts"], "action_id": "case_acknowledge"}
    town.world.rules.limits_enabled = False
    await town.fault("chat.update", "429", retry_after=30, count=1)  # the card stays stale for a while
    await town.control("click", user="bo", **button)
    await town.control("click", user="cai", **button)
    await town.hears("cai", "<@U0BO> acknowledged this", "G0DESK")


async def test_taking_over_tells_both(town: Town) -> None:
    await acknowledged(town)
    await town.clicks("cai", "case_take_over")
    for person in ("bo", "cai"):
        await town.hears(person, "<@U0CAI> took over from <@U0BO>")
    assert "errors" in await town.decides("cai")
    await town.hears("ana", "held names of customers")


async def test_a_reviewer_never_reviews_their_own_report(town: Town) -> None:
    await town.reports("bo", "pasted a customer log into the model")
    await town.hears("cai", "You are on call")
    await town.hears("bo", "Case 1", "G0DESK")
    for action in ("case_open", "case_acknowledge", "case_decide"):
        await town.clicks("bo", action)
        await town.hears("bo", "You reported this", "G0DESK")
        assert "report_receipt" in str((await town.sees("bo"))["modal"])


async def test_whoever_is_no_reviewer_is_refused(town: Town) -> None:
    await town.reports("ana", "pasted a customer log into the model")
    await town.hears("gil", "Case 1", "G0DESK")
    await town.clicks("gil", "case_open")
    await town.hears("gil", "Only the reviewers", "G0DESK")
    assert (await town.sees("gil"))["modal"] is None


async def test_a_decision_with_a_hole_is_answered_at_its_field(town: Town) -> None:
    await acknowledged(town)
    sent = await town.decides("bo", clauses=[])
    assert sent["errors"] == {"clauses": "A violation needs this. Please choose."}
    sent = await town.control("submit", user="bo", values={"clauses": ["data-customer-personal"], "intent": None})
    assert sent["errors"] == {"intent": "A violation needs this. Please choose."}
    sent = await town.control("submit", user="bo", values={"intent": "negligent", "reasons": "   "})
    assert "reasons" in sent["errors"]


async def test_any_text_survives_and_pings_nobody(town: Town) -> None:
    text = (ODD * 100)[:3000]
    sent = await town.reports("ana", text)
    assert sent["errors"] is None
    await town.hears("bo", "Case 1", "G0DESK")
    await town.clicks("bo", "case_open")
    modal = (await town.sees("bo"))["modal"]
    shown = "".join(one["text"]["text"] for one in modal["blocks"] if one["block_id"].startswith("words-1"))
    assert shown.replace(" ", "") == text.replace(" ", "")
    kinds = {one["text"]["type"] for one in modal["blocks"] if one["block_id"].startswith("words-1")}
    assert kinds == {"plain_text"}
    for message in town.world.sent:
        assert message["method"] == "views.open" or "🦓" not in str(message["args"])


async def test_text_after_report_is_in_the_form(town: Town) -> None:
    modal = await town.opens_report("ana", "a <b> & c")
    assert modal["state"]["values"]["text"]["text"]["value"] == "a <b> & c"


async def test_report_this_keeps_the_message(town: Town) -> None:
    said = await town.control("message", user="emi", channel="C0GENERAL", text="I gave the bot our <payroll> & bonus")
    place = {"channel": "C0GENERAL", "message_ts": said["ts"], "callback_id": "report_this"}
    await town.control("shortcut", user="ana", **place)
    form = await town.modal("ana")
    assert form["state"]["values"]["happened"]["happened"]["selected_date_time"] == int(float(said["ts"]))
    await town.control("submit", user="ana", values={"text": "See this.", "kind": "abuse"})
    await town.hears("bo", "Case 1", "G0DESK")
    await town.clicks("bo", "case_open")
    assert "our <payroll> & bonus" in str((await town.sees("bo"))["modal"])


async def test_a_form_that_does_not_open_hands_back_what_was_typed(town: Town) -> None:
    await town.fault("views.open", "refuse", error="internal_error")
    await town.opens_report("ana", "the whole story of the log")
    await town.hears("ana", "the whole story of the log", "C0GENERAL")


async def test_messages_and_mentions_are_answered_once_in_thread(town: Town) -> None:
    await town.control("duplicate", count=5)
    direct = await town.control("message", user="ana", channel="D0ANA", text="may I fine-tune on support chats?")
    mention = "<@U0OMBUD> may I fine-tune on support chats?"
    public = await town.control("message", user="ana", channel="C0AIHELP", text=mention)
    for room, said in (("D0ANA", direct), ("C0AIHELP", public)):
        await town.hears("ana", "data-fine-tuning-support", room)
        answers = [one.raw for one in await town.messages("ana", room) if one.raw["user"] == "U0OMBUD"]
        assert [one["thread_ts"] for one in answers] == [said["ts"]]


async def test_what_was_meant_is_said(town: Town) -> None:
    assert (await town.asks("ana", "")).says("What I can do")
    assert (await town.asks("ana", "hlep")).says("/policy help")
    assert (await town.asks("ana", "show data-secret")).says("data-secrets")
    assert (await town.asks("ana", "list data")).says("data-source-code")
    assert (await town.asks("ana", "list nonsense")).says("There is no chapter")
    assert (await town.asks("ana", "show data-secrets")).says("Sharing a configuration file")


async def test_a_gap_becomes_an_ambiguity_report(town: Town) -> None:
    await town.asks("ana", "ask may I bring my dog to the office?")
    await town.clicks("ana", "ambiguity_report", "C0GENERAL")
    values = (await town.sees("ana"))["modal"]["state"]["values"]
    assert values["text"]["text"]["value"] == "may I bring my dog to the office?"
    assert values["kind"]["kind"]["selected_option"]["value"] == "ambiguity"

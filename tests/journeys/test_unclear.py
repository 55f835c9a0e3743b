"""It is unclear what somebody means: they are asked back once, by buttons, and every front says the same."""

import json
from pathlib import Path

import pytest

from bot.places import STARTER
from domain.rulebook.answers import AnswerOutcome, answer
from domain.rulebook.ranking import Ranker
from storage.files import read_rulebook
from tests.journeys.test_conversing import answers
from tests.journeys.test_gaps import a_gap_opens
from tests.journeys.test_versions import a_rulebook, publishes
from tests.journeys.town import Message, Town

DATA = "may I use customer data?"
CHATS = "may I fine-tune on support chats?"
COMPETING = "may I use public data?"
HOLIDAYS = "how many days of holiday do I get?"
TOLD = {  # what a person reads of it
    DATA: ("unclear", "It depends", "Which data goes in?"),
    COMPETING: ("unclear", "More than one rule may be meant", "This one"),
    CHATS: ("covered", "*You may fine-tune a model on support chats", "Not what I meant"),
    HOLIDAYS: ("not_covered", "outside its scope", "matters without AI, such as holidays"),
}


def words(message: Message) -> str:
    """What it says, without what differs from message to message."""
    return json.dumps([{**one, "block_id": ""} for one in message.raw["blocks"]])


async def chosen(town: Town, label: str, channel: str = "C0GENERAL", person: str = "ana") -> Message:
    """Somebody presses the button of this label in the newest message that has it, and what comes of it."""
    seen = await town.messages(person, channel)
    for message in reversed(seen):
        blocks = message.raw["blocks"]
        shown = [one for block in blocks for one in (*block.get("elements", ()), block.get("accessory") or {})]
        found = next((one for one in shown if "action_id" in one and label in str(one.get("text"))), None)
        if found is not None:
            said = {"message_ts": message.raw["ts"], "action_id": found["action_id"]}
            await town.control("click", user=person, channel=channel, **said)
            break
    else:
        pytest.fail(f"no button {label!r}")

    async def more() -> Message | None:
        now = await town.messages(person, channel)
        return now[-1] if len(now) > len(seen) else None

    answered: Message = await town.until(more, f"an answer to {label!r}")
    return answered


async def asks_at_home(town: Town, question: str) -> None:
    await town.opens_home("ana")
    await town.sees_home("ana", "Your reports")
    await town.clicks_home("ana", "home_ask")
    await town.submits("ana", text=question)


async def test_every_front_gives_the_same_outcome(town: Town) -> None:
    rules = read_rulebook(STARTER)
    await town.control("open", user="ana", tab="messages")
    for question, (outcome, *told) in TOLD.items():
        assert answer(rules, Ranker(rules), question).outcome is AnswerOutcome(outcome)
        command = await town.asks("ana", f"ask {question}")
        assert all(command.says(one) for one in told), command.words
        root = (await town.control("message", user="ana", text=question))["ts"]
        (direct,) = await answers(town, "ana", "D0ANA", root)
        said = {"user": "ana", "channel": "C0AIHELP", "text": f"<@U0OMBUD> {question}"}
        root = (await town.control("message", **said))["ts"]
        (mention,) = await answers(town, "ana", "C0AIHELP", root)
        assert words(command) == words(direct) == words(mention)
        line = json.loads(await town.runs("ask", "--json", question))
        assert (line["outcome"], line["answered"]) == (outcome, outcome != "not_covered")
        await asks_at_home(town, question)
        window = str(await town.modal("ana"))
        assert all(one in window for one in told), window
        await town.control("close", user="ana")


async def test_a_missing_fact_is_asked_and_each_value_leads_to_its_clause(town: Town) -> None:
    await town.asks("ana", f"ask {DATA}")
    assert (await chosen(town, "Confidential")).says("(`data-confidential`)")
    assert (await chosen(town, "Public / Internal")).says("(`data-public`)")
    assert (await chosen(town, "Personal")).says("(`data-customer-personal`)")
    assert (await chosen(town, "Show all")).says("*Owner:*")


async def test_clauses_that_compete_are_quoted_and_one_is_chosen(town: Town) -> None:
    unclear = await town.asks("ana", f"ask {COMPETING}")
    assert unclear.says("(`data-public`)")
    assert unclear.says("(`data-classes`)")
    assert (await chosen(town, "This one")).says("*Outcome:*")


async def test_not_what_i_meant_offers_the_next_clauses_and_none_of_them_becomes_a_report(town: Town) -> None:
    covered = await town.asks("ana", f"ask {CHATS}")
    assert covered.says("(`data-fine-tuning-support`)")
    offered = await chosen(town, "Not what I meant")
    assert offered.says("Is it one of these?")
    assert not offered.says("Fine-tuning on support chats")
    assert (await chosen(town, "None of these")).says("does not cover this")
    await town.clicks("ana", "ambiguity_report", "C0GENERAL")
    form = await town.modal("ana")
    assert CHATS in str(form)


async def test_what_three_people_meant_otherwise_is_a_gap(town: Town) -> None:
    for person in ("ana", "bo", "cai"):
        await town.asks(person, f"ask {CHATS}")
        await chosen(town, "Not what I meant", person=person)
        await chosen(town, "None of these", person=person)
    await a_gap_opens(town)
    assert (await town.asks("fen", "gaps")).says("fine-tune on support chats")


async def test_a_window_answers_a_choice_over_itself(town: Town) -> None:
    await asks_at_home(town, DATA)
    await town.clicks_view("ana", "clause_choose_2")
    assert "(`data-confidential`)" in str(await town.modal("ana"))


async def test_an_earlier_version_keeps_answering_clicks_by_itself(town: Town, tmp_path: Path) -> None:
    question = "how long may we keep prompts?"
    await publishes(town, a_rulebook(tmp_path, "1.0.1", "within 30 days"), "The first one.")
    await publishes(town, a_rulebook(tmp_path, "1.1.0", "within 14 days"), "Never needed for longer.")

    async def renewed() -> bool:
        return (await town.asks("ana", f"ask {question}")).says("version 1.1.0")

    await town.until(renewed, "the new version to answer")
    assert (await town.asks("ana", f"as of 1.0.1 {question}")).says("within 30 days")
    whole = await chosen(town, "Show all")
    assert whole.says("within 30 days")
    assert whole.says("version 1.0.1")

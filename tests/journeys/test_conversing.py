"""People talk with Ombud: directly, by name, in threads, over HTTP, over a socket, and with two replicas."""

from pathlib import Path

import pytest

from bot.practice import Message
from tests.journeys.town import Town
from tests.journeys.town import town as a_town
from tests.postgres import fresh_database

ASKED = "may I fine-tune on support chats?"
RULES = "https://rules.example.com/policy"


async def answers(town: Town, person: str, channel: str, root: str) -> list[Message]:
    """Ombud's messages in a thread."""
    said = await town.messages(person, channel)
    return [one for one in said if one.raw["user"] == "U0OMBUD" and one.raw["thread_ts"] == root]


async def converses(town: Town) -> None:
    """The whole conversation: a question, a follow-up, an edit, thanks."""
    root = (await town.control("message", user="ana", text=ASKED))["ts"]
    await town.hears("ana", "data-fine-tuning-support", "D0ANA")
    follow = {"user": "ana", "thread_ts": root, "text": "and with names removed?"}
    ts = (await town.control("message", **follow))["ts"]
    await town.hears("ana", "I read this as: _may I fine-tune on support chats? and with names removed?_", "D0ANA")
    await town.control("edit", user="ana", message_ts=ts, text="may I paste API keys into a chat?")
    await town.hears("ana", "data-secrets", "D0ANA")
    await town.control("message", user="ana", thread_ts=root, text="thanks!")
    await town.hears("ana", "You are welcome", "D0ANA")
    assert len(await answers(town, "ana", "D0ANA", root)) == 3


async def test_a_conversation_over_http(tmp_path: Path) -> None:
    async with a_town(tmp_path, f"sqlite:///{tmp_path}/ombud.db") as town:
        await converses(town)


async def test_a_conversation_over_a_socket(tmp_path: Path) -> None:
    async with a_town(tmp_path, f"sqlite:///{tmp_path}/ombud.db", mode="socket") as town:
        await converses(town)


@pytest.mark.postgres
async def test_a_mention_that_reaches_two_replicas_as_two_events_is_answered_once(tmp_path: Path, cluster: str) -> None:
    async with a_town(tmp_path, fresh_database(cluster), replicas=2) as town:
        town.world.rules.limits_enabled = False
        for n in range(3):
            await town.control("duplicate", count=n)
            said = {"user": "ana", "channel": "C0AIHELP", "text": f"<@U0OMBUD> {ASKED}"}
            root = (await town.control("message", **said))["ts"]
            assert len(await answers(town, "ana", "C0AIHELP", root)) == 1
            follow = {"user": "ana", "channel": "C0AIHELP", "thread_ts": root, "text": "and with names removed?"}
            await town.control("message", **follow)
            assert len(await answers(town, "ana", "C0AIHELP", root)) == 2


async def test_the_pane_offers_questions_and_a_clicked_one_is_answered(tmp_path: Path) -> None:
    async with a_town(tmp_path, f"sqlite:///{tmp_path}/ombud.db") as town:
        await town.control("open", user="ana", tab="messages")

        async def offered() -> list[dict[str, str]]:
            rooms = (await town.sees("ana"))["conversations"]
            found = next(room["prompts"] for room in rooms if room["id"] == "D0ANA")
            return found["prompts"] if found else []

        prompts = await town.until(offered, "questions to be offered")
        await town.control("message", user="ana", text=prompts[0]["message"])
        await town.hears("ana", "Harbour House AI policy · version 1.0.0", "D0ANA")


async def test_a_link_to_a_clause_shows_the_rule_to_everybody(tmp_path: Path) -> None:
    async with a_town(tmp_path, f"sqlite:///{tmp_path}/ombud.db", OMBUD_RULEBOOK_URL=RULES) as town:
        answer = await town.asks("ana", f"ask {ASKED}")
        link = f"{RULES}/1.0.0/data-fine-tuning-support"
        assert answer.says(f"<{link}|")
        await town.control("message", user="ana", channel="C0GENERAL", text=f"as I said: {link}")

        async def shown() -> bool:
            return "only when the customer agreed" in str(
                (await town.messages("bo", "C0GENERAL"))[-1].raw["attachments"]
            )

        await town.until(shown, "the rule below the link")


async def test_in_a_reports_thread_words_reach_the_reviewers_once_and_edits_do_not(tmp_path: Path) -> None:
    async with a_town(tmp_path, f"sqlite:///{tmp_path}/ombud.db") as town:
        await town.reports("ana", "pasted a customer log into the model")
        await town.hears("bo", "Case 1", "G0DESK")
        receipt = await town.hears("ana", "Your report is case 1")
        thread = {"user": "ana", "thread_ts": receipt.raw["ts"]}

        async def known() -> bool:
            await town.control("message", text="thanks, it was Monday", **thread)
            return any(one.says("with the reviewers") for one in await town.messages("ana"))

        await town.until(known, "the thread to be known as the report's")
        file = (await town.control("upload", user="ana", name="log.txt", text="x"))["file"]["id"]
        both = await town.control("message", text="and Sunday", files=[file], **thread)
        await town.hears("ana", "not opened what you attached")
        await town.control("edit", user="ana", message_ts=both["ts"], text="and Tuesday")
        await town.hears("ana", "stay as they were")
        await town.clicks("bo", "case_open")
        case = str(await town.modal("bo"))
        assert "and Sunday" in case
        assert "Tuesday" not in case

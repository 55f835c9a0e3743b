"""A guest, and somebody of another workspace: one clear sentence wherever they try, and nothing of it is stored."""

import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from handlers.cards.refusals import ELSEWHERE, GUEST
from handlers.cards.report_form import report_form
from sandbox.blocks import checked_view
from tests.journeys.town import Town

TURNED_AWAY = [("ivo", GUEST), ("nia", ELSEWHERE)]
ROOM = "C0AIHELP"
MARK = "Marker-Quilt"
BUTTON = {"type": "button", "action_id": "case_open", "text": {"type": "plain_text", "text": "Open"}, "value": "1"}
CARD = [{"type": "actions", "block_id": "buttons", "elements": [BUTTON]}]
TITLE = {"type": "plain_text", "text": "Open"}
WINDOW = {"type": "modal", "title": TITLE, "submit": TITLE, "callback_id": "talk_form", "blocks": CARD}


def stored(room: Path) -> dict[str, int]:
    """How many rows stand in each table that could hold something of theirs."""
    conn = sqlite3.connect(room / "ombud.db")
    tables = [name for (name,) in conn.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    kept = [
        name
        for name in tables
        if name in {"event", "delivery", "case_row", "vault_entry", "receipt", "seen", "deadline"}
    ]
    found = {name: int(conn.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]) for name in kept}  # noqa: S608 -- names of ours
    conn.close()
    assert {"event", "delivery", "case_row"} < found.keys()
    return found


def shown(town: Town, person: str, view: dict[str, Any]) -> None:
    """A dialogue before somebody who should never have had it."""
    found = town.world.town.person(person)
    assert found is not None
    town.world.views.open(found.id, checked_view(view, "modal"))


@pytest.mark.parametrize(("person", "sentence"), TURNED_AWAY)
async def test_commands_shortcuts_and_messages_are_answered_by_one_sentence(
    town: Town, tmp_path: Path, person: str, sentence: str
) -> None:
    for command in ("/policy", "/report"):
        said = await town.control("command", user=person, channel=ROOM, command=command, text=f"ask {MARK}")
        assert (said["status"], said["response"]) == ("ok", {"text": sentence, "response_type": "ephemeral"})
    posted = await town.control("message", user=person, channel=ROOM, text=MARK)
    place = {"channel": ROOM, "message_ts": posted["ts"], "callback_id": "report_this"}
    assert (await town.control("shortcut", user=person, **place))["status"] == "ok"
    await town.control("message", user=person, channel=ROOM, text=f"<@U0OMBUD> {MARK}")
    await town.control("message", user=person, text=MARK)

    async def told() -> bool:
        return len([one for one in await town.messages(person, ROOM) if one.says(sentence)]) == 4

    await town.until(told, "two commands, a shortcut and a mention to be answered")
    await town.hears(person, sentence)
    assert await town.modal(person) is None
    assert set(stored(tmp_path).values()) == {0}
    assert MARK not in town.logs()


@pytest.mark.parametrize(("person", "sentence"), TURNED_AWAY)
async def test_forms_and_buttons_are_answered_by_one_sentence(
    town: Town, tmp_path: Path, person: str, sentence: str
) -> None:
    shown(town, person, report_form("a-nonce", ""))
    sent = await town.submits(person, text=MARK, kind="near_miss")
    assert sent["errors"] == {"text": sentence}
    shown(town, person, WINDOW)  # a form without a field that could show an error
    await town.submits(person)
    assert sentence in json.dumps(await town.modal(person))
    shown(town, person, WINDOW)
    assert (await town.clicks_view(person, "case_open"))["status"] == "ok"

    async def pushed() -> bool:
        return sentence in json.dumps(await town.modal(person))

    await town.until(pushed, "a window with the sentence")
    town.world.say(town.world.town.channels[ROOM], "U0OMBUD", "a card", blocks=CARD, by_bot=True)
    await town.clicks(person, "case_open", ROOM)
    await town.hears(person, sentence, ROOM)
    assert set(stored(tmp_path).values()) == {0}
    assert MARK not in town.logs()


async def test_members_are_looked_up_once_and_a_slow_slack_holds_them_up_for_a_second_at_most(town: Town) -> None:
    await town.fault("users.info", "delay", seconds=5, count=1)
    said = await town.control("command", user="ana", channel="C0GENERAL", command="/policy", text="help")
    assert (said["status"], "What I can do" in str(said["response"])) == ("ok", True)
    assert said["ack_ms"] < 1500
    for _ in range(3):
        assert (await town.asks("bo", "ask may I fine-tune on support chats?")).says("data-fine-tuning-support")
    looked_up = [one["args"]["user"] for one in town.world.sent if one["method"] == "users.info"]
    assert looked_up.count("U0BO") == 1
    await town.reports("ana", "pasted a customer log into the model")
    await town.hears("ana", "Your report is case 1")

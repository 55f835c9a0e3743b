"""Guests and people of another workspace get one clear sentence, and nothing of theirs is stored."""

import sqlite3
from pathlib import Path

import pytest

from domain.spoken import spoken
from handlers.cards import ids
from handlers.cards.blocks import actions, button, modal
from handlers.cards.report_form import report_form
from handlers.locale.catalogue import read_catalogue
from tests.journeys.town import Town

SHARED = "C0AIHELP"
ENGLISH = read_catalogue().words()
OUTSIDERS = pytest.mark.parametrize(
    ("person", "sentence"),
    [("ivo", ENGLISH("door.guest")), ("nia", ENGLISH("door.elsewhere"))],
    ids=["guest", "stranger"],
)


def stored(room: Path) -> int:
    conn = sqlite3.connect(room / "ombud.db")
    try:
        return sum(conn.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in ("event", "delivery"))  # noqa: S608 -- written here
    finally:
        conn.close()


def lookups(town: Town, user: str) -> int:
    return sum(call["method"] == "users.info" and call["args"]["user"] == user for call in town.world.sent)


@OUTSIDERS
async def test_commands_are_answered_with_one_sentence(town: Town, tmp_path: Path, person: str, sentence: str) -> None:
    before = stored(tmp_path)
    for command, text in (("/policy", "ask may I fine-tune on support chats?"), ("/report", "it leaked"),
                          ("/report", "status 1")):  # fmt: skip
        await town.control("command", user=person, channel=SHARED, command=command, text=text)
    assert [one.raw["text"] for one in await town.messages(person, SHARED)] == [sentence] * 3
    assert (await town.sees(person))["modal"] is None
    assert stored(tmp_path) == before


@OUTSIDERS
async def test_shortcuts_and_buttons_are_answered_with_one_sentence(
    town: Town, tmp_path: Path, person: str, sentence: str
) -> None:
    before = stored(tmp_path)
    asked = await town.control(
        "message", user="ana", channel=SHARED, text="<@U0OMBUD> may I fine-tune on support chats?"
    )
    await town.hears(person, "data-fine-tuning-support", SHARED)
    said = {"channel": SHARED, "callback_id": ids.REPORT_THIS, "message_ts": asked["ts"]}
    await town.control("shortcut", user=person, **said)
    await town.hears(person, sentence, SHARED)
    sent = await town.control("click", user=person, channel=SHARED, action_id=ids.SHOW_CLAUSE)
    assert sent.get("status") == "ok", sent

    async def told_twice() -> bool:
        return sum(one.raw["text"] == sentence for one in await town.messages(person, SHARED)) == 2

    await town.until(told_twice, "a sentence for each")
    assert (await town.sees(person))["modal"] is None
    assert stored(tmp_path) == before


@OUTSIDERS
async def test_a_form_that_is_open_is_not_taken_and_keeps_its_text(
    town: Town, tmp_path: Path, person: str, sentence: str
) -> None:
    before = stored(tmp_path)
    known = town.world.town.person(person)
    assert known is not None
    town.world.views.open(known.id, report_form(ENGLISH, "nonce", spoken("")))
    sent = await town.submits(person, text="it leaked", kind="abuse", at_risk="no", mode="anonymous")
    assert sent["errors"] == {ids.TEXT: sentence}
    assert "it leaked" in str((await town.sees(person))["modal"]["state"])
    town.world.views.open(known.id, modal(ENGLISH, ids.REPORT_FORM, "No fields", [], submit="Send") | {"blocks": [
        actions("more", [button(f"{ids.SHOW_CLAUSE}_1", "Show", "data-fine-tuning-support")])
    ]})  # fmt: skip
    await town.clicks_view(person, f"{ids.SHOW_CLAUSE}_1")
    assert sentence in str((await town.sees(person))["modal"])
    await town.control("close", user=person)
    await town.submits(person)
    assert sentence in str((await town.sees(person))["modal"])
    assert stored(tmp_path) == before


@OUTSIDERS
async def test_a_mention_is_answered_with_one_sentence(town: Town, person: str, sentence: str) -> None:
    await town.control("message", user=person, channel=SHARED, text="<@U0OMBUD> may I fine-tune on support chats?")
    await town.hears(person, sentence, SHARED)
    assert not any(one.says("data-fine-tuning-support") for one in await town.messages(person, SHARED))


async def test_a_member_is_looked_up_once(town: Town) -> None:
    for _ in range(3):
        assert (await town.asks("ana", "ask may I fine-tune on support chats?")).says("data-fine-tuning-support")
    await town.reports("ana", "pasted a customer log into the model")
    await town.hears("ana", "Your report is case 1")
    assert lookups(town, "U0ANA") == 1


@pytest.mark.parametrize(
    "fault",
    [
        {"kind": "delay", "seconds": 20},
        {"kind": "refuse", "error": "user_not_found"},
        {"kind": "500"},
        {"kind": "drop_before"},
        {"kind": "429", "retry_after": 30},
    ],
)
async def test_a_look_up_that_fails_refuses_nobody(town: Town, fault: dict[str, object]) -> None:
    await town.fault("users.info", **fault, count=99)  # type: ignore[arg-type] -- as the control API takes them
    assert (await town.asks("ana", "ask may I fine-tune on support chats?")).says("data-fine-tuning-support")
    await town.reports("ana", "pasted a customer log into the model")
    await town.hears("ana", "Your report is case 1")
    assert lookups(town, "U0ANA") <= 1

"""Nothing that leads to a person, no word of theirs and no secret stands where it must not, in any mode."""

import base64
import json
import re
import shutil
import sqlite3
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
import pytest_asyncio

from sandbox.files import uploaded
from sandbox.residents import BOT_USER, Resident
from sandbox.town import Channel, Json
from tests.journeys.allowed import ALLOWED, STORED
from tests.journeys.town import Town
from tests.journeys.town import town as a_town
from tests.leaks import hunt

CODE = re.compile(r"\b[0-9A-Z]{4}(?:-[0-9A-Z]{4,5}){4}\b")
AFTERWARDS = ("the Trelmond annex too", "behind the Oxbarrow gate", "the Quennick came back", "Fennimore begged me")
TYPED = ("Zyxquill pasted the Quorble ledger", "near the Vexmoor kiosk", "the Brindlewick answer of mine", *AFTERWARDS)
QUESTION = "which Snarkfell log was it"
REASONS = "The Wumpledon log held names."
# What reviewers find out: a note, a message and a file that they keep as evidence, why they move the case, and when it
# happened.
NOTE, SAID, MOVED = "Glimmerstone says so.", "I fed Tarrowby minutes to it", "The Ossington lab knows it."
WHEN, WHY_THEN = 1_554_444_428, "Farrowmist wrote down the day."  # 2019-04-05T06:07:08Z
FILE = ("quellbridge-ledger.txt", b"Haverstock, Pemberwick\n" * 40)
ASKED = "may I feed Plimsollian minutes to a model?"


@dataclass(frozen=True)
class Newcomer(Resident):
    """A resident of whom every sign is unmistakable; the room is named after nobody, as in Slack."""

    @property
    def dm(self) -> str:
        return "D0WVXNIGHTJAR"


SUBJECT = ("U0KVYPERSONX", "snorfeldt", "Calliope Brackenthwaite")


def moved_in(town: Town) -> Newcomer:
    """Two newcomers: the one who will report, and whom they report about."""
    zone = ("Europe/Lisbon", "Western European Time", 0, "en-GB", "employee")
    person, subject = Newcomer("U0QZXMARKFIN", "grelbinook", "Threnody Umberwhistle", *zone), Resident(*SUBJECT, *zone)
    town.world.town.people[subject.id] = subject
    world = town.world.town
    world.people[person.id] = person
    world.channels["C0GENERAL"].members.add(person.id)
    world.channels[person.dm] = Channel(person.dm, person.handle, "im", "", {person.id, BOT_USER})
    return person


def secrets_of(town: Town) -> list[str | bytes]:
    names = ("SLACK_BOT_TOKEN", "SLACK_SIGNING_SECRET", "OMBUD_MASTER_KEY")
    return [*(town.env[name] for name in names), base64.urlsafe_b64decode(town.env["OMBUD_MASTER_KEY"])]


async def stored(town: Town, room: Path) -> dict[str, bytes]:
    """Everything that stays or is shown to operators: files of the database as they lie there now, log and pages."""
    places = {"log": town.log.read_bytes()}
    for ending in ("", "-wal", "-shm"):
        if (file := room / f"ombud.db{ending}").exists():
            places[f"database{ending}"] = file.read_bytes()
    for page in ("metrics", "readyz"):
        async with town.http.get(f"{town.bot_url}/{page}") as answer:
            places[page] = await answer.read()
    copy = room / "looked-at.db"
    for ending in ("", "-wal"):
        shutil.copy(room / f"ombud.db{ending}", room / f"looked-at.db{ending}")
    conn = sqlite3.connect(copy)
    places["delivery rows"] = str(conn.execute("SELECT * FROM delivery").fetchall()).encode()
    conn.close()
    return places


def left_behind(room: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in room.iterdir() if file.is_file()}


def out_of_place(town: Town, marks: Mapping[str, list[str | bytes]], mode: str, reporters_room: str) -> list[str]:
    """What stood in a call to Slack and had no business there."""
    said: dict[str, list[Json]] = {}
    for call in town.world.sent:
        args = call["args"]
        to_reporter = args.get("channel") == reporters_room or args.get("user_id") in marks["id"]
        said.setdefault(f"{call['method']} to the reporter" if to_reporter else call["method"], []).append(call["args"])
    found = []
    for name, bodies in said.items():
        allowed = ALLOWED[mode].get(name, set()) | ALLOWED[mode].get(name.removesuffix(" to the reporter"), set())
        forbidden = [mark for what, some in marks.items() if what not in allowed for mark in some]
        found += hunt(forbidden, {name: json.dumps(bodies, ensure_ascii=False).encode()})
    return found


async def reported(town: Town, person: Newcomer, mode: str) -> str:
    """A report in a mode, after a form that could not be opened; the receipt code, if there is one."""
    for looking in (person.id, "bo", "cai"):
        await town.opens_home(looking)
    await town.sees_home(person.id, "Your reports")
    await town.clicks_home(person.id, "home_ask")
    assert (await town.submits(person.id, text=ASKED))["errors"] is None
    await town.control("close", user=person.id)
    await town.fault("views.open", "refuse", error="internal_error")
    await town.opens_report(person.id, TYPED[0])
    await town.asks(person.id, f"ask {ASKED}")
    await town.opens_report(person.id)
    values = {
        "text": TYPED[0],
        "where_when": TYPED[1],
        "kind": "near_miss",
        "at_risk": "no",
        "mode": mode,
        "subjects": [SUBJECT[0]],
    }
    sent = await town.control("submit", user=person.id, values=values)
    assert sent["status"] == "ok"
    assert sent["errors"] is None
    shown = str((await town.sees(person.id))["modal"])
    assert "case 1" in shown
    code = CODE.search(shown)
    return code.group() if code else ""


async def talked(town: Town, person: Newcomer, code: str) -> None:
    """A reviewer asks; the reporter reads that and answers."""
    await town.clicks("bo", "case_open")
    await town.clicks_view("bo", "reporter_ask")
    asked = await town.control("submit", user="bo", values={"text": QUESTION})
    assert asked["errors"] is None
    proof = code or "1"
    told = await town.control("command", user=person.id, channel="C0GENERAL", command="/report", text=f"status {proof}")
    assert QUESTION in str(told["response"])
    await town.control("command", user=person.id, channel="C0GENERAL", command="/report", text=f"reply {proof}")
    answered = await town.control("submit", user=person.id, values={"text": TYPED[2]})
    assert answered["errors"] is None
    assert "Sent" in str((await town.sees(person.id))["modal"])


async def found_out(town: Town) -> None:
    """A reviewer notes, attaches a message and a file, looks at them, moves the case to and fro, and corrects when it
    happened.
    """
    message = await town.control("message", user="emi", channel="C0GENERAL", text=SAID)
    await town.control("shortcut", user="bo", callback_id="add_to_case", channel="C0GENERAL", message_ts=message["ts"])
    assert (await town.submits("bo", case="1"))["errors"] is None
    file = uploaded("U0BO", *FILE, 0, town.url)
    town.world.files[file.id] = file
    await town.control("close", user="bo")
    for action, values in (
        ("note_write", {"text": NOTE}),
        ("evidence_attach", {"file": [file.id]}),
        ("case_move", {"kind": "near_miss", "queue": "urgent", "reason": MOVED}),
        ("case_move", {"kind": "near_miss", "queue": "desk", "reason": MOVED}),
        ("when_correct", {"happened": WHEN, "reason": WHY_THEN}),
    ):
        await town.clicks("bo", "case_open", of="Case 1 ·")
        await town.clicks_view("bo", action)
        assert (await town.submits("bo", **values))["errors"] is None
        await town.control("close", user="bo")
    await town.clicks("bo", "case_open", of="Case 1 ·")
    for number in (1, 2):
        block = f"1-evidence-{number}-what"
        await town.control("click_view", user="bo", action_id="evidence_open", block_id=block)
    await town.control("close", user="bo")


async def says_more(town: Town, person: Newcomer, code: str, button: str, **values: str) -> None:
    """A button of the status window, and its form."""
    said = {"user": person.id, "channel": "C0GENERAL"}
    await town.control("command", **said, command="/report", text=f"status {code or '1'}")
    await town.control("click", **said, action_id=button)
    if values:
        assert (await town.control("submit", user=person.id, values=values))["errors"] is None


async def came_back(town: Town, person: Newcomer, code: str) -> None:
    """Rated, rated otherwise, not solved, and withdrawn in the end."""
    await says_more(town, person, code, "outcome_rate_helped")
    await says_more(town, person, code, "outcome_rate_did_not_help")
    await says_more(town, person, code, "report_not_solved", reasons=AFTERWARDS[2])
    await town.hears("cai", "was not solved", "G0DESK")
    await says_more(town, person, code, "report_withdraw", reason=AFTERWARDS[3])
    await town.clicks("cai", "case_open")
    opened = str((await town.sees("cai"))["modal"])
    assert all(text in opened for text in AFTERWARDS)


async def the_story(town: Town, person: Newcomer, mode: str) -> str:
    """Filed, opened, asked, answered, decided, with Slack failing on the way."""
    await town.fault("chat.postMessage", "drop_after")
    await town.fault("chat.postMessage", "500")
    code = await reported(town, person, mode)
    await town.advances(seconds=60)  # doubts are looked up
    await town.hears("bo", "Case 1", "G0DESK")
    await town.clicks("bo", "case_acknowledge")
    await talked(town, person, code)
    await found_out(town)
    await town.clicks("bo", "case_open")
    assert TYPED[2] in str((await town.sees("bo"))["modal"])
    await says_more(town, person, code, "report_add", text=AFTERWARDS[0], where_when=AFTERWARDS[1])
    assert (await town.decides("bo", reasons=REASONS))["errors"] is None
    await town.hears("cai", "Decided", "G0DESK")
    await came_back(town, person, code)
    await town.opens_home(person.id)
    assert ("Case 1" in await town.home(person.id)) == (not code)
    wrong = "AAAAA-AAAAA-AAAAA-AAAAAA"
    await town.control("command", user=person.id, channel="C0GENERAL", command="/report", text=f"status {wrong}")
    await town.advances(seconds=60)

    async def drained() -> bool:
        async with town.http.get(f"{town.bot_url}/metrics") as answer:
            figures = await answer.text()
        return not re.search(r'ombud_deliveries\{state="(pending|sending|in_doubt)"\} [1-9]', figures)

    await town.until(drained, "everything to be sent")
    return code


@pytest_asyncio.fixture
async def loud(tmp_path: Path) -> AsyncIterator[Town]:
    """A town whose bot logs all that it can."""
    async with a_town(tmp_path, f"sqlite:///{tmp_path}/ombud.db", OMBUD_LOG_LEVEL="DEBUG") as town:
        yield town


@pytest.mark.parametrize("mode", ["by_name", "confidential", "anonymous"])
async def test_nothing_of_a_reporter_stays_where_it_must_not(loud: Town, tmp_path: Path, mode: str) -> None:
    person = moved_in(loud)
    code = await the_story(loud, person, mode)
    assert bool(code) == (mode == "anonymous")
    marks: dict[str, list[str | bytes]] = {
        "id": [person.id], "name": [person.handle, person.name, person.name.split()[1]], "room": [person.dm],
        "subject": [*SUBJECT],
        "typed": [*TYPED, *(word for text in TYPED for word in re.findall("[A-Z][a-z]{5,}", text)), ASKED],
        "found": [NOTE, SAID, MOVED, *FILE, "Glimmerstone", "Tarrowby", "Ossington", "Haverstock",
                  WHY_THEN, "Farrowmist", str(WHEN), "2019-04-05"],
        "question": [QUESTION, "Snarkfell"], "reasons": [REASONS, "Wumpledon"],
        "code": [code, code.replace("-", "")] if code else [], "secret": secrets_of(loud),
    }  # fmt: skip
    kept = [mark for what, some in marks.items() if what not in STORED[mode] for mark in some]
    assert hunt(kept, await stored(loud, tmp_path)) == []
    assert out_of_place(loud, marks, mode, person.dm) == []
    await loud.stop_bot()
    files = left_behind(tmp_path)
    assert "ombud.db" in files
    assert hunt(kept, files) == []


async def test_no_secret_in_any_log(loud: Town, tmp_path: Path) -> None:
    """Also where a start fails: a token that Slack refuses, a master key that is none, a Slack that is away."""
    await loud.reports("ana", "pasted a customer log into the model")
    await loud.hears("bo", "Case 1", "G0DESK")
    marks = secrets_of(loud)
    assert hunt(marks, await stored(loud, tmp_path)) == []
    await loud.stop_bot()
    for broken in ({"SLACK_BOT_TOKEN": "xoxb-marked-and-refused"}, {"OMBUD_MASTER_KEY": "not-a-key-but-marked"},
                   {"OMBUD_SLACK_API_URL": "http://127.0.0.1:9/api/"}):  # fmt: skip
        before = dict(loud.env)
        loud.env.update(broken)
        await loud.start_bot(ready=False)
        assert loud.bot is not None
        assert await loud.bot.wait() != 0
        loud.env.clear()
        loud.env.update(before)
        marks += [value for value in broken.values() if "marked" in value]
    assert hunt(marks, {"log": loud.log.read_bytes()}) == []


async def test_a_planted_leak_in_the_town_is_caught(loud: Town, tmp_path: Path) -> None:
    person = moved_in(loud)
    await loud.reports("ana", "pasted a customer log into the model")
    await loud.hears("bo", "Case 1", "G0DESK")
    with loud.log.open("a") as log:
        log.write(f"INFO a form of {person.id} came in\n")
    call: Json = {"method": "chat.postMessage", "args": {"channel": "G0DESK", "text": f"from <@{person.id}>"}}
    loud.world.sent.append(call)
    assert hunt([person.id], await stored(loud, tmp_path)) == [f"log: raw of '{person.id}'"]
    assert out_of_place(loud, {"id": [person.id]}, "by_name", person.dm) == [f"chat.postMessage: raw of '{person.id}'"]

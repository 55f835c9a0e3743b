"""Whom Ombud answers: its own workspace, and nobody else."""

import json
from collections.abc import AsyncIterator
from pathlib import Path
from urllib.parse import urlencode

import pytest
import pytest_asyncio
from slack_bolt.async_app import AsyncApp, AsyncBoltRequest
from sqlalchemy import text

from bench.slack import FORM, command, ombud, submission
from storage import streams
from storage.database import Database
from storage.exceptions import StoreBusy
from storage.migrate import upgrade


@pytest_asyncio.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    upgrade(f"sqlite:///{tmp_path}/ombud.db")
    opened = Database(f"sqlite:///{tmp_path}/ombud.db")
    yield opened
    opened.close()


def elsewhere(request: AsyncBoltRequest) -> AsyncBoltRequest:
    return AsyncBoltRequest(body=request.raw_body.replace("T0HOUSE", "T0OTHER"), headers=FORM)


async def answered(app: AsyncApp, request: AsyncBoltRequest) -> str:
    return str((await app.async_dispatch(request)).body)


async def test_another_workspace_gets_one_clear_sentence_and_nothing_is_stored(
    database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    app = ombud(database)
    assert "own workspace only" in await answered(app, elsewhere(command("ask may I fine-tune on support chats?")))
    assert "case" not in await answered(app, elsewhere(submission("nonce")))
    assert await database.read(lambda conn: list(streams.all_events(conn))) == []
    assert "Your report is case 1" in await answered(app, submission("nonce"))
    assert "support chats" not in caplog.text
    assert "U0ANA" not in caplog.text


async def test_a_guest_of_another_workspace_in_our_channel_stores_nothing(database: Database) -> None:
    request = submission("nonce")
    payload = json.loads(dict(request.body)["payload"] if "payload" in request.body else json.dumps(request.body))
    payload["user"]["team_id"] = "T0OTHER"
    guest = AsyncBoltRequest(body=urlencode({"payload": json.dumps(payload)}), headers=FORM)
    assert "case" not in await answered(ombud(database), guest)
    assert await database.read(lambda conn: list(streams.all_events(conn))) == []


async def test_what_nobody_listens_to_is_not_logged(database: Database, caplog: pytest.LogCaptureFixture) -> None:
    event = {
        "type": "message",
        "subtype": "message_changed",
        "text": "Marker-Quilt",
        "user": "U0ANA",
        "channel": "D0ANA",
    }
    body = {"type": "event_callback", "team_id": "T0HOUSE", "event": event, "event_id": "Ev1"}
    app = ombud(database)
    await app.async_dispatch(AsyncBoltRequest(body=json.dumps(body), headers={"content-type": ["application/json"]}))
    assert "Marker-Quilt" not in caplog.text
    with pytest.raises(StoreBusy) as error:
        await database.write(lambda conn: conn.execute(text("SELECT :words FROM nowhere"), {"words": "Marker-Quilt"}))
    assert "hide_parameters" in str(error.value.__cause__)
    assert "Marker-Quilt" not in str(error.value.__cause__)


async def test_where_a_listener_fails_is_logged_and_its_words_are_not(
    database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    app = ombud(database)

    async def broken(body: dict[str, str]) -> None:
        raise ValueError(body["text"])

    app.command("/broken")(broken)
    request = AsyncBoltRequest(
        body=command("Marker-Quilt").raw_body.replace("%2Fpolicy", "%2Fbroken"), headers=FORM
    )  # fmt: skip
    assert (await app.async_dispatch(request)).status == 500
    assert "a listener failed: ValueError" in caplog.text
    assert "in broken" in caplog.text
    assert "Marker-Quilt" not in caplog.text
    caplog.clear()

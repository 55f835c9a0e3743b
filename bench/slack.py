"""Ombud's listeners and a bare one, called through Bolt's own dispatch without a network."""

import json
import logging
from urllib.parse import urlencode

from slack_bolt.async_app import AsyncApp, AsyncBoltRequest
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.web.async_client import AsyncWebClient

from bot.clock import Clock
from bot.places import STARTER
from desk.desk import Desk
from desk.homes import Homes
from desk.house import House
from desk.on_call import OnCall
from desk.once import Once
from desk.queries import Queries
from desk.rulebooks import Rulebooks
from handlers.cards.report_form import report_form
from handlers.locale.catalogue import read_catalogue
from handlers.slack.app import Identity, build_app
from handlers.slack.kit import Kit
from handlers.slack.people import People
from storage.casework_files import read_casework
from storage.database import Database
from storage.files import read_rulebook
from storage.roster_files import read_roster
from storage.vault import Vault

TEAM = "T0HOUSE"
NOWHERE = "http://127.0.0.1:9/api/"  # nobody answers there
FORM = {"content-type": ["application/x-www-form-urlencoded"]}


def ombud(database: Database) -> AsyncApp:
    """The application as it is served, on a database."""
    house = House(read_casework(STARTER / "casework.yml"), read_roster(STARTER / "roster.yml"), read_rulebook(STARTER))
    vault, clock, client = (
        Vault(b"k" * 32),
        Clock(),
        AsyncWebClient(token="xoxb-bench", base_url=NOWHERE, retry_handlers=[]),
    )
    desk, queries = Desk(database, vault, house, clock.now), Queries(database, vault, house, clock.now)
    once = Once(database, vault, clock.now)
    people, on_call = People(client, "T0HOUSE"), OnCall(database, vault, house, clock.now)
    homes, rules = Homes(database, vault, clock.now), Rulebooks(database)
    kit = Kit(desk, queries, once, house.rulebook, client, lambda: "nonce", "", people, on_call, homes, rules)
    return build_app(kit, Identity(TEAM, "B0OMBUD", "U0OMBUD", "xoxb-bench"), None)


def bare() -> AsyncApp:
    """The floor: a listener that does nothing but ack."""

    async def authorize(**_: object) -> AuthorizeResult:
        return AuthorizeResult(enterprise_id=None, team_id=TEAM, bot_id="B0", bot_user_id="U0", bot_token="xoxb-bench")

    quiet = logging.getLogger("bench.bolt")
    quiet.setLevel(logging.ERROR)
    app = AsyncApp(
        logger=quiet, signing_secret="x", authorize=authorize, process_before_response=True,
        request_verification_enabled=False,
    )  # fmt: skip

    async def listener(ack: object) -> None:
        await ack()  # type: ignore[operator]

    app.command("/policy")(listener)
    return app


def command(text: str) -> AsyncBoltRequest:
    """A slash command as Slack sends it."""
    fields = {
        "command": "/policy", "text": text, "team_id": TEAM, "user_id": "U0ANA", "channel_id": "C0GENERAL",
        "trigger_id": "1.2", "response_url": "https://hooks.example/1",
    }  # fmt: skip
    return AsyncBoltRequest(body=urlencode(fields), headers=FORM)


def submission(nonce: str) -> AsyncBoltRequest:
    """A sent report form as Slack sends it."""
    values = {
        "text": {"text": {"type": "plain_text_input", "value": "pasted a customer log into the model"}},
        "kind": {"kind": {"type": "static_select", "selected_option": {"value": "near_miss"}}},
        "at_risk": {"at_risk": {"type": "radio_buttons", "selected_option": {"value": "no"}}},
        "where_when": {"where_when": {"type": "plain_text_input", "value": None}},
    }
    view = {**report_form(read_catalogue().words(), nonce, ""), "id": "V1", "state": {"values": values}}
    user = {"id": "U0ANA", "team_id": TEAM}
    payload = {"type": "view_submission", "team": {"id": TEAM}, "user": user, "view": view}
    return AsyncBoltRequest(body=urlencode({"payload": json.dumps(payload)}), headers=FORM)

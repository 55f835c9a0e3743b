"""The surfaces of an app besides messages, seen through the real slack_sdk: Home, files, the agent's pane, links."""

import copy
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
import pytest_asyncio
import yaml
from slack_sdk.web.async_client import AsyncWebClient

from bot.places import MANIFEST
from sandbox.manifest import install
from sandbox.server import WORLD, create_app, listen
from sandbox.world import Acked
from tests.sandbox.wire import MODAL, Slack, answering, control, refused

BUTTON = {"type": "button", "action_id": "more", "text": {"type": "plain_text", "text": "More"}, "value": "7"}
HOME: dict[str, Any] = {"type": "home", "blocks": [{"type": "actions", "block_id": "a", "elements": [BUTTON]}]}
OK = Acked("ok", None, 1)


def surfaces() -> dict[str, Any]:
    """The app with every surface switched on, whatever the manifest of the day asks for."""
    content: dict[str, Any] = copy.deepcopy(yaml.safe_load(MANIFEST.read_text()))
    content["features"]["app_home"]["home_tab_enabled"] = True
    content["features"] |= {"agent_view": {}, "unfurl_domains": ["policy.example"]}
    scopes = ("assistant:write", "files:read", "links:read", "links:write")
    content["oauth_config"]["scopes"]["bot"] = list({*content["oauth_config"]["scopes"]["bot"], *scopes})
    heard = ["app_home_opened", "app_mention", "file_shared", "link_shared", "message.im"]
    content["settings"]["event_subscriptions"]["bot_events"] = heard
    return content


@pytest_asyncio.fixture
async def slack() -> AsyncIterator[Slack]:
    app = create_app(MANIFEST, mode="http", bot_urls=(), signing_secret="s", bot_token="xoxb-1", app_token="xapp-1")
    app[WORLD].manifest = install(surfaces())
    runner, url = await listen(app, 0)
    async with aiohttp.ClientSession() as http:
        client = AsyncWebClient("xoxb-1", base_url=f"{url}api/", session=http, retry_handlers=[])
        yield Slack(url, app[WORLD], client, http)
    await runner.cleanup()


def without(slack: Slack, part: str, name: str) -> None:
    """Take a scope or the Home tab away."""
    content = surfaces()
    if part == "scope":
        content["oauth_config"]["scopes"]["bot"].remove(name)
    else:
        content["features"]["app_home"][name] = False
    slack.world.manifest = install(content)


async def seen(slack: Slack, person: str) -> Any:
    async with slack.http.get(f"{slack.url}control/as/{person}") as answer:
        return await answer.json()


def events(slack: Slack) -> list[Any]:
    return [payload["event"] for payload in slack.payloads]


async def test_a_person_has_one_home_and_it_is_replaced_by_its_latest_hash(slack: Slack) -> None:
    first = (await slack.client.views_publish(user_id="U0ANA", view=HOME))["view"]
    second = (await slack.client.views_publish(user_id="U0ANA", view=HOME, hash=first["hash"]))["view"]
    assert (second["id"], second["type"]) == (first["id"], "home")
    assert second["hash"] != first["hash"]
    stale = slack.client.views_publish(user_id="U0ANA", view=HOME, hash=first["hash"])
    assert (await refused(stale))["error"] == "hash_conflict"
    assert (await seen(slack, "ana"))["home"]["blocks"] == HOME["blocks"]
    assert (await seen(slack, "bo"))["home"] is None


async def test_a_home_that_slack_would_not_show(slack: Slack) -> None:
    many = {"type": "home", "blocks": [{"type": "divider"}] * 101}
    assert (await refused(slack.client.views_publish(user_id="U0ANA", view=many)))["error"] == "invalid_arguments"
    modal = slack.client.views_publish(user_id="U0ANA", view=MODAL)
    assert (await refused(modal))["error"] == "invalid_arguments"
    without(slack, "home", "home_tab_enabled")
    assert (await refused(slack.client.views_publish(user_id="U0ANA", view=HOME)))["error"] == "not_enabled"
    assert (await control(slack, "open", user="ana", tab="home"))["error"] == "no_such_tab"


async def test_opening_a_tab_tells_the_app_with_the_view_that_stands_there(slack: Slack) -> None:
    answering(slack, *[OK] * 3)
    await control(slack, "open", user="ana", tab="home")
    view = (await slack.client.views_publish(user_id="U0ANA", view=HOME))["view"]
    await control(slack, "open", user="ana", tab="home")
    await control(slack, "open", user="ana", tab="messages")
    opened = events(slack)
    assert [(one["type"], one["user"], one["channel"], one["tab"]) for one in opened] == [
        ("app_home_opened", "U0ANA", "D0ANA", tab) for tab in ("home", "home", "messages")
    ]
    assert [one.get("view", {}).get("hash") for one in opened] == [None, view["hash"], None]
    assert opened[2]["context"] == {"entities": []}


async def test_a_click_on_the_home_carries_the_view_and_no_channel(slack: Slack) -> None:
    view = (await slack.client.views_publish(user_id="U0ANA", view=HOME))["view"]
    answering(slack, OK)
    await control(slack, "click_home", user="ana", action_id="more")
    payload = slack.payloads[0]
    assert payload["container"] == {"type": "view", "view_id": view["id"]}
    assert (payload["view"]["type"], payload["view"]["hash"]) == ("home", view["hash"])
    assert not {"message", "channel", "response_url"} & payload.keys()
    await slack.client.views_open(trigger_id=payload["trigger_id"], view=MODAL)
    assert (await control(slack, "click_home", user="bo", action_id="more"))["error"] == "no_home"


async def test_a_file_of_a_form_is_the_apps_to_read_once_it_is_sent(slack: Slack) -> None:
    answering(slack, OK)
    element = {"type": "file_input", "action_id": "file", "filetypes": ["txt"], "max_files": 1}
    block = {"type": "input", "block_id": "file", "label": {"type": "plain_text", "text": "File"}, "element": element}
    form = {**MODAL, "submit": {"type": "plain_text", "text": "Send"}, "blocks": [block]}
    await slack.client.views_open(trigger_id=slack.world.triggers.issue("U0ANA"), view=form)
    log, picture = [
        (await control(slack, "upload", user="ana", name=name, text="what was said"))["file"]
        for name in ("log.txt", "picture.png")
    ]
    assert (await refused(slack.client.files_info(file=log["id"])))["error"] == "file_not_found"
    for ids, says in (([], "required"), ([picture["id"]], "not accepted"), ([log["id"]] * 2, "at most 1")):
        assert says in (await control(slack, "submit", user="ana", values={"file": ids}))["errors"]["file"]
    assert (await control(slack, "submit", user="ana", values={"file": ["F0NONE"]}))["error"]
    await control(slack, "submit", user="ana", values={"file": [log["id"]]})
    (sent,) = slack.payloads[0]["view"]["state"]["values"]["file"]["file"]["files"]
    told = (await slack.client.files_info(file=sent["id"]))["file"]
    assert (told["name"], told["size"], told["mimetype"]) == ("log.txt", 13, "text/plain")
    for token, body in (("xoxb-1", "what was said"), ("xoxb-2", "Sign in")):
        bearer = {"Authorization": f"Bearer {token}"}
        async with slack.http.get(told["url_private_download"], headers=bearer) as answer:
            assert body in await answer.text()
    without(slack, "scope", "files:read")
    assert (await refused(slack.client.files_info(file=sent["id"])))["needed"] == "files:read"


async def test_a_file_in_a_message_comes_with_it_and_as_an_event(slack: Slack) -> None:
    answering(slack, OK, OK)
    file = (await control(slack, "upload", user="ana", name="memo.m4a", base64="AAEC"))["file"]
    said = await control(slack, "message", user="ana", text="", files=[file["id"]])
    shared, message = sorted(events(slack), key=lambda one: str(one["type"]))
    assert (shared["type"], shared["file_id"], shared["channel_id"]) == ("file_shared", file["id"], "D0ANA")
    assert (message["type"], message["subtype"], message["ts"]) == ("message", "file_share", said["ts"])
    assert message["files"][0]["subtype"] == "slack_audio"
    assert (await slack.client.files_info(file=file["id"]))["file"]["ims"] == ["D0ANA"]


async def test_prompts_and_status_of_the_agents_pane(slack: Slack) -> None:
    answering(slack, *[OK] * 3)
    prompts = [{"title": "Guests", "message": "May guests use the assistant?"}]
    await slack.client.assistant_threads_setSuggestedPrompts(channel_id="D0ANA", thread_ts=None, prompts=prompts)  # type: ignore[arg-type]
    ts = (await control(slack, "message", user="ana", text="hello"))["ts"]
    await slack.client.assistant_threads_setStatus(channel_id="D0ANA", thread_ts=ts, status="is reading…")
    room = next(one for one in (await seen(slack, "ana"))["conversations"] if one["id"] == "D0ANA")
    assert (room["prompts"]["prompts"], room["statuses"]) == (prompts, {ts: "is reading…"})
    await slack.client.chat_postMessage(channel="D0ANA", thread_ts=ts, text="There.")
    room = next(one for one in (await seen(slack, "ana"))["conversations"] if one["id"] == "D0ANA")
    assert room["statuses"] == {}
    nowhere = slack.client.assistant_threads_setStatus(channel_id="D0ANA", thread_ts="1.1", status="x")
    assert (await refused(nowhere))["error"] == "invalid_thread_ts"
    five = slack.client.api_call(
        "assistant.threads.setSuggestedPrompts", json={"channel_id": "D0ANA", "prompts": prompts * 5}
    )
    assert (await refused(five))["error"] == "invalid_arguments"
    without(slack, "scope", "assistant:write")
    prompted = slack.client.assistant_threads_setSuggestedPrompts(channel_id="D0ANA", thread_ts="", prompts=prompts)
    assert (await refused(prompted))["needed"] == "assistant:write"


async def test_a_link_of_ours_is_told_and_unfurled_after_the_ack(slack: Slack) -> None:
    url = "https://rules.policy.example/2.0/guests"
    block = {"type": "section", "text": {"type": "mrkdwn", "text": "Guests"}}
    answering(slack, Acked("timeout", None, 1), OK)
    slack.world.rules.retry_waits = ()
    said = await control(slack, "message", user="ana", channel="C0GENERAL", text=f"see {url}, and https://a.example")
    (link,) = events(slack)
    assert (link["type"], link["message_ts"], link["source"]) == ("link_shared", said["ts"], "conversations_history")
    assert link["links"] == [{"domain": "policy.example", "url": url}]
    where = {"channel": "C0GENERAL", "ts": said["ts"]}
    unfurls = {url: {"blocks": [block]}}
    assert (await refused(slack.client.chat_unfurl(**where, unfurls=unfurls)))["error"] == "cannot_unfurl_url"
    said = await control(slack, "message", user="ana", channel="C0GENERAL", text=f"see {url}")
    where = {"channel": "C0GENERAL", "ts": said["ts"]}
    other = slack.client.chat_unfurl(**where, unfurls={"https://policy.example/else": {"blocks": [block]}})
    assert (await refused(other))["error"] == "cannot_unfurl_message"
    await slack.client.chat_unfurl(**where, unfurls=unfurls)
    room = next(one for one in (await seen(slack, "bo"))["conversations"] if one["id"] == "C0GENERAL")
    assert room["messages"][-1]["attachments"][0]["from_url"] == url
    without(slack, "scope", "links:write")
    assert (await refused(slack.client.chat_unfurl(**where, unfurls=unfurls)))["needed"] == "links:write"


async def test_edits_deletions_and_the_apps_own_messages_are_events_too(slack: Slack) -> None:
    answering(slack, *[OK] * 5)
    ts = (await control(slack, "message", user="ana", text="may I?"))["ts"]
    own = await slack.client.chat_postMessage(channel="D0ANA", thread_ts=ts, text="Yes.")
    await slack.client.chat_update(channel="D0ANA", ts=own["ts"], text="No.")
    await control(slack, "edit", user="ana", message_ts=ts, text="may we?")
    await control(slack, "delete", user="ana", message_ts=ts)
    told = events(slack)
    assert [one.get("subtype") for one in told] == [None, None, "message_changed", "message_changed", "message_deleted"]
    assert (told[1]["bot_id"], told[2]["message"]["bot_id"]) == ("B0OMBUD", "B0OMBUD")
    assert (told[3]["message"]["text"], told[3]["previous_message"]["text"]) == ("may we?", "may I?")
    assert told[4]["deleted_ts"] == ts
    assert (await control(slack, "edit", user="bo", message_ts=own["ts"], text="x"))["error"] == "no_such_message"


PICKED = [
    ({"type": "datepicker"}, "2026-03-01", {"selected_date": "2026-03-01"}),
    ({"type": "timepicker"}, "09:30", {"selected_time": "09:30"}),
    ({"type": "datetimepicker"}, 1_790_000_000, {"selected_date_time": 1_790_000_000}),
    ({"type": "conversations_select"}, "general", {"selected_conversation": "C0GENERAL"}),
    ({"type": "number_input", "is_decimal_allowed": False}, "7", {"value": "7"}),
]


@pytest.mark.parametrize(("element", "value", "state"), PICKED, ids=[one[0]["type"] for one in PICKED])
async def test_what_is_picked_arrives_under_its_own_name(
    slack: Slack, element: dict[str, Any], value: Any, state: dict[str, Any]
) -> None:
    answering(slack, OK)
    label = {"type": "plain_text", "text": "Pick"}
    block = {"type": "input", "block_id": "pick", "label": label, "element": {**element, "action_id": "pick"}}
    form = {**MODAL, "submit": {"type": "plain_text", "text": "Send"}, "blocks": [block]}
    await slack.client.views_open(trigger_id=slack.world.triggers.issue("U0ANA"), view=form)
    await control(slack, "submit", user="ana", values={"pick": value})
    assert slack.payloads[0]["view"]["state"]["values"]["pick"]["pick"] == {"type": element["type"], **state}


async def test_an_overflow_menu_says_what_was_chosen(slack: Slack) -> None:
    answering(slack, OK, OK)
    options = [{"text": {"type": "plain_text", "text": one}, "value": one} for one in ("edit", "drop")]
    menu = {"type": "overflow", "action_id": "menu", "options": options}
    text = {"type": "mrkdwn", "text": "x"}
    blocks = [{"type": "section", "block_id": "s", "text": text, "accessory": menu}]
    await slack.client.chat_postMessage(channel="C0GENERAL", text="x", blocks=blocks)
    await control(slack, "click", user="ana", channel="C0GENERAL", action_id="menu", value="drop")
    await slack.client.views_publish(user_id="U0ANA", view={"type": "home", "blocks": blocks})
    await control(slack, "click_home", user="ana", action_id="menu", values={"menu": "edit"})
    chosen = [payload["actions"][0]["selected_option"]["value"] for payload in slack.payloads]
    assert chosen == ["drop", "edit"]

"""The sandbox refuses what Slack refuses, seen through the real slack_sdk."""

from collections.abc import Callable
from typing import Any

import aiohttp
import pytest
from slack_sdk.web.async_client import AsyncWebClient

from sandbox.world import Acked
from tests.sandbox.wire import MODAL, Slack, answering, control, refused


def section(text: str = "x", block_id: str = "a", **more: Any) -> dict[str, Any]:
    return {"type": "section", "block_id": block_id, "text": {"type": "mrkdwn", "text": text}, **more}


async def test_tokens_methods_and_scopes(slack: Slack) -> None:
    stranger = AsyncWebClient("xoxb-2", base_url=f"{slack.url}api/", session=slack.http)
    assert (await refused(stranger.auth_test()))["error"] == "invalid_auth"
    assert (await refused(slack.client.api_call("pins.add")))["error"] == "unknown_method"
    missing = await refused(slack.client.team_info())
    assert (missing["error"], missing["needed"]) == ("missing_scope", "team:read")


async def test_membership(slack: Slack) -> None:
    slack.world.town.channels["C0AIHELP"].members.discard("U0OMBUD")
    assert (await refused(slack.client.chat_postMessage(channel="C0AIHELP", text="x")))["error"] == "not_in_channel"
    assert (await refused(slack.client.chat_postMessage(channel="C0NONE", text="x")))["error"] == "channel_not_found"


@pytest.mark.parametrize(
    ("blocks", "says"),
    [
        ([section("x" * 3001)], "must be less than 3001 characters"),
        ([section(made_up=1)], "invalid additional property"),
        ([section(), section()], "already exists"),
        ([{"type": "divider"}] * 51, "no more than 50 items"),
        ([{"type": "sparkle"}], "unsupported type"),
    ],
)
async def test_block_kit(slack: Slack, blocks: list[Any], says: str) -> None:
    response = await refused(slack.client.chat_postMessage(channel="C0GENERAL", text="x", blocks=blocks))
    assert response["error"] == "invalid_blocks"
    assert says in str(response["response_metadata"]["messages"])


async def test_a_trigger_opens_one_view_within_three_seconds(slack: Slack) -> None:
    trigger = slack.world.triggers.issue("U0ANA")
    await slack.client.views_open(trigger_id=trigger, view=MODAL)
    used = slack.client.views_open(trigger_id=trigger, view=MODAL)
    assert (await refused(used))["error"] == "exchanged_trigger_id"
    slack.world.rules.trigger_seconds = -1
    late = slack.client.views_open(trigger_id=slack.world.triggers.issue("U0ANA"), view=MODAL)
    assert (await refused(late))["error"] == "expired_trigger_id"
    assert (await refused(slack.client.views_open(trigger_id="1.2", view=MODAL)))["error"] == "invalid_trigger_id"


async def test_a_view_is_updated_by_its_latest_hash_and_stacks_to_three(slack: Slack) -> None:
    opened = await slack.client.views_open(trigger_id=slack.world.triggers.issue("U0ANA"), view=MODAL)
    view = opened["view"]
    await slack.client.views_update(view_id=view["id"], hash=view["hash"], view=MODAL)
    stale = slack.client.views_update(view_id=view["id"], hash=view["hash"], view=MODAL)
    assert (await refused(stale))["error"] == "hash_conflict"
    for _ in range(2):
        await slack.client.views_push(trigger_id=slack.world.triggers.issue("U0ANA"), view=MODAL)
    fourth = slack.client.views_push(trigger_id=slack.world.triggers.issue("U0ANA"), view=MODAL)
    assert (await refused(fourth))["error"] == "push_limit_reached"


async def test_the_sixth_post_in_a_second_waits(slack: Slack) -> None:
    for _ in range(5):
        await slack.client.chat_postMessage(channel="C0GENERAL", text="x")
    response = await refused(slack.client.chat_postMessage(channel="C0GENERAL", text="x"))
    assert (response["error"], response.headers["Retry-After"]) == ("ratelimited", "1")
    await slack.client.chat_postMessage(channel="G0DESK", text="another channel")


async def test_metadata_is_shown_when_asked_for(slack: Slack) -> None:
    note = {"event_type": "t", "event_payload": {"delivery": "d"}}
    await slack.client.chat_postMessage(channel="G0DESK", text="x", metadata=note)
    with_it = await slack.client.conversations_history(channel="G0DESK", include_all_metadata=True)
    without = await slack.client.conversations_history(channel="G0DESK")
    assert [one.get("metadata") for one in (with_it["messages"][0], without["messages"][0])] == [note, None]


async def test_a_response_url_is_good_for_five_uses(slack: Slack) -> None:
    address = slack.world.hook("U0ANA", "C0GENERAL", None)
    codes = []
    for _ in range(6):
        async with slack.http.post(address, json={"text": "psst", "response_type": "ephemeral"}) as answer:
            codes.append(answer.status)
    assert codes == [200] * 5 + [404]
    heard = {}
    for person in ("ana", "bo"):
        async with slack.http.get(f"{slack.url}control/as/{person}") as answer:
            heard[person] = str(await answer.json()).count("psst")
    assert heard == {"ana": 5, "bo": 0}


async def test_a_late_ack_is_slacks_own_timeout_message(slack: Slack) -> None:
    answering(slack, Acked("timeout", None, 3000))
    await control(slack, "command", user="ana", channel="C0GENERAL", command="/policy", text="x")
    async with slack.http.get(f"{slack.url}control/as/ana") as answer:
        assert '/policy failed with the error "operation_timeout"' in str(await answer.json())


async def test_what_is_not_in_the_manifest_does_not_exist(slack: Slack) -> None:
    said = await control(slack, "command", user="ana", channel="C0GENERAL", command="/deploy", text="x")
    assert "not a valid command" in said["error"]
    said = await control(slack, "shortcut", user="ana", callback_id="made_up")
    assert said["error"] == "no_such_shortcut"


async def test_events_are_sent_again_with_the_retry_headers(slack: Slack) -> None:
    slack.world.rules.retry_waits = (0, 0, 0)
    seen = answering(slack, Acked("error", None, 1), Acked("timeout", None, 1), Acked("ok", None, 1))
    await control(slack, "message", user="ana", channel="D0ANA", text="hello")
    assert [one.get("X-Slack-Retry-Num") for one in seen] == [None, "1", "2"]
    assert seen[-1]["X-Slack-Retry-Reason"] == "http_timeout"


@pytest.mark.parametrize("kind", ["drop_before", "drop_after"])
async def test_a_connection_dropped_before_or_after_the_effect(slack: Slack, kind: str) -> None:
    await control(slack, "faults", method="chat.postMessage", kind=kind)
    with pytest.raises(aiohttp.ClientError):
        await slack.client.chat_postMessage(channel="C0GENERAL", text="x")
    assert len(slack.world.town.channels["C0GENERAL"].messages) == (1 if kind == "drop_after" else 0)


async def test_the_bot_refuses_a_bad_signature(slack: Slack, town_factory: Callable[[], Any]) -> None:
    async with town_factory() as town:
        body = "command=/policy&text=help&team_id=T0HOUSE"
        headers = {"X-Slack-Request-Timestamp": "1", "X-Slack-Signature": "v0=00"}
        async with slack.http.post(f"{town.bot_url}/slack/events", data=body, headers=headers) as answer:
            assert answer.status == 401

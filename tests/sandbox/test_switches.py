"""What can be switched from outside, and who lives in the sandbox without being of the house."""

from typing import Any

from sandbox.manifest import Manifest
from sandbox.world import Acked
from tests.sandbox.wire import Slack, answering, control, refused

CARD = [{"type": "section", "block_id": "a", "text": {"type": "mrkdwn", "text": "card"}}]


def granted(slack: Slack, *scopes: str) -> None:
    was = slack.world.manifest
    more: dict[str, Any] = {name: getattr(was, name) for name in Manifest.__slots__}
    slack.world.manifest = Manifest(**{**more, "scopes": was.scopes | frozenset(scopes)})


async def test_an_archived_channel_takes_nothing_and_says_so(slack: Slack) -> None:
    post = await slack.client.chat_postMessage(channel="G0DESK", text="x")
    await control(slack, "archive", channel="G0DESK")
    later = slack.client.chat_postMessage(channel="G0DESK", text="x")
    assert (await refused(later))["error"] == "is_archived"
    edit = slack.client.chat_update(channel="G0DESK", ts=post["ts"], text="y")
    assert (await refused(edit))["error"] == "is_archived"
    assert (await slack.client.conversations_info(channel="G0DESK"))["channel"]["is_archived"]
    assert (await control(slack, "message", user="bo", channel="G0DESK", text="x"))["error"] == "is_archived"
    await control(slack, "unarchive", channel="G0DESK")
    await slack.client.chat_update(channel="G0DESK", ts=post["ts"], text="y")


async def test_a_removed_bot_neither_writes_nor_reads(slack: Slack) -> None:
    await control(slack, "kick", channel="G0DESK")
    calls = (
        slack.client.chat_postMessage(channel="G0DESK", text="x"),
        slack.client.conversations_history(channel="G0DESK"),
    )
    assert [(await refused(call))["error"] for call in calls] == ["not_in_channel"] * 2
    assert not (await slack.client.conversations_info(channel="G0DESK"))["channel"]["is_member"]
    await control(slack, "invite", channel="G0DESK")
    await slack.client.chat_postMessage(channel="G0DESK", text="x")
    assert (await control(slack, "kick", channel="C0NONE"))["error"] == "no_such_channel"


async def test_a_server_may_forget_metadata(slack: Slack) -> None:
    note = {"event_type": "t", "event_payload": {"delivery": "d"}}
    await control(slack, "rules", drop_metadata=True)
    await slack.client.chat_postMessage(channel="G0DESK", text="x", blocks=CARD, metadata=note)
    history = await slack.client.conversations_history(channel="G0DESK", include_all_metadata=True)
    assert [one.get("metadata") for one in history["messages"]] == [None]


async def test_case_time_moves_both_ways_also_while_no_bot_runs(slack: Slack) -> None:
    await control(slack, "time", advance_seconds=3600)
    assert (await control(slack, "time", advance_seconds=-7200))["case_offset_seconds"] == -3600


async def test_a_guest_and_a_stranger_are_known_as_such(slack: Slack) -> None:
    granted(slack, "users:read")
    people = {name: (await slack.client.users_info(user=name))["user"] for name in ("U0ANA", "U0IVO", "U0NIA")}
    assert {name: (one["is_restricted"], one["is_stranger"]) for name, one in people.items()} == {
        "U0ANA": (False, False), "U0IVO": (True, False), "U0NIA": (False, True),
    }  # fmt: skip
    assert people["U0NIA"]["team_id"] == "T0OTHER"


async def test_what_a_stranger_sends_names_their_own_workspace(slack: Slack) -> None:
    answering(slack, *[Acked("ok", None, 1)] * 4)
    await control(slack, "command", user="nia", channel="C0AIHELP", command="/policy", text="help")
    said = await control(slack, "message", user="nia", channel="C0AIHELP", text="<@U0OMBUD> help")
    await control(slack, "shortcut", user="nia", channel="C0AIHELP", message_ts=said["ts"], callback_id="report_this")
    command, *events, shortcut = slack.payloads
    assert {each["team_id"] for each in (command, *events)} == {"T0OTHER"}
    assert {each["event"]["team"] for each in events} == {"T0OTHER"}
    assert (shortcut["team"]["id"], shortcut["user"]["team_id"]) == ("T0OTHER",) * 2
    assert (await control(slack, "message", user="nia", channel="C0GENERAL", text="x"))["error"] == "no_such_channel"


async def test_the_record_is_a_channel_of_the_house(slack: Slack) -> None:
    members = slack.world.town.channels["C0RECORD"].members
    assert {"U0ANA", "U0HAL", "U0OMBUD"} < members
    assert not members & {"U0IVO", "U0NIA"}


async def test_where_no_bot_runs_nothing_is_due(slack: Slack) -> None:
    assert "Nothing is due" in (await control(slack, "to_next_due"))["error"]


async def test_starting_afresh_is_for_whoever_started_the_bot(slack: Slack) -> None:
    assert "did not start the bot" in (await control(slack, "afresh"))["error"]

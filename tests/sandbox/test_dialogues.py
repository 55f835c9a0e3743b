"""Dialogues as Slack's client keeps and sends them: people, boxes, and buttons inside."""

from typing import Any

from sandbox.world import Acked
from tests.sandbox.wire import Slack, answering, control, refused

BUTTON = {"type": "button", "action_id": "more", "text": {"type": "plain_text", "text": "More"}, "value": "7"}
OPTIONS = [{"text": {"type": "plain_text", "text": name}, "value": name} for name in ("one", "two")]


def labelled(block_id: str, element: dict[str, Any], *, optional: bool = False) -> dict[str, Any]:
    label = {"type": "plain_text", "text": block_id}
    element = {**element, "action_id": block_id}
    return {"type": "input", "block_id": block_id, "label": label, "element": element, "optional": optional}


FORM = {
    "type": "modal",
    "title": {"type": "plain_text", "text": "Form"},
    "submit": {"type": "plain_text", "text": "Send"},
    "private_metadata": "m",
    "callback_id": "form",
    "blocks": [
        labelled("who", {"type": "users_select"}),
        labelled("others", {"type": "multi_users_select", "max_selected_items": 2}, optional=True),
        labelled("boxes", {"type": "checkboxes", "options": OPTIONS}),
        {"type": "actions", "block_id": "buttons", "elements": [BUTTON]},
    ],
}


async def opened(slack: Slack, view: dict[str, Any] = FORM) -> dict[str, Any]:
    said = await slack.client.views_open(trigger_id=slack.world.triggers.issue("U0ANA"), view=view)
    shown: dict[str, Any] = said["view"]
    return shown


async def seen(slack: Slack, person: str) -> Any:
    async with slack.http.get(f"{slack.url}control/as/{person}") as answer:
        return await answer.json()


async def test_what_nobody_touched_is_empty(slack: Slack) -> None:
    values = (await opened(slack))["state"]["values"]
    assert values["who"]["who"] == {"type": "users_select", "selected_user": None}
    assert values["others"]["others"] == {"type": "multi_users_select", "selected_users": []}
    assert values["boxes"]["boxes"] == {"type": "checkboxes", "selected_options": []}


async def test_what_the_app_filled_in_stands_there(slack: Slack) -> None:
    who = labelled("who", {"type": "users_select", "initial_user": "U0BO"})
    others = labelled("others", {"type": "multi_users_select", "initial_users": ["U0BO", "U0CAI"]})
    boxes = labelled("boxes", {"type": "checkboxes", "options": OPTIONS, "initial_options": OPTIONS[:1]})
    values = (await opened(slack, {**FORM, "blocks": [who, others, boxes]}))["state"]["values"]
    assert values["who"]["who"]["selected_user"] == "U0BO"
    assert values["others"]["others"]["selected_users"] == ["U0BO", "U0CAI"]
    assert values["boxes"]["boxes"]["selected_options"] == OPTIONS[:1]


async def test_people_and_boxes_arrive_in_slacks_shape(slack: Slack) -> None:
    answering(slack, Acked("ok", None, 1))
    await opened(slack)
    chosen = {"who": "U0BO", "others": ["U0CAI", "dee"], "boxes": ["two"]}
    assert (await control(slack, "submit", user="ana", values=chosen))["errors"] is None
    values = slack.payloads[0]["view"]["state"]["values"]
    assert values["who"]["who"] == {"type": "users_select", "selected_user": "U0BO"}
    assert values["others"]["others"] == {"type": "multi_users_select", "selected_users": ["U0CAI", "U0DEE"]}
    assert values["boxes"]["boxes"] == {"type": "checkboxes", "selected_options": OPTIONS[1:]}


async def test_slacks_client_sends_no_form_with_a_hole_or_too_many_people(slack: Slack) -> None:
    await opened(slack)
    sent = await control(slack, "submit", user="ana", values={"others": ["U0BO", "U0CAI", "U0DEE"]})
    assert sent["errors"].keys() == {"who", "others", "boxes"}
    assert sent["errors"]["others"] == "Choose at most 2."
    sent = await control(slack, "submit", user="ana", values={"who": "U0NOBODY"})
    assert sent["error"] == "U0NOBODY was not offered"


async def test_a_button_in_a_dialogue_carries_the_view_and_no_message(slack: Slack) -> None:
    answering(slack, Acked("ok", None, 1))
    view = await opened(slack)
    await control(slack, "click_view", user="ana", action_id="more", block_id="buttons", values={"who": "U0BO"})
    payload = slack.payloads[0]
    assert payload["container"] == {"type": "view", "view_id": view["id"]}
    assert payload["view"]["private_metadata"] == "m"
    assert payload["view"]["state"]["values"]["who"]["who"]["selected_user"] == "U0BO"
    assert payload["actions"][0]["value"] == "7"
    assert not {"message", "channel", "response_url"} & payload.keys()
    pushed = await slack.client.views_push(trigger_id=payload["trigger_id"], view={**FORM, "callback_id": "second"})
    assert (await seen(slack, "ana"))["modal"]["callback_id"] == "second"
    await slack.client.views_update(view_id=pushed["view"]["id"], view={**FORM, "callback_id": "third"})
    assert (await seen(slack, "ana"))["modal"]["callback_id"] == "third"
    await control(slack, "close", user="ana")
    below = (await seen(slack, "ana"))["modal"]
    assert below["id"] == view["id"]
    assert below["state"]["values"]["who"]["who"]["selected_user"] == "U0BO"
    used = slack.client.views_push(trigger_id=payload["trigger_id"], view=FORM)
    assert (await refused(used))["error"] == "exchanged_trigger_id"


async def test_a_button_that_is_not_there_cannot_be_clicked(slack: Slack) -> None:
    assert (await control(slack, "click_view", user="ana", action_id="more"))["error"] == "no_open_view"
    await opened(slack)
    assert (await control(slack, "click_view", user="ana", action_id="less"))["error"] == "no_such_action"
    assert (await control(slack, "click_view", user="bo", action_id="more"))["error"] == "no_open_view"

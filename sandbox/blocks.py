"""Block Kit as Slack accepts it: blocks, messages and views. Says what is wrong; changes nothing but missing ids."""

import copy
import json
import secrets
from collections.abc import Iterator, Sequence
from typing import Any

from sandbox.elements import ACTIONS, ELEMENTS, IDS, INPUTS, plain, text_object
from sandbox.refusals import Refused
from sandbox.shapes import Problems, Shape, anything, array, boolean, by_type, fields, one_of, required, string

Json = dict[str, Any]
MESSAGE_BLOCKS = 50
VIEW_BLOCKS = 100
VIEW_BYTES = 250_000


def _block(**more: Any) -> Shape:
    return fields({"type": required(anything), "block_id": string(IDS), **more})


# https://docs.slack.dev/reference/block-kit/blocks: one page for each name
BLOCKS: dict[str, Shape] = {
    "section": _block(
        text=text_object(3000),
        fields=array(text_object(2000), 10),
        accessory=by_type(ELEMENTS, ACTIONS | {"image"}),
        expand=boolean,
    ),
    "actions": _block(elements=required(array(by_type(ELEMENTS, ACTIONS), 25))),
    "context": _block(
        elements=required(
            array(
                by_type({**dict.fromkeys(("plain_text", "mrkdwn"), text_object(3000)), "image": ELEMENTS["image"]}), 10
            )
        )
    ),
    "divider": _block(),
    "header": _block(text=required(plain(150))),
    "image": _block(image_url=required(string(3000)), alt_text=required(string(2000)), title=plain(2000)),
    "input": _block(
        label=required(plain(2000)),
        element=required(by_type(ELEMENTS, INPUTS)),
        dispatch_action=boolean,
        hint=plain(2000),
        optional=boolean,
    ),
    "markdown": _block(text=required(string(12_000, 1))),
    "rich_text": _block(elements=required(array(anything, 1000))),
}
_BLOCK = by_type(BLOCKS)

# https://docs.slack.dev/reference/views/modal-views
_MODAL = fields(
    {
        "type": required(one_of("modal")),
        "title": required(plain(24)),
        "blocks": required(array(_BLOCK, VIEW_BLOCKS, 0)),
        "close": plain(24),
        "submit": plain(24),
        "private_metadata": string(3000),
        "callback_id": string(IDS),
        "clear_on_close": boolean,
        "notify_on_close": boolean,
        "external_id": string(IDS),
    }
)
# https://docs.slack.dev/reference/views/home-tab-views
_HOME = fields(
    {
        "type": required(one_of("home")),
        "blocks": required(array(_BLOCK, VIEW_BLOCKS, 0)),
        "private_metadata": string(3000),
        "callback_id": string(IDS),
        "external_id": string(IDS),
    }
)


def checked_message(blocks: Any) -> list[Json]:
    """The blocks of a message with every id filled in. https://docs.slack.dev/reference/methods/chat.postMessage#errors"""
    problems = Problems()
    array(_BLOCK, MESSAGE_BLOCKS, 0)(blocks, "/blocks", problems)
    if not problems.messages:
        _check_contents(blocks, "/blocks", problems)
    if problems.messages:
        raise Refused("invalid_blocks", problems.messages, errors=problems.messages)
    return completed(blocks)


def checked_view(view: Any, *types: str) -> Json:
    """A view with every id filled in. https://docs.slack.dev/reference/methods/views.open#errors"""
    problems = Problems()
    by_type({"modal": _MODAL, "home": _HOME}, types)(view, "/view", problems)
    if not problems.messages:
        _check_contents(view["blocks"], "/view/blocks", problems)
        if view["type"] == "home" and any(one["type"] == "file_input" for one in _inputs(view["blocks"])):
            problems.add("/view", "file_input is an element of modals")
        if "submit" not in view and view["type"] == "modal" and any(b["type"] == "input" for b in view["blocks"]):
            problems.add("/view", "missing required field: submit")
    if problems.messages:
        raise Refused("invalid_arguments", problems.messages)
    if len(json.dumps(view).encode()) > VIEW_BYTES:
        raise Refused("view_too_large")
    return {**view, "blocks": completed(view["blocks"])}


def _inputs(blocks: Sequence[Json]) -> Iterator[Json]:
    return (element for block in blocks for _, element in elements_of(block))


def _check_contents(blocks: Sequence[Json], where: str, problems: Problems) -> None:
    """What the shape of one block cannot tell: an empty section, two selects' sources, ids used twice."""
    seen: set[str] = set()
    for index, block in enumerate(blocks):
        here = f"{where}/{index}"
        if block["type"] == "section" and not block.get("text") and not block.get("fields"):
            problems.add(here, "must define either `text` or `fields`")
        if block.get("block_id"):
            if block["block_id"] in seen:
                problems.add(f"{here}/block_id", f'`block_id` "{block["block_id"]}" already exists')
            seen.add(block["block_id"])
        actions: set[str] = set()
        for path, element in elements_of(block):
            _check_element(element, f"{here}/{path}", actions, problems)


def _check_element(element: Json, where: str, actions: set[str], problems: Problems) -> None:
    if element.get("action_id"):
        if element["action_id"] in actions:
            problems.add(f"{where}/action_id", f'`action_id` "{element["action_id"]}" already exists')
        actions.add(element["action_id"])
    if element["type"].endswith("static_select") and ("options" in element) == ("option_groups" in element):
        problems.add(where, "must define either `options` or `option_groups`")
    offered = offered_by(element)
    initial = element.get("initial_options") or ([element["initial_option"]] if element.get("initial_option") else [])
    if offered and any(option not in offered for option in initial):
        problems.add(where, "initial options must be among the options")


def offered_by(element: Json) -> list[Json]:
    """Every option that an element names itself."""
    grouped = [option for group in element.get("option_groups") or () for option in group["options"]]
    return [*(element.get("options") or ()), *grouped]


def elements_of(block: Json) -> Iterator[tuple[str, Json]]:
    """The interactive elements of a block, each with its place in the block."""
    if block["type"] == "actions":
        yield from ((f"elements/{index}", element) for index, element in enumerate(block["elements"]))
    single = {"section": "accessory", "input": "element"}.get(block["type"])
    if single and block.get(single) and block[single]["type"] != "image":
        yield single, block[single]


def completed(blocks: Sequence[Json]) -> list[Json]:
    """A copy in which Slack has made up the ids that the app left out."""
    filled: list[Json] = copy.deepcopy(list(blocks))
    for block in filled:
        if not block.get("block_id"):
            block["block_id"] = secrets.token_urlsafe(4)[:5]
        for _, element in elements_of(block):
            element.setdefault("action_id", secrets.token_urlsafe(4)[:5])
    return filled

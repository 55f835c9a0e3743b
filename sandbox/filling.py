"""Filling in a dialogue: what a choice puts into the state of an input, and what Slack's client refuses to send."""

from typing import Any

from sandbox.blocks import elements_of
from sandbox.refusals import NoSuch
from sandbox.town import Json, Town
from sandbox.views import OpenView, state_of

_FILLED = ("value", "selected_option", "selected_options", "selected_user", "selected_users")


def typed(town: Town, element: Json, value: Any, offered: list[Json] | None = None) -> Json:
    """The state of an element after somebody chose or typed `value`.
    https://docs.slack.dev/reference/block-kit/block-elements: one page for each name
    """
    kind = element["type"]
    options = [*(element.get("options") or []), *(offered or [])]
    pick = {option["value"]: option for option in options}
    try:
        if kind == "users_select":
            return {"type": kind, "selected_user": _resident(town, value) if value else None}
        if kind == "multi_users_select":
            return {"type": kind, "selected_users": [_resident(town, one) for one in value or ()]}
        if kind.startswith("multi_") or kind == "checkboxes":
            return {"type": kind, "selected_options": [pick[one] for one in value or ()]}
        if kind.endswith("select") or kind == "radio_buttons":
            return {"type": kind, "selected_option": pick[value] if value else None}
    except KeyError as error:
        raise NoSuch(f"{error.args[0]} was not offered") from error
    return {"type": kind, "value": value or None}


def _resident(town: Town, reference: str) -> str:
    """Somebody by id or handle, as Slack's own list of people offers them."""
    found = town.person(reference)
    if found is None:
        raise KeyError(reference)
    return found.id


def fill(town: Town, view: OpenView, values: Json) -> None:
    """Put `values`, by block or action id, into a dialogue."""
    for block in view.content["blocks"]:
        for _, element in elements_of(block):
            name = next((key for key in (block["block_id"], element["action_id"]) if key in values), None)
            if name is not None and element["type"] != "button":
                offered = view.offered.get(element["action_id"])
                filled = typed(town, element, values[name], offered)
                view.typed.setdefault(block["block_id"], {})[element["action_id"]] = filled


def unfit(view: OpenView) -> dict[str, str]:
    """What Slack's own client refuses to send, by block."""
    errors: dict[str, str] = {}
    for block, elements in state_of(view)["values"].items():
        shape = next(one for one in view.content["blocks"] if one["block_id"] == block)
        (state,) = elements.values()
        chosen = next((state[name] for name in _FILLED if state.get(name)), None)
        if not chosen and not shape.get("optional"):
            errors[block] = "Please complete this required field."
        if (most := shape["element"].get("max_length")) and len(state.get("value") or "") > most:
            errors[block] = f"Must be at most {most} characters."
        most = shape["element"].get("max_selected_items")
        if most and isinstance(chosen, list) and len(chosen) > most:
            errors[block] = f"Choose at most {most}."
    return errors

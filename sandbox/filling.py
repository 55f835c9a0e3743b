"""Filling in a dialogue: what a choice puts into the state of an input, and what Slack's client refuses to send."""

from sandbox.blocks import elements_of
from sandbox.files import File
from sandbox.states import STATELESS, typed, value_in
from sandbox.town import Json, Town
from sandbox.views import OpenView, state_of


def fill(town: Town, files: dict[str, File], view: OpenView, values: Json) -> None:
    """Put `values`, by block or action id, into a dialogue."""
    for block in view.content["blocks"]:
        for _, element in elements_of(block):
            name = next((key for key in (block["block_id"], element["action_id"]) if key in values), None)
            if name is not None and element["type"] not in STATELESS:
                offered = view.offered.get(element["action_id"])
                filled = typed(town, files, element, values[name], offered)
                view.typed.setdefault(block["block_id"], {})[element["action_id"]] = filled


def unfit(view: OpenView) -> dict[str, str]:
    """What Slack's own client refuses to send, by block."""
    errors: dict[str, str] = {}
    values = state_of(view)["values"]
    for shape in view.content["blocks"]:
        if shape["type"] != "input":
            continue
        block, element = shape["block_id"], shape["element"]
        chosen = value_in(values[block][element["action_id"]])
        if not chosen and not shape.get("optional"):
            errors[block] = "Please complete this required field."
        if (most := element.get("max_length")) and len(chosen or "") > most:
            errors[block] = f"Must be at most {most} characters."
        most = element.get("max_selected_items") or element.get("max_files")
        if most and isinstance(chosen, list) and len(chosen) > most:
            errors[block] = f"Choose at most {most}."
        if (kinds := element.get("filetypes")) and any(one["filetype"] not in kinds for one in chosen or ()):
            errors[block] = "This kind of file is not accepted."
    return errors


def handed_over(view: OpenView, files: dict[str, File]) -> None:
    """The files of a form are the app's to read from now on."""
    for elements in state_of(view)["values"].values():
        for state in elements.values():
            for one in state.get("files") or ():
                files[one["id"]].given = True

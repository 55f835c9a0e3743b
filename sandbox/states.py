"""What stands in an input: before anybody touched it, and after somebody chose or typed.
https://docs.slack.dev/reference/block-kit/block-elements: one page for each name
"""

from typing import Any

from sandbox.blocks import offered_by
from sandbox.files import File, as_slack
from sandbox.refusals import NoSuch
from sandbox.town import Json, Town

# Under which name an element's value stands in the state, and under which the app may fill it in.
KEYS = {
    "plain_text_input": ("value", "initial_value"),
    "email_text_input": ("value", "initial_value"),
    "url_text_input": ("value", "initial_value"),
    "number_input": ("value", "initial_value"),
    "static_select": ("selected_option", "initial_option"),
    "external_select": ("selected_option", "initial_option"),
    "radio_buttons": ("selected_option", "initial_option"),
    "users_select": ("selected_user", "initial_user"),
    "conversations_select": ("selected_conversation", "initial_conversation"),
    "channels_select": ("selected_channel", "initial_channel"),
    "multi_static_select": ("selected_options", "initial_options"),
    "multi_external_select": ("selected_options", "initial_options"),
    "checkboxes": ("selected_options", "initial_options"),
    "multi_users_select": ("selected_users", "initial_users"),
    "multi_conversations_select": ("selected_conversations", "initial_conversations"),
    "multi_channels_select": ("selected_channels", "initial_channels"),
    "datepicker": ("selected_date", "initial_date"),
    "timepicker": ("selected_time", "initial_time"),
    "datetimepicker": ("selected_date_time", "initial_date_time"),
    "file_input": ("files", ""),
    "overflow": ("selected_option", ""),
}
LISTS = frozenset({kind for kind, (name, _) in KEYS.items() if name.endswith("s")})
STATELESS = frozenset({"button", "overflow", "image"})


def value_in(state: Json) -> Any:
    """What a state holds; None or empty where that is nothing."""
    return state.get(KEYS[state["type"]][0])


def initial(element: Json) -> Json:
    """The state of an element that nobody touched."""
    kind = element["type"]
    name, filled = KEYS[kind]
    return {"type": kind, name: element.get(filled) or ([] if kind in LISTS else None)}


def typed(town: Town, files: dict[str, File], element: Json, value: Any, offered: list[Json] | None = None) -> Json:
    """The state of an element after somebody chose or typed `value`: an option's value, the id or handle of a person,
    the id or name of a conversation, the id of an uploaded file, a date, a time, or text.
    """
    kind = element["type"]
    name, _ = KEYS[kind]
    pick = {option["value"]: option for option in [*offered_by(element), *(offered or ())]}

    def chosen(one: Any) -> Any:
        match name.removesuffix("s"):
            case "selected_option":
                return pick[one]
            case "selected_user":
                return _id(one, town.person(one))
            case "selected_conversation" | "selected_channel":
                return _id(one, town.channel(one))
            case "file":
                return as_slack(files[one])
            case "selected_date_time":
                return int(one)
        return one

    try:
        if kind in LISTS:
            return {"type": kind, name: [chosen(one) for one in value or ()]}
        return {"type": kind, name: chosen(value) if value else None}
    except KeyError as error:
        raise NoSuch(f"{error.args[0]} was not offered") from error


def _id(reference: str, found: Any) -> str:
    if found is None:
        raise KeyError(reference)
    return str(found.id)

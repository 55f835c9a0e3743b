"""The elements of Block Kit and the objects inside them, each with its limits. Knows no blocks."""

from collections.abc import Mapping

from sandbox.shapes import Field, Shape, anything, array, boolean, by_type, fields, one_of, required, string, whole

IDS = 255


def text_object(most: int, *types: str) -> Shape:
    """https://docs.slack.dev/reference/block-kit/composition-objects/text-object"""
    text = required(string(most, 1))
    plain = fields({"type": required(anything), "text": text, "emoji": boolean})
    marked = fields({"type": required(anything), "text": text, "verbatim": boolean})
    return by_type({"plain_text": plain, "mrkdwn": marked}, types or ("plain_text", "mrkdwn"))


def plain(most: int) -> Shape:
    return text_object(most, "plain_text")


# https://docs.slack.dev/reference/block-kit/composition-objects/option-object
OPTION = fields({"text": required(plain(75)), "value": required(string(150, 1)), "description": plain(75)})
MARKED_OPTION = fields(
    {"text": required(text_object(75)), "value": required(string(150, 1)), "description": text_object(75)}
)
LINKED_OPTION = fields(
    {"text": required(plain(75)), "value": required(string(150, 1)), "description": plain(75), "url": string(3000)}
)
# https://docs.slack.dev/reference/block-kit/composition-objects/option-group-object
OPTION_GROUP = fields({"label": required(plain(75)), "options": required(array(OPTION, 100))})
# https://docs.slack.dev/reference/block-kit/composition-objects/confirmation-dialog-object
CONFIRM = fields(
    {
        "title": required(plain(100)),
        "text": required(text_object(300)),
        "confirm": required(plain(30)),
        "deny": required(plain(30)),
        "style": one_of("primary", "danger"),
    }
)
# https://docs.slack.dev/reference/block-kit/composition-objects/dispatch-action-configuration-object
DISPATCH = fields({"trigger_actions_on": array(one_of("on_enter_pressed", "on_character_entered"), 2)})


def element(**more: Field | Shape) -> Shape:
    return fields({"type": required(anything), "action_id": string(IDS, 1), **more})


def asking(**more: Field | Shape) -> Shape:
    return element(placeholder=plain(150), focus_on_load=boolean, **more)


def choosing(**more: Field | Shape) -> Shape:
    return asking(confirm=CONFIRM, **more)


def multi(**more: Field | Shape) -> Shape:
    return choosing(max_selected_items=whole(1, 1000), **more)


_OPTIONS: Mapping[str, Shape] = {"options": array(OPTION, 100), "option_groups": array(OPTION_GROUP, 100)}
_IDENTIFIERS = array(string(IDS), 1000)

# https://docs.slack.dev/reference/block-kit/block-elements: one page for each name
ELEMENTS: dict[str, Shape] = {
    "button": element(
        text=required(plain(75)),
        url=string(3000),
        value=string(2000),
        style=one_of("primary", "danger"),
        confirm=CONFIRM,
        accessibility_label=string(75),
    ),
    "overflow": element(options=required(array(LINKED_OPTION, 5)), confirm=CONFIRM),
    "static_select": choosing(initial_option=OPTION, **_OPTIONS),
    "multi_static_select": multi(initial_options=array(OPTION, 100), **_OPTIONS),
    "external_select": choosing(initial_option=OPTION, min_query_length=whole(0, 3000)),
    "multi_external_select": multi(initial_options=array(OPTION, 100), min_query_length=whole(0, 3000)),
    "users_select": choosing(initial_user=string(IDS)),
    "multi_users_select": multi(initial_users=_IDENTIFIERS),
    "channels_select": choosing(initial_channel=string(IDS), response_url_enabled=boolean),
    "multi_channels_select": multi(initial_channels=_IDENTIFIERS),
    "conversations_select": choosing(
        initial_conversation=string(IDS),
        default_to_current_conversation=boolean,
        response_url_enabled=boolean,
        filter=anything,
    ),
    "multi_conversations_select": multi(
        initial_conversations=_IDENTIFIERS, default_to_current_conversation=boolean, filter=anything
    ),
    "checkboxes": element(
        options=required(array(MARKED_OPTION, 10)),
        initial_options=array(MARKED_OPTION, 10),
        confirm=CONFIRM,
        focus_on_load=boolean,
    ),
    "radio_buttons": element(
        options=required(array(MARKED_OPTION, 10)),
        initial_option=MARKED_OPTION,
        confirm=CONFIRM,
        focus_on_load=boolean,
    ),
    "datepicker": choosing(initial_date=string(10)),
    "timepicker": choosing(initial_time=string(5), timezone=string(IDS)),
    "datetimepicker": element(initial_date_time=whole(10**9, 10**10 - 1), confirm=CONFIRM, focus_on_load=boolean),
    "file_input": element(filetypes=array(string(50, 1), 100), max_files=whole(1, 10)),
    "plain_text_input": asking(
        initial_value=string(3000),
        multiline=boolean,
        min_length=whole(0, 3000),
        max_length=whole(1, 3000),
        dispatch_action_config=DISPATCH,
    ),
    "email_text_input": asking(initial_value=string(3000), dispatch_action_config=DISPATCH),
    "url_text_input": asking(initial_value=string(3000), dispatch_action_config=DISPATCH),
    "number_input": asking(
        is_decimal_allowed=required(boolean),
        initial_value=string(3000),
        min_value=string(50),
        max_value=string(50),
        dispatch_action_config=DISPATCH,
    ),
    "image": fields(
        {"type": required(anything), "image_url": required(string(3000)), "alt_text": required(string(2000))}
    ),
}

TEXT_FIELDS = frozenset({"plain_text_input", "email_text_input", "url_text_input", "number_input"})
PRESSED = frozenset({"button", "overflow"})
INPUTS = frozenset(ELEMENTS) - PRESSED - {"image"}
ACTIONS = frozenset(ELEMENTS) - TEXT_FIELDS - {"image", "file_input"}

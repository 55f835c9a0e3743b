"""Block Kit's elements as Ombud uses them, each with its block id. Limits: Slack's Block Kit reference."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from handlers.cards.text import pieces
from handlers.locale.catalogue import Words

Block = dict[str, Any]
View = dict[str, Any]
OPTION_TEXT = 75


def plain(text: str) -> Block:
    return {"type": "plain_text", "text": text, "emoji": True}


def heading(block_id: str, text: str) -> Block:
    """A line that screen readers find as a heading."""
    return {"type": "header", "block_id": block_id, "text": plain(text)}


def divider(block_id: str) -> Block:
    return {"type": "divider", "block_id": block_id}


def beside(block: Block, element: Block) -> Block:
    """A section with a button or another element beside it."""
    return {**block, "accessory": element}


def section(block_id: str, text: str, fields: Sequence[str] = ()) -> Block:
    """A paragraph of mrkdwn, with up to ten fields beside each other."""
    block: Block = {"type": "section", "block_id": block_id, "text": {"type": "mrkdwn", "text": text}}
    if fields:
        block["fields"] = [{"type": "mrkdwn", "text": field} for field in fields]
    return block


def sections(block_id: str, text: str) -> list[Block]:
    """A text of any length, whole."""
    return [section(f"{block_id}-{number}", part) for number, part in enumerate(pieces(text), start=1)]


def verbatim(block_id: str, words: str) -> list[Block]:
    """People's words exactly as typed, whole, with nothing in them that acts."""
    return [
        {"type": "section", "block_id": f"{block_id}-{number}", "text": {**plain(part), "emoji": False}}
        for number, part in enumerate(pieces(words), start=1)
    ]


def context(block_id: str, text: str) -> Block:
    return {"type": "context", "block_id": block_id, "elements": [{"type": "mrkdwn", "text": text}]}


def actions(block_id: str, buttons: Iterable[Block]) -> Block:
    return {"type": "actions", "block_id": block_id, "elements": list(buttons)}


def button(action_id: str, label: str, value: str, style: str = "") -> Block:
    """`style` is `primary` or `danger`, or nothing."""
    made: Block = {"type": "button", "action_id": action_id, "text": plain(label), "value": value}
    return {**made, "style": style} if style else made


def asked_first(say: Words, button: Block, sure: str) -> Block:
    """A button whose click counts only once it is pressed again below `sure`."""
    label, cancel = button["text"], plain(say("kit.cancel"))
    return {**button, "confirm": {"title": label, "text": plain(sure), "confirm": label, "deny": cancel}}


def option(value: str, label: str) -> Block:
    text = label if len(label) <= OPTION_TEXT else f"{label[: OPTION_TEXT - 1]}…"
    return {"text": plain(text), "value": value}


def text_input(
    name: str, label: str, limit: int, *, hint: str = "", initial: str = "", optional: bool = False, lines: bool = True
) -> Block:
    """A field to type in; block and action share `name`."""
    element: Block = {"type": "plain_text_input", "action_id": name, "multiline": lines, "max_length": limit}
    if initial:
        element["initial_value"] = initial[:limit]
    return _input(name, label, element, hint, optional)


def choice(
    name: str, label: str, options: Sequence[tuple[str, str]], *, hint: str = "", initial: str = "",
    optional: bool = False, radio: bool = False,
) -> Block:  # fmt: skip
    """One of a few (value, label)."""
    made = [option(value, text) for value, text in options]
    element: Block = {"type": "radio_buttons" if radio else "static_select", "action_id": name, "options": made}
    if initial:
        element["initial_option"] = next(one for one in made if one["value"] == initial)
    return _input(name, label, element, hint, optional)


def search(name: str, label: str, placeholder: str, *, hint: str = "", most: int = 10) -> Block:
    """Some of many, found by typing; never required by Slack, for the rules decide that."""
    element: Block = {
        "type": "multi_external_select",
        "action_id": name,
        "min_query_length": 0,
        "placeholder": plain(placeholder),
        "max_selected_items": most,
    }
    return _input(name, label, element, hint, optional=True)


def several(name: str, label: str, options: Sequence[tuple[str, str]], *, hint: str = "") -> Block:
    """Several of a few (value, label)."""
    made = [option(value, text) for value, text in options]
    return _input(name, label, {"type": "multi_static_select", "action_id": name, "options": made}, hint, optional=True)


def people(name: str, label: str, most: int, *, hint: str = "") -> Block:
    """Several people of the workspace, found by Slack itself."""
    element: Block = {"type": "multi_users_select", "action_id": name, "max_selected_items": most}
    return _input(name, label, element, hint, optional=True)


def one_person(name: str, label: str, *, hint: str = "", initial: str = "") -> Block:
    """Somebody of the workspace, found by Slack itself."""
    element: Block = {"type": "users_select", "action_id": name}
    return _input(name, label, {**element, "initial_user": initial} if initial else element, hint, optional=False)


def moment(name: str, label: str, initial: datetime | None, *, hint: str = "", optional: bool = False) -> Block:
    """A day and a time of day, in the zone of whoever chooses."""
    element: Block = {"type": "datetimepicker", "action_id": name}
    if initial is not None:
        element["initial_date_time"] = int(initial.timestamp())
    return _input(name, label, element, hint, optional=optional)


def file(name: str, label: str, *, hint: str = "") -> Block:
    """One file from whoever fills the form in."""
    return _input(name, label, {"type": "file_input", "action_id": name, "max_files": 1}, hint, optional=False)


def tick(name: str, label: str, says: str) -> Block:
    """A box that must be ticked."""
    element: Block = {"type": "checkboxes", "action_id": name, "options": [option("yes", says)]}
    return _input(name, label, element, "", optional=False)


def _input(name: str, label: str, element: Block, hint: str, optional: bool) -> Block:  # noqa: FBT001 -- as Slack names it
    block: Block = {"type": "input", "block_id": name, "label": plain(label), "element": element, "optional": optional}
    return {**block, "hint": plain(hint)} if hint else block


def modal(
    say: Words, callback_id: str, title: str, blocks: Sequence[Block], *, submit: str = "", close: str = "",
    metadata: str = "",
) -> View:  # fmt: skip
    """A dialogue; without `submit` it only shows. `close` is what closes it, if not `kit.close`."""
    view: View = {
        "type": "modal",
        "callback_id": callback_id,
        "title": plain(title),
        "close": plain(close or say("kit.close")),
        "blocks": list(blocks),
        "private_metadata": metadata,
    }
    return {**view, "submit": plain(submit)} if submit else view


def stamped(blocks: Sequence[Block], delivery: str) -> list[Block]:
    """Blocks whose first carries the delivery's id, so that a message in doubt can be found again."""
    return [{**blocks[0], "block_id": delivery}, *blocks[1:]]

"""Open dialogues: a stack of at most three for each person, each with its hash."""

import secrets
from dataclasses import dataclass, field
from typing import Any

from sandbox.blocks import elements_of
from sandbox.refusals import Refused
from sandbox.residents import APP, BOT, TEAM
from sandbox.states import STATELESS, initial

Json = dict[str, Any]
DEEPEST = 3  # https://docs.slack.dev/surfaces/modals#stacking


@dataclass(slots=True)
class OpenView:
    id: str
    content: Json
    hash: str
    typed: dict[str, dict[str, Json]] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)
    notice: str | None = None
    offered: dict[str, list[Json]] = field(default_factory=dict)


class Views:
    def __init__(self) -> None:
        self.stacks: dict[str, list[OpenView]] = {}
        self.homes: dict[str, OpenView] = {}

    def top(self, user: str) -> OpenView | None:
        stack = self.stacks.get(user) or []
        return stack[-1] if stack else None

    def open(self, user: str, content: Json) -> OpenView:
        self.stacks[user] = [_made(content)]
        return self.stacks[user][-1]

    def push(self, user: str, content: Json) -> OpenView:
        stack = self.stacks.setdefault(user, [])
        if len(stack) >= DEEPEST:
            raise Refused("push_limit_reached")
        stack.append(_made(content))
        return stack[-1]

    def update(self, view_id: str, content: Json, known_hash: str | None) -> OpenView:
        """https://docs.slack.dev/reference/methods/views.update"""
        for stack in self.stacks.values():
            for view in stack:
                if view.id == view_id:
                    if known_hash is not None and known_hash != view.hash:
                        raise Refused("hash_conflict")
                    replace(view, content)
                    return view
        raise Refused("not_found")

    def publish(self, user: str, content: Json, known_hash: str | None) -> OpenView:
        """The one Home of a person. https://docs.slack.dev/reference/methods/views.publish"""
        home = self.homes.get(user)
        if known_hash is not None and (home is None or known_hash != home.hash):
            raise Refused("hash_conflict")
        if home is None:
            home = self.homes[user] = _made(content)
        else:
            replace(home, content)
        return home

    def close(self, user: str, *, everything: bool = False) -> OpenView | None:
        stack = self.stacks.get(user) or []
        closed = stack.pop() if stack else None
        if everything:
            stack.clear()
        return closed


def _made(content: Json) -> OpenView:
    return OpenView(f"V{secrets.token_hex(5).upper()}", content, _hash())


def _hash() -> str:
    return f"{secrets.randbelow(10**10)}.{secrets.token_hex(4)}"


def replace(view: OpenView, content: Json) -> None:
    """Put other contents in a view's place; what stands in blocks of the same id stays typed."""
    kept = {block["block_id"] for block in content["blocks"]}
    view.content, view.hash, view.errors, view.notice = content, _hash(), {}, None
    view.typed = {block: values for block, values in view.typed.items() if block in kept}


def state_of(view: OpenView) -> Json:
    """What stands in every element that holds a value. https://docs.slack.dev/reference/interaction-payloads/view-interactions-payload"""
    values: dict[str, dict[str, Json]] = {}
    for block in view.content["blocks"]:
        for _, element in elements_of(block):
            if element["type"] not in STATELESS:
                typed = view.typed.get(block["block_id"], {}).get(element["action_id"])
                values.setdefault(block["block_id"], {})[element["action_id"]] = typed or initial(element)
    return {"values": values}


def element_in(blocks: list[Json], action_id: str, block_id: str | None) -> tuple[Json, Json] | None:
    """A block and its element by action id."""
    for block in blocks:
        if block_id in (None, block.get("block_id")):
            for _, element in elements_of(block):
                if element.get("action_id") == action_id:
                    return block, element
    return None


def as_payload(view: OpenView) -> Json:
    return {
        "id": view.id, "team_id": TEAM, "app_id": APP, "bot_id": BOT, "app_installed_team_id": TEAM,
        "hash": view.hash, "root_view_id": view.id, "previous_view_id": None, "state": state_of(view),
        "private_metadata": "", "callback_id": "", "clear_on_close": False, "notify_on_close": False,
        "external_id": "", "close": None, "submit": None, **view.content,
    }  # fmt: skip

"""What somebody typed after `/desk` and a sub-command, and the shape of a function that answers it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from handlers.cards.blocks import Block
from handlers.locale.catalogue import Words
from handlers.slack.kit import Kit

Ack = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Typed:
    """`text` is what followed the sub-command; `trigger` opens a modal for 3 s, once; `channel` is where."""

    user: str
    text: str
    trigger: str
    channel: str


Answerer = Callable[[Kit, Words, Typed], Awaitable[Ack]]


def said(text: str, blocks: list[Block] | None = None) -> Ack:
    """An answer in the ack's own body, seen by whoever typed alone."""
    return {"text": text, "response_type": "ephemeral", **({"blocks": blocks} if blocks else {})}

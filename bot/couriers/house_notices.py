"""Notices of the house itself, which belong to no case: their stream is `house`."""

from enum import StrEnum

from sqlalchemy import Connection

from handlers.cards.blocks import section
from handlers.cards.notices import Facts, Message
from handlers.cards.text import escape, when
from storage import seals
from storage.outbox import Delivery

HOUSE = "house"


class HouseNotice(StrEnum):
    """What the house tells by itself."""

    SEAL = "seal"
    UNREACHABLE = "unreachable"


def house_notice(conn: Connection, delivery: Delivery) -> Message | None:
    """What to say, or None where there is nothing to say any more."""
    match HouseNotice(delivery.kind):
        case HouseNotice.SEAL:
            return _seal(conn, int(delivery.payload["size"]))
        case HouseNotice.UNREACHABLE:
            return _unreachable(delivery.payload)


def _seal(conn: Connection, size: int) -> Message | None:
    """A checkpoint for everybody to keep, verbatim: whoever has it can show that the record was cut or rewritten."""
    seal = seals.of_size(conn, size)
    if seal is None:
        return None
    text = (
        f"The record has {size} events up to {when(seal.at)}. Anybody may keep this note; "
        "`ombud audit verify --against` checks it."
    )
    return text, [section("seal", text), section("seal-note", f"```\n{escape(seal.note)}```")]


def _unreachable(facts: Facts) -> Message:
    """To whoever runs Ombud: a queue's channel takes no messages, and what to do. Says nothing of any case."""
    queue, channel, error = (escape(str(facts[name])) for name in ("queue", "channel", "error"))
    which, instead = (
        (f"The channel of queue *{queue}*", "Its cases go to the people on call by direct message.")
        if queue
        else ("The witness channel", "No seal is posted there.")
    )
    text = (
        f"{which} takes no messages: Slack says `{error}` of <#{channel}>. {instead} Unarchive the channel or invite "
        "Ombud to it, or name another one in `casework.yml`; then `ombud outbox list` shows what to send again with "
        "`ombud outbox retry`."
    )
    return text, [section("unreachable", text)]

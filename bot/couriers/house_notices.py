"""Notices of the house itself, which belong to no case: their stream is `house`."""

from enum import StrEnum

from sqlalchemy import Connection

from desk.rulebooks import load_versions, of_version
from domain.rulebook.diff import diff
from handlers.cards import versions
from handlers.cards.blocks import section
from handlers.cards.notices import Facts, Message
from handlers.cards.text import escape, when
from handlers.locale.catalogue import Words
from storage import seals
from storage.outbox import Delivery

HOUSE = "house"


class HouseNotice(StrEnum):
    """What the house tells by itself."""

    SEAL = "seal"
    UNREACHABLE = "unreachable"
    RULEBOOK = "rulebook"
    FOLDER_BROKEN = "folder_broken"


def house_notice(conn: Connection, say: Words, delivery: Delivery) -> Message | None:
    """What to say, or None where there is nothing to say any more."""
    match HouseNotice(delivery.kind):
        case HouseNotice.SEAL:
            return _seal(conn, say, int(delivery.payload["size"]))
        case HouseNotice.UNREACHABLE:
            return _unreachable(say, delivery.payload)
        case HouseNotice.RULEBOOK:
            return _published(conn, say, str(delivery.payload["version"]))
        case HouseNotice.FOLDER_BROKEN:
            return versions.folder_broken(say, str(delivery.payload["version"]), delivery.payload["problems"])


def _seal(conn: Connection, say: Words, size: int) -> Message | None:
    """A checkpoint for everybody to keep, verbatim: whoever has it can show that the record was cut or rewritten."""
    seal = seals.of_size(conn, size)
    if seal is None:
        return None
    text = say("house.seal", size=size, when=when(say, seal.at))
    return text, [section("seal", text), section("seal-note", f"```\n{escape(seal.note)}```")]


def _unreachable(say: Words, facts: Facts) -> Message:
    """To whoever runs Ombud: a channel takes no messages, and what to do. Says nothing of any case."""
    told = {name: escape(str(facts[name])) for name in ("queue", "channel", "error")}
    room = (
        "house.announcements_unreachable" if facts.get("kind") == HouseNotice.RULEBOOK else "house.witness_unreachable"
    )
    text = say("house.queue_unreachable" if told["queue"] else room, **told)
    return text, [section("unreachable", text)]


def _published(conn: Connection, say: Words, version: str) -> Message | None:
    """To everybody: a new version, why, and what changed since the one before."""
    known, after = load_versions(conn), of_version(conn, version)
    event, earlier = known.named(version), known.before(version)
    if event is None or after is None:
        return None
    before = of_version(conn, earlier.version) if earlier else None
    return versions.announcement(say, event, len(after.clauses), diff(before, after) if before else None)

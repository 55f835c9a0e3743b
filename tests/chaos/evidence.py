"""What is left after a run, as plain values that invariants judge: from the database, the sandbox and the ledger."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection

from bot.clock import Clock
from bot.places import STARTER
from desk.codec import case_event, from_stored
from desk.desk import Desk
from desk.house import House
from desk.outcomes import Shown
from desk.projections import Difference, differences
from desk.tools import access_of, load, stream_of
from desk.views import CaseFile, Conversation
from domain.cases.events import CaseEvent
from domain.cases.looking import CaseViewed, OpenCase, ReadConversation
from domain.cases.state import Case
from sandbox.residents import RESIDENTS
from sandbox.world import World
from storage import deadlines, outbox, seals, streams
from storage.casework_files import read_casework
from storage.database import Database
from storage.deadlines import Deadline
from storage.files import read_rulebook
from storage.notes import Signer
from storage.outbox import Delivery
from storage.roster_files import read_roster
from storage.vault import Vault, read_master_key
from storage.verification import Verdict, verify
from tests.chaos.ledger import Ledger

STATES = ("pending", "sending", "in_doubt", "sent", "dead", "dropped")


@dataclass(frozen=True, slots=True)
class Matter:
    """One case: its events with who caused them, the case that they tell, who looked, and what is still to come."""

    events: Sequence[tuple[str, CaseEvent]]
    case: Case
    looks: Sequence[CaseViewed]
    deadlines: Sequence[Deadline]


@dataclass(frozen=True, slots=True)
class Post:
    """A chat.postMessage that Slack took; `doubtful` where the bot may not have learnt of it."""

    delivery: str
    doubtful: bool


@dataclass(frozen=True, slots=True)
class Message:
    """A message of the bot as it stands. `to` is whoever alone sees it."""

    room: str
    delivery: str
    to: str | None
    words: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """`files` holds what each viewer reads in each case, None for a refusal; `codes` what each receipt code opens."""

    house: House
    ledger: Ledger
    now: datetime
    matters: Mapping[int, Matter]
    deliveries: Sequence[Delivery]
    posts: Sequence[Post]
    messages: Sequence[Message]
    files: Mapping[tuple[str, int], Sequence[str] | None]
    codes: Mapping[str, tuple[int, Sequence[str]] | None]
    differences: Sequence[Difference]
    verdict: Verdict
    errors: Sequence[str]


def the_house(folder: Path = STARTER) -> House:
    """What the bot was started with."""
    return House(read_casework(folder / "casework.yml"), read_roster(folder / "roster.yml"), read_rulebook(folder))


async def gathered(
    url: str, master_key: str, ledger: Ledger, now: datetime, *,
    posts: Sequence[Post] = (), messages: Sequence[Message] = (), errors: Sequence[str] = (),
) -> Evidence:  # fmt: skip
    """Everything, while no bot runs. Seals and verifies the record last, with the looks that this took."""
    house, vault, clock = the_house(), Vault(read_master_key(master_key)), Clock()
    clock.offset = now - clock.now()
    database = Database(url)
    try:
        desk = Desk(database, vault, house, clock.now)
        numbers = await database.read(_numbers)
        matters = {number: await database.read(lambda conn, n=number: matter(conn, n)) for number in numbers}
        deliveries = await database.read(lambda conn: outbox.listing(conn, STATES))
        files = {(one.id, n): await _file(desk, one.id, n) for one in RESIDENTS for n in numbers}
        codes = {filing.code: await _by_code(desk, filing.code) for filing in ledger.filings if filing.code}
        differing = await database.read(differences)
        signer = Signer(vault.seal_seed)
        while await database.write(lambda conn: seals.seal_pending(conn, signer, now)):
            pass
        verdict = await database.read(lambda conn: verify(conn, signer.verifier))
    finally:
        database.close()
    return Evidence(
        house, ledger, now, matters, deliveries, posts, messages, files, codes, differing, verdict, errors,
    )  # fmt: skip


def _numbers(conn: Connection) -> list[int]:
    found = {event.stream for event in streams.all_events(conn)}
    return sorted(int(stream.removeprefix("case-")) for stream in found if stream.startswith("case-"))


def matter(conn: Connection, number: int) -> Matter:
    """One case, from its record and beside it."""
    case = load(conn, number)
    assert case is not None
    events = [(stored.actor, case_event(stored)) for stored in streams.load(conn, stream_of(number))]
    looks = [from_stored(stored) for stored in streams.load(conn, access_of(number))]
    return Matter(
        events=events,
        case=case,
        looks=[look for look in looks if isinstance(look, CaseViewed)],
        deadlines=deadlines.open_for(conn, stream_of(number)),
    )


async def _file(desk: Desk, viewer: str, number: int) -> list[str] | None:
    outcome = await desk.handle(OpenCase(number, viewer))
    if not (isinstance(outcome, Shown) and isinstance(outcome.file, CaseFile)):
        return None
    return [*(one.text for one in outcome.file.narratives), *(line.text for line in outcome.file.talk)]


async def _by_code(desk: Desk, code: str) -> tuple[int, list[str]] | None:
    outcome = await desk.handle(ReadConversation(0, None, code))
    if not (isinstance(outcome, Shown) and isinstance(outcome.file, Conversation)):
        return None
    return outcome.file.card.number, [line.text for line in outcome.file.talk]


def posted(world: World, lost: set[int], outages: Sequence[tuple[float, float]]) -> list[Post]:
    """Every message that Slack took. One is doubtful where its answer was lost, or bot or database were away then."""
    found = []
    for at, call in enumerate(world.sent):
        if call["method"] == "chat.postMessage" and call["ok"]:
            away = any(began - 1 <= call["at"] <= ended + 3 for began, ended in outages)
            found.append(Post(_stamp(call["args"].get("blocks") or []), at in lost or away))
    return found


def standing(world: World) -> list[Message]:
    """Every message of the bot as people see it now."""
    return [
        Message(room.id, _stamp(message.blocks), message.ephemeral_to, f"{message.text} {message.blocks}")
        for room in world.town.channels.values()
        for message in room.messages
        if message.by_bot
    ]


def _stamp(blocks: Sequence[Mapping[str, object]]) -> str:
    return str(blocks[0].get("block_id", "")) if blocks else ""


_ENTRY = re.compile(r"^(?=\d{4}-\d\d-\d\d )", re.MULTILINE)


def errors_in(log: str) -> list[str]:
    """What a bot's log says went wrong, with the end of each traceback."""
    entries = (entry.strip().splitlines() for entry in _ENTRY.split(log))
    wrong = (lines for lines in entries if lines and (" ERROR " in lines[0] or "Traceback" in "".join(lines)))
    return [" … ".join([lines[0], *(line.strip() for line in lines[-4:] if line != lines[0])]) for lines in wrong]

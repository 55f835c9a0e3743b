"""How residents act in a run: on a card wherever they see it, and in forms."""

import json
import re
from random import Random
from typing import Any

from sandbox import interactions
from sandbox.interactions import NoSuch
from sandbox.residents import RESIDENTS
from sandbox.town import Json
from sandbox.views import element_in
from tests.chaos.run import Run

EMPLOYEES = ("ana", "emi", "fen")
REVIEWERS = ("bo", "cai", "dee")
ID = {person.handle: person.id for person in RESIDENTS}
CASE = re.compile(r"(?:[Cc]ase|Fall) (\d+)")  # Fen reads German
CODE = re.compile(r"\b[0-9A-Z]{4}(?:-[0-9A-Z]{4,5}){4}\b")


def words(about: str, dice: Random) -> str:
    """A text that nobody else writes."""
    return f"{about} zq{dice.randrange(16**10):010x}"


def some_case(run: Run, dice: Random) -> int | None:
    """One of the newer cases that were acked."""
    return dice.choice(run.ledger.filings[-8:]).case if run.ledger.filings else None


async def click(run: Run, who: str, case: int, action: str) -> str:
    """The newest button of that action for that case that somebody sees, once their dialogues are closed."""
    run.town.world.views.close(ID[who], everything=True)
    world = run.town.world
    person = world.town.people[ID[who]]
    for room in world.town.seen_by(person.id):
        for message in reversed(room.messages):
            found = element_in(message.blocks, action, None) if message.visible_to(person.id) else None
            if found and found[1].get("value") == str(case):
                told = await interactions.click(world, person, room, message, action, {})
                return f"{who} clicks {action} on case {case}: {told['status']}"
    return f"{who} sees no {action} on case {case}"


async def fill(run: Run, who: str, values: Json) -> Json:
    """The topmost form of somebody, filled in and sent; `acked` says that what was typed is promised to be kept."""
    person = run.town.world.town.people[ID[who]]
    view = run.town.world.views.top(person.id)
    return {"acked": False, "said": f"{who} has no form open"} if view is None else await send(run, who, view, values)


async def send(run: Run, who: str, view: Any, values: Json) -> Json:
    """A dialogue of somebody, filled in and sent, open or remembered."""
    person = run.town.world.town.people[ID[who]]
    try:
        told = await interactions.submit(run.town.world, person, view, values)
    except NoSuch as refused:
        return {"acked": False, "said": str(refused)}
    answer = told["response"] if isinstance(told["response"], dict) else {}
    acked = told["status"] == "ok" and not told["errors"] and answer.get("response_action") == "update"
    return {"acked": acked, "said": "acked" if acked else str(told["errors"] or told["status"]), "answer": answer}


def shown(told: Json) -> tuple[int, str]:
    """The case's number and the receipt code (or nothing) in an ack."""
    text = json.dumps(told["answer"])
    number, code = CASE.search(text), CODE.search(text)
    return int(number.group(1)) if number else 0, code.group() if code else ""

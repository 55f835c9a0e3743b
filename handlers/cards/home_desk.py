"""The part of Home for reviewers and leads: what waits, who is on call, and how promises were kept."""

from desk.home_views import HomePage, PromiseCount
from desk.satisfaction import Satisfaction
from handlers.cards import ids
from handlers.cards.blocks import Block, actions, button, context, heading, section
from handlers.cards.oncall import rotations
from handlers.cards.queue import entry_blocks
from handlers.cards.text import capital, escape
from handlers.locale.catalogue import Words

ROTATIONS = 10


def waiting_blocks(say: Words, page: HomePage) -> list[Block]:
    """What waits for a reviewer, the nearest due first; nothing for those who review nothing."""
    found = page.queue
    if found is None:
        return []
    blocks = [heading("waiting", say("home.waiting")), *entry_blocks(say, found)]
    if not found.entries:
        blocks.append(section("waiting-none", say("home.waiting_none")))
    turns = []
    if found.page > 1:
        turns.append(button(ids.HOME_EARLIER, say("desk.earlier"), f"{page.reports.page}:{found.page - 1}"))
    if found.more:
        turns.append(button(ids.HOME_LATER, say("desk.later"), f"{page.reports.page}:{found.page + 1}"))
    return [*blocks, *([actions("waiting-pages", turns)] if turns else []), context("waiting-all", say("home.all"))]


def duty_blocks(say: Words, page: HomePage) -> list[Block]:
    """Who is on call now, and who comes next."""
    if page.on_call is None:
        return []
    return [heading("on-call", say("home.on_call")), *rotations(say, page.on_call)[:ROTATIONS]]


def lead_blocks(say: Words, page: HomePage) -> list[Block]:
    """Promises of the last thirty days, and how reporters found what came of it; nothing for all but leads."""
    if page.promises is None:
        return []
    lines = "\n".join(_promise(say, one) for one in page.promises) or say("home.promises_none")
    found = "\n".join(_satisfied(say, one) for one in page.satisfaction) or say("home.satisfaction_none")
    return [
        heading("promises", say("home.promises")),
        section("promises-counted", lines),
        heading("satisfaction", say("home.satisfaction")),
        section("satisfaction-counted", found),
    ]


def _satisfied(say: Words, one: Satisfaction) -> str:
    facts = {"queue": escape(one.queue), "month": one.month}
    if one.counts is None:
        return say("home.satisfaction_few", **facts)
    return say("home.satisfaction_line", **facts, **{vote.value: count for vote, count in one.counts.items()})


def _promise(say: Words, one: PromiseCount) -> str:
    what = say("home.promise_of", severity=capital(say.of(one.severity)), clock=say(f"home.clock_{one.clock}"))
    late = f" {say.some('home.promise_running', one.running)}" if one.running else ""
    return say("home.promise_line", what=what, kept=one.kept, broken=one.broken) + late

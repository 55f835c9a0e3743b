"""What waits, as a list: each case with what is due next and the buttons of its card."""

from desk.home_views import QueueEntry, QueuePage
from handlers.cards import ids
from handlers.cards.blocks import Block, actions, button, context, heading, section
from handlers.cards.case_card import card_buttons, title
from handlers.cards.text import anyone, capital, when
from handlers.locale.catalogue import Words


def queue_blocks(say: Words, found: QueuePage) -> list[Block]:
    """A page of the queue as an answer to `/desk queue`."""
    blocks = [heading("queue", say(f"desk.queue_{found.which}"))]
    blocks += entry_blocks(say, found)
    if not found.entries:
        blocks.append(section("queue-none", say(f"desk.none_{found.which}")))
    blocks += _pages(say, found)
    return [*blocks, context("queue-how", say(f"desk.more_{found.which}"))]


def queue_text(say: Words, found: QueuePage) -> str:
    """What a notification says."""
    return say(f"desk.queue_{found.which}")


def entry_blocks(say: Words, found: QueuePage) -> list[Block]:
    """Each case that waits, and its buttons."""
    blocks = []
    for entry in found.entries:
        number = entry.card.number
        blocks.append(section(f"case-{number}", entry_text(say, entry)))
        blocks.append(actions(f"case-{number}-actions", card_buttons(say, entry.card)))
    return blocks


def entry_text(say: Words, entry: QueueEntry) -> str:
    """A case in three lines: which, what is due, where it stands."""
    card = entry.card
    due = say(f"desk.{'late' if entry.breached else 'due'}_{entry.clock}", at=when(say, entry.due))
    stands = say("desk.stands", status=capital(say.of(card.status)), owner=anyone(say, card.owner))
    return f"*{title(say, card)}*\n{due}\n{stands}"


def _pages(say: Words, found: QueuePage) -> list[Block]:
    turns = []
    if found.page > 1:
        turns.append(button(ids.QUEUE_EARLIER, say("desk.earlier"), f"{found.which}:{found.page - 1}"))
    if found.more:
        turns.append(button(ids.QUEUE_LATER, say("desk.later"), f"{found.which}:{found.page + 1}"))
    return [actions("queue-pages", turns)] if turns else []

"""What reviewers hear and read of what a reporter did afterwards. Notices are content-free."""

from collections.abc import Sequence

from desk.views import Afterword, CaseCard
from handlers.cards.blocks import Block, section, verbatim
from handlers.cards.case_card import case_card, title
from handlers.cards.notices import Facts, Message
from handlers.cards.text import anyone, when
from handlers.locale.catalogue import Words


def added(say: Words, card: CaseCard) -> Message:
    """To whoever has the case: the report has grown."""
    text = say("aftercare.told_added", case=title(say, card))
    return text, [section("added", text), *case_card(say, card)]


def withdrawn(say: Words, card: CaseCard) -> Message:
    """To whoever has the case: the reporter took the report back, and what follows."""
    text = say("aftercare.told_closed" if card.over else "aftercare.told_withdrawn", case=title(say, card))
    return text, [section("withdrawn", text), *case_card(say, card)]


def reopened(say: Words, card: CaseCard, facts: Facts) -> Message:
    """To whoever is asked to look again, or to whoever decided it before. The page of the case has its buttons."""
    due = when(say, card.acknowledge_by)
    if facts.get("before"):
        text = say("aftercare.told_reopened_before", case=title(say, card), asked=anyone(say, card.on_call))
    else:
        text = say("aftercare.told_reopened", case=title(say, card), due=due)
    return text, [section("reopened", text)]


def afterword_blocks(say: Words, afterwords: Sequence[Afterword]) -> list[Block]:
    """What the reporter said with it, for those who may open the case."""
    blocks: list[Block] = []
    for one in afterwords:
        finding = say.of(one.finding) if one.finding else ""
        heading = say(f"aftercare.file_{one.what}", at=when(say, one.at), by=anyone(say, one.by), finding=finding)
        blocks.append(section(f"{one.what}-note", heading))
        blocks += verbatim(one.what, one.text) if one.text else []
    return blocks

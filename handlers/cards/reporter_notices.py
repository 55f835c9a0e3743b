"""The words of notices to a reporter: they alone may carry what was written in their case."""

from desk.views import CaseCard, ReporterOutcome
from domain.cases.words import Mode, Status
from handlers.cards import ids
from handlers.cards.aftercare import outcome_actions, receipt_buttons
from handlers.cards.blocks import actions, button, section, verbatim
from handlers.cards.notices import Facts, Message
from handlers.cards.outcome import outcome_blocks, outcome_text
from handlers.cards.report_form import receipt_actions, receipt_blocks
from handlers.cards.text import person, when
from handlers.locale.catalogue import Words


def receipt(say: Words, card: CaseCard, mode: Mode) -> Message:
    """To the reporter: the number and the promises."""
    text = text_head = say("outcome.receipt", case=card.number)
    can = receipt_actions(say, card.number, receipt_buttons(say, card))
    blocks = [*receipt_blocks(say, card.number, card.acknowledge_by, card.decide_by, mode), can]
    if card.status is Status.DECIDED:
        text = say("outcome.is_decided", case=card.number)
        blocks = [section("receipt", f"*{text}* {say('outcome.below')}"), can]
    elif card.withdrawn_at is not None:
        how = "closed" if card.over else "goes_on"
        text = say(f"aftercare.withdrawn_{how}", at=when(say, card.withdrawn_at))
        blocks = [section("receipt", f"*{text_head}* {text}"), can]
    elif card.reopened_at is not None:
        look, decide = when(say, card.acknowledge_by), when(say, card.decide_by)
        text = say("aftercare.reopened", number=card.number, look=look, decide=decide)
        blocks = [section("receipt", text), can]
    return text, blocks


def outcome(say: Words, found: ReporterOutcome) -> Message:
    """To the reporter: finding, clauses quoted, the reasons meant for them, and what they can say to it."""
    can = outcome_actions(say, str(found.number), found.not_solved_until)
    return outcome_text(say, found), [*outcome_blocks(say, found), *can]


def question(say: Words, number: int) -> Message:
    """To the reporter: somebody asks; the words are read in the modal."""
    text = say("outcome.question", case=number)
    read = button(ids.READ_TALK, say("outcome.read_and_answer"), str(number), "primary")
    return text, [section("question", text), actions("question-actions", [read])]


def name_opened(say: Words, number: int, facts: Facts, reason: str) -> Message:
    """To a confidential reporter: who opened their name, and why."""
    first, second = person(str(facts["requested_by"])), person(str(facts["by"]))
    text = say("outcome.name_opened", first=first, second=second, case=number)
    return text, [section("name-opened", text), *verbatim("name-reason", reason)]


def scrubbed(say: Words, number: int) -> Message:
    """In place of a message that carried what was written in a case."""
    text = say("outcome.scrubbed", case=number)
    return text, [section("scrubbed", text)]

"""The words of notices to a reporter: they alone may carry what was written in their case."""

from desk.views import CaseCard, ReporterOutcome
from domain.cases.words import Mode, Status
from handlers.cards import ids
from handlers.cards.aftercare import outcome_actions, receipt_buttons
from handlers.cards.blocks import actions, button, section, verbatim
from handlers.cards.labels import FINDINGS
from handlers.cards.notices import Facts, Message
from handlers.cards.outcome import outcome_blocks
from handlers.cards.report_form import receipt_actions, receipt_blocks
from handlers.cards.text import person, when
from handlers.locale.catalogue import Words


def receipt(say: Words, card: CaseCard, mode: Mode) -> Message:
    """To the reporter: the number and the promises."""
    text = text_head = f"Your report is case {card.number}."
    can = receipt_actions(card.number, receipt_buttons(say, card))
    blocks = [*receipt_blocks(card.number, card.acknowledge_by, card.decide_by, mode), can]
    if card.status is Status.DECIDED:
        text = f"Your report, case {card.number}, is decided."
        said = section("receipt", f"*Your report, case {card.number}, is decided.* The outcome is below.")
        blocks = [said, can]
    elif card.withdrawn_at is not None:
        how = "closed" if card.over else "goes_on"
        text = say(f"aftercare.withdrawn_{how}", at=when(card.withdrawn_at))
        blocks = [section("receipt", f"*{text_head}* {text}"), can]
    elif card.reopened_at is not None:
        look, decide = when(card.acknowledge_by), when(card.decide_by)
        text = say("aftercare.reopened", number=card.number, look=look, decide=decide)
        blocks = [section("receipt", text), can]
    return text, blocks


def outcome(say: Words, found: ReporterOutcome) -> Message:
    """To the reporter: finding, clauses quoted, the reasons meant for them, and what they can say to it."""
    can = outcome_actions(say, str(found.number), found.not_solved_until)
    return f"Case {found.number} is decided: {FINDINGS[found.finding]}.", [*outcome_blocks(found), *can]


def question(number: int) -> Message:
    """To the reporter: somebody asks; the words are read in the modal."""
    text = f"A reviewer has a question about your report, case {number}."
    read = button(ids.READ_TALK, "Read and answer", str(number), "primary")
    return text, [section("question", text), actions("question-actions", [read])]


def name_opened(number: int, facts: Facts, reason: str) -> Message:
    """To a confidential reporter: who opened their name, and why."""
    people = f"{person(str(facts['requested_by']))} and {person(str(facts['by']))}"
    text = f"{people} opened your name in case {number}. Both had to agree, and gave this reason:"
    return text, [section("name-opened", text), *verbatim("name-reason", reason)]


def scrubbed(number: int) -> Message:
    """In place of a message that carried what was written in a case."""
    text = f"What was written about case {number} was erased when its time had come."
    return text, [section("scrubbed", text)]

"""Every "no" of the house as a sentence that says what to do."""

from typing import assert_never

from domain.cases.refusals import (
    AlreadyAcknowledged,
    AlreadyDecided,
    AlreadyYours,
    BadField,
    NoSuchCase,
    NotEntitled,
    OwnedByAnother,
    OwnReport,
    Refusal,
)
from handlers.cards.labels import FINDINGS
from handlers.cards.text import clock_time, person, when

NOT_CONFIRMED = (
    "Not confirmed yet: the database is slow. Your text is still here; submitting again will not file it twice."
)
NOT_DECIDED = (
    "Not confirmed yet: the database is slow. Your text is still here; submitting again will not decide twice."
)
BUSY = "Not confirmed yet: the database is slow. Nothing is lost; please click again in a moment."
ELSEWHERE = "Ombud answers people of its own workspace only. Nothing was stored. Please ask your contact there."


def in_words(no: Refusal) -> str:
    """The sentence for whoever asked."""
    match no:
        case NoSuchCase():
            return f"There is no case {no.case}. It may have been a copy of an old message."
        case NotEntitled():
            return "Only the reviewers of this queue can do this. If you should be one, ask whoever keeps `roster.yml`."
        case OwnReport():
            return "You reported this, so you cannot review it. You will hear the outcome in a direct message."
        case AlreadyAcknowledged():
            return f"{person(no.by)} acknowledged this at {clock_time(no.at)}."
        case AlreadyYours():
            return f"You have had this since {clock_time(no.at)}."
        case OwnedByAnother():
            return f"{person(no.by)} has this case. Take it over first if you should decide it."
        case AlreadyDecided():
            return f"{person(no.by)} decided this {when(no.at)}: {FINDINGS[no.finding]}."
        case BadField():
            return at_field(no)
        case _:
            assert_never(no)


def at_field(no: BadField) -> str:
    """What is wrong with a field, and what to write."""
    sentences = {
        "blank": "Please write at least a few words here.",
        "too_long": f"Please keep this to {no.about} characters.",
        "needed": "A violation needs this. Please choose.",
        "unknown": f"The rulebook has no clause {no.about}. Please choose from the list.",
    }
    return sentences[no.problem]

"""Every "no" of the house as a sentence that says what to do, looked up by the name of its class."""

import re
from dataclasses import fields
from datetime import datetime
from enum import StrEnum

from domain.cases.refusals import BadField, Refusal
from handlers.cards.text import escape, person, when
from handlers.locale.catalogue import Words, snake

_SOMEBODY = re.compile(r"[UW][A-Z0-9]{2,}")


def in_words(say: Words, no: Refusal) -> str:
    """The sentence for whoever asked: `refusal.not_entitled`, or `refusal.bad_field.blank` for what is wrong with a
    field.
    """
    key = f"{snake(type(no))}.{no.problem}" if isinstance(no, BadField) else snake(type(no))
    return say(f"refusal.{key}", **{one.name: _fact(say, getattr(no, one.name)) for one in fields(no)})


def _fact(say: Words, value: object) -> object:
    """People as mentions, instants in the reader's zone, words of the house in the reader's language."""
    match value:
        case datetime():
            return when(say, value)
        case StrEnum():
            return say.of(value)
        case str():
            return person(value) if _SOMEBODY.fullmatch(value) else escape(value)
        case _:
            return value

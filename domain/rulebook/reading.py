"""How a message to Ombud is read: as a courtesy, as a whole question, or together with the question before it."""

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from domain.rulebook.answers import FURTHER, Answer, answer
from domain.rulebook.clauses import Rulebook
from domain.rulebook.ranking import LONGEST, Ranker, plain

_LETTERS = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_EMOJI = re.compile(r":[a-z0-9_+-]+:")
_MENTION = re.compile(r"<@[A-Z0-9]+(?:\|[^>]*)?>")
_SHORT = 3  # meaningful words at most in a fragment


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_GREETING = _words("""
    hi hello hey hiya yo howdy greetings good morning afternoon evening day there ombud bot everyone all
    hallo moin servus guten tag morgen abend grüß gott zusammen hola buenos días bonjour salut coucou
""")
_THANKS = _words("""
    thanks thank thx ty cheers great perfect cool super nice ok okay alright understood
    danke dank dankeschön prima gut verstanden gracias merci ありがとう
""")
_FILLING = _words("""
    you it a lot so very much many got that's that is all for the vielen schön dir ihnen sehr alles klar
    muchas beaucoup
""")
_HELP = _words("help hilfe what can you do how does this work start ayuda aide was kannst du können sie")

_GOES_ON = re.compile(
    r"^(?:(?:and|or|but|also|then|so|what about|what if|how about|even if|if|when|with|without|unless|except"
    r"|und|oder|aber|auch|dann|was ist mit|wie ist es mit|was gilt|wenn|falls|mit|ohne|y|et)\b)",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"^(?:may|can|could|should|must|shall|do|does|did|is|are|am|was|will|would|have|has|who|what|where|which|how"
    r"|darf|dürfen|kann|können|muss|müssen|soll|sollen|ist|sind|wer|was|wo|welche|wie)\b",
    re.IGNORECASE,
)


class Courtesy(StrEnum):
    """What is said to a bot without asking it anything."""

    HELP = "help"
    THANKS = "thanks"


@dataclass(frozen=True, slots=True)
class Reading:
    """How a message was understood: `question` is what was answered, `joined` says that it was read together with what
    was asked before.
    """

    question: str
    found: Answer
    joined: bool = False


def question_in(text: str) -> str:
    """What a person wrote, as they meant it: without mentions, and unescaped."""
    return html.unescape(_MENTION.sub(" ", text)).strip()


def courtesy(text: str) -> Courtesy | None:
    """A greeting, thanks, a call for help or nothing at all; None for whatever may be a question."""
    words = [word.replace("’", "'") for word in _LETTERS.findall(_EMOJI.sub(" ", plain(text)).casefold())]
    if any(word not in _GREETING | _THANKS | _FILLING | _HELP for word in words):
        return None
    return Courtesy.THANKS if any(word in _THANKS for word in words) else Courtesy.HELP


def goes_on(ranker: Ranker, text: str) -> bool:
    """Whether a message only makes sense after another: it begins like a continuation, or is a fragment of at most
    three meaningful words that asks nothing by itself.
    """
    said = plain(text).strip()
    if _GOES_ON.match(said):
        return True
    return not _ASKS.match(said) and len(ranker.words(said)) <= _SHORT


def read(rulebook: Rulebook, ranker: Ranker, said: str, before: Sequence[str] = ()) -> Reading:
    """Answer a message; `before` is what its writer asked earlier in the thread, oldest first.

    A continuation is answered together with the question that it continues. What it finds by itself is then shown as a
    further clause; it is the answer only where both together find none.
    """
    alone = answer(rulebook, ranker, said)
    earlier = _continued(ranker, before)
    if not earlier or not goes_on(ranker, said):
        return Reading(said, alone)
    whole = " ".join([*earlier, said])[-LONGEST:]
    together = answer(rulebook, ranker, whole)
    if together.quoted is None:
        return Reading(said, alone) if alone.answered else Reading(whole, together, joined=True)
    if alone.quoted is not None and alone.quoted not in together.shown:
        together = replace(together, further=(alone.quoted, *together.further)[:FURTHER])
    return Reading(whole, together, joined=True)


def _continued(ranker: Ranker, before: Sequence[str]) -> list[str]:
    """The last whole question and what continued it; courtesies count for nothing."""
    found: list[str] = []
    for text in reversed([one for one in before if courtesy(one) is None]):
        found.insert(0, text)
        if not goes_on(ranker, text):
            break
    return found
